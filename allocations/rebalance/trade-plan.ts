import { POSITIONS, type Weights } from '../positions.ts';
import { listed, percent } from '../../src/format/words.ts';

/** How far to go from what is held to what is wanted. */
export interface TradePlan {
  readonly after: Weights;
  /** `after` less what was held, in `POSITIONS` order. */
  readonly changes: readonly number[];
  /** The sum of what is bought. */
  readonly turnover: number;
  /** Limits that held something back, in words. */
  readonly binding: readonly string[];
}

/** Smaller differences are left over from arithmetic. */
const ROUNDING = 1e-12;

const bought = (changes: readonly number[]): number => changes.reduce((sum, x) => sum + Math.max(0, x), 0);

/**
 * Trades from one fully invested portfolio towards another. No trade is below the minimum: smaller ones are left out,
 * and the side that is then the larger gives up the difference pro rata, so money bought equals money sold. Where
 * the rest exceeds the turnover limit, every trade goes the same fraction of its way. No weight passes its
 * target, so none turns negative.
 */
export function planTrades(
  from: Weights,
  to: Weights,
  limits: { readonly minimumTrade: number; readonly turnoverLimit: number },
): TradePlan {
  const { minimumTrade, turnoverLimit } = limits;
  const wanted = POSITIONS.map((id) => (to[id] ?? 0) - (from[id] ?? 0));
  const worthwhile = withoutSmall(wanted, minimumTrade);
  const move = bought(worthwhile);
  const reach = move > turnoverLimit + ROUNDING ? turnoverLimit / move : 1;
  // What goes only part of its way may fall below the minimum in turn.
  const changes =
    reach < 1
      ? withoutSmall(
          worthwhile.map((x) => x * reach),
          minimumTrade,
        )
      : worthwhile;

  const left = POSITIONS.filter((_, i) => changes[i] === 0 && Math.abs(wanted[i]!) > ROUNDING);
  const small = `The minimum trade of ${percent(minimumTrade)} leaves ${listed(left)} as held.`;
  const slow = `The turnover limit of ${percent(turnoverLimit)} stops the move of ${percent(move)} after ${percent(reach, 0)} of the way.`;
  return {
    after: Object.fromEntries(POSITIONS.map((id, i) => [id, (from[id] ?? 0) + changes[i]!])),
    changes,
    turnover: bought(changes),
    binding: [...(reach < 1 ? [slow] : []), ...(left.length > 0 ? [small] : [])],
  };
}

/** A first purchase, from money that is outside the portfolio: no limit holds it back. */
export const firstPurchase = (to: Weights): TradePlan => {
  const changes = POSITIONS.map((id) => to[id] ?? 0);
  return { after: to, changes, turnover: bought(changes), binding: [] };
};

/** Changes below the minimum are left out, and the side that is then the larger gives up the difference pro rata. */
export function withoutSmall(changes: readonly number[], minimum: number): number[] {
  const kept = balanced(changes.map((x) => (Math.abs(x) < minimum - ROUNDING ? 0 : x)));
  // Giving way to the smaller side may bring a trade below the minimum; each round leaves at least one out.
  const settled = kept.every((x) => x === 0 || Math.abs(x) >= minimum - ROUNDING);
  return settled ? kept : withoutSmall(kept, minimum);
}

/** The larger side scaled down to the smaller, so that the changes sum to 0. */
function balanced(changes: readonly number[]): number[] {
  const buys = bought(changes);
  const sells = bought(changes.map((x) => -x));
  const matched = Math.min(buys, sells);
  return changes.map((x) => (x === 0 ? 0 : x > 0 ? x * (matched / buys) : x * (matched / sells)));
}
