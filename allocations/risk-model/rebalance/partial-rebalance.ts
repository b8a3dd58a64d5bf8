import type { OpeningHoldings } from '../../holdings/opening.ts';
import { POSITIONS, type Weights } from '../../positions.ts';
import type { StockSnapshot } from '../../stocks/stock-snapshot.ts';
import { dropSmallTrades } from '../../rebalance/trade-plan.ts';
import { stockTurnover } from './stock-turnover.ts';

/** A rebalancing from the opening weights towards a destination, completed in full or in part. */
export interface PartialRebalance {
  readonly destination: Weights;
  /** Fraction of every trade that is completed, the same for all stocks and positions; 1 unless the turnover limit applies. */
  readonly completion: number;
  readonly after: Weights;
  /** `after` minus the opening weights, in `POSITIONS` order. */
  readonly changes: readonly number[];
  /** One-way turnover: the sum of purchases. */
  readonly turnover: number;
  /** One-way turnover of the full rebalancing. */
  readonly fullTurnover: number;
}

/**
 * Rebalances towards the given weights as far as the turnover limit allows, counted stock by stock from the actual
 * holdings. Where the rebalancing is partial, positions whose scaled trade is below the minimum are not traded.
 */
export function partialRebalance(
  stocks: StockSnapshot,
  holdings: OpeningHoldings,
  weights: Weights,
  limits: { readonly turnover: number; readonly minimumTrade: number },
): PartialRebalance {
  const { turnover, minimumTrade } = limits;
  const openingWeights = POSITIONS.map((id) => holdings.opening[id] ?? 0);
  const changesTo = (to: Weights): number[] => POSITIONS.map((id, i) => (to[id] ?? 0) - openingWeights[i]!);
  for (let destination = weights; ;) {
    const fullTurnover = stockTurnover(stocks, holdings, destination);
    if (fullTurnover <= turnover + TOLERANCE)
      return {
        destination,
        completion: 1,
        after: destination,
        changes: changesTo(destination),
        turnover: fullTurnover,
        fullTurnover,
      };
    const completion = turnover / fullTurnover;
    const changes = dropSmallTrades(changesTo(destination), minimumTrade / completion);
    const hasDropped = changes.some((x, i) => x === 0 && changesTo(destination)[i] !== 0);
    if (!hasDropped) {
      const completed = changesTo(destination).map((x) => completion * x);
      const after = Object.fromEntries(POSITIONS.map((id, i) => [id, openingWeights[i]! + completed[i]!]));
      return { destination, completion, after, changes: completed, turnover, fullTurnover };
    }
    destination = Object.fromEntries(POSITIONS.map((id, i) => [id, openingWeights[i]! + changes[i]!]));
  }
}

/** By how much the optimiser may exceed the turnover limit through rounding. */
const TOLERANCE = 1e-6;
