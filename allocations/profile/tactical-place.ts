import type { AssetClass, ClassWeights } from './asset-classes.ts';
import type { Bands } from './rules.ts';

/** The weights of the asset classes after the tactical move. */
export interface TacticalPlace {
  readonly weights: ClassWeights;
  /** The move of equity from its centre, a fraction of the portfolio. */
  readonly move: number;
  /** Why equity is not where the score alone would put it; null if it is. */
  readonly limitedBy: 'no-score' | 'crisis' | 'minimum-move' | 'room' | null;
}

const ROUNDING = 1e-12;

/**
 * Places the asset classes inside their bands: equity = centre + T · half of the band on the side to which T points. What
 * equity takes or gives comes from or goes to debt, then cash, as far as their bounds leave room; gold stays.
 *
 * @param score T in [−1, 1]; null where too few data points have a score.
 * @param crisis whether extreme volatility in a falling market caps equity at its centre.
 * @param minimumMove smaller moves are not made, a fraction of the portfolio.
 */
export function tacticalPlace(
  bands: Bands,
  score: number | null,
  crisis: boolean,
  minimumMove: number,
): TacticalPlace {
  const centre: ClassWeights = {
    equity: bands.equity.centre,
    debt: bands.debt.centre,
    gold: bands.gold.centre,
    cash: bands.cash.centre,
  };
  const still = (limitedBy: TacticalPlace['limitedBy']): TacticalPlace => ({
    weights: centre,
    move: 0,
    limitedBy,
  });
  if (score === null) return still('no-score');
  const { equity } = bands;
  const wanted = score > 0 ? score * (equity.high - equity.centre) : score * (equity.centre - equity.low);
  if (Math.abs(wanted) < minimumMove - ROUNDING) return still('minimum-move');
  if (wanted > 0 && crisis) return still('crisis');
  const room = (id: AssetClass): number =>
    wanted > 0 ? centre[id] - bands[id].low : bands[id].high - centre[id];
  const ofDebt = Math.min(Math.abs(wanted), Math.max(0, room('debt')));
  const ofCash = Math.min(Math.abs(wanted) - ofDebt, Math.max(0, room('cash')));
  const made = ofDebt + ofCash;
  const sign = Math.sign(wanted);
  return {
    weights: {
      equity: centre.equity + sign * made,
      debt: centre.debt - sign * ofDebt,
      gold: centre.gold,
      cash: centre.cash - sign * ofCash,
    },
    move: sign * made,
    limitedBy: made < Math.abs(wanted) - ROUNDING ? 'room' : null,
  };
}
