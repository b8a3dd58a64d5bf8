import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { holdingExposures } from '../../../allocations/risk-model/sleeve-exposures.ts';
import { conditionalNormal } from '../../math/conditional-normal.ts';
import { FACTOR_COUNT, FACTORS } from '../../risk/factors.ts';
import type { Holding } from '../../risk/portfolio/portfolio-risk.ts';
import { exposuresDot, isCovered } from '../../risk/snapshot.ts';

/** Sessions of the horizon over which a shock happens: a month. Only what the shock leaves open depends on it. */
export const HORIZON_SESSIONS = 21;

/** A stock loses at most so much; beyond, the linear model has left its range (our choice). */
const MOST_LOST = 0.99;

/** What a move of the market does to the stocks, by INEC-1. */
export interface MarketShock {
  /** The move that was asked for, of the reference portfolio. */
  readonly move: number;
  /** [39] factor moves: MARKET so that the reference portfolio makes the move, the others as its covariance leads one to expect. */
  readonly factors: Float64Array;
  /** [39 × 39] covariance of what the move of MARKET leaves open, over the horizon. */
  readonly open: Float64Array;
  /** [N] simple returns; NaN for a stock that the model does not cover. */
  readonly returns: Float64Array;
  /** Stocks whose modelled loss exceeded 99 % and was limited to it. */
  readonly limited: number;
}

/**
 * The shock of all factors with which a reference portfolio makes a move. The factor MARKET is set and carried to the others by
 * the covariance; stock i returns Σ_k x_ik·f_k.
 *
 * @param move of the Nifty 50, a fraction above −1.
 * @param reference the portfolio that makes the move; default: the market portfolio of the model, which stands for the Nifty 50.
 */
export function marketShock(
  { riskModel, issuers, market }: StockSnapshot,
  move: number,
  reference: readonly Holding[] = market,
): MarketShock {
  const unit = conditionalNormal(riskModel.covariance, FACTOR_COUNT, [FACTORS.indexOf('MARKET')], [1]);
  if (unit === null) throw new RangeError('the factor MARKET has no variance');
  const ofUnit = dot(holdingExposures(riskModel, reference), unit.mean);
  const factors = unit.mean.map((x) => (x * move) / ofUnit);
  let limited = 0;
  const returns = Float64Array.from(issuers, (_, i) => {
    if (!isCovered(riskModel, i)) return NaN;
    const modelled = exposuresDot(riskModel, i, factors);
    if (modelled >= -MOST_LOST) return modelled;
    limited++;
    return -MOST_LOST;
  });
  return { move, factors, open: unit.covariance.map((x) => x * HORIZON_SESSIONS), returns, limited };
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** The return of stocks held; the part that the model does not cover returns what the rest does. Null if nothing is covered. */
export function returnOf({ returns }: MarketShock, holdings: readonly Holding[]): number | null {
  let [weight, sum] = [0, 0];
  for (const h of holdings) {
    const r = returns[h.issuer]!;
    if (Number.isNaN(r)) continue;
    weight += h.weight;
    sum += h.weight * r;
  }
  return weight > 0 ? sum / weight : null;
}
