import type { OpeningHoldings } from '../../holdings/opening.ts';
import { POSITIONS, SLEEVES, type Weights } from '../../positions.ts';
import { type NewMoney, newMoneyTrades, newMoneyWeight } from '../../rebalance/new-money.ts';
import type { StockSnapshot } from '../../stocks/stock-snapshot.ts';
import { dropSmallTrades } from '../../rebalance/trade-plan.ts';
import { fractionInFunds, modelHoldings } from '../sleeve-holdings.ts';
import { stockTurnover } from './stock-turnover.ts';

/** A rebalancing from the opening weights towards a destination, completed in full or in part. */
export interface PartialRebalance {
  readonly destination: Weights;
  /** Fraction of every trade that is completed, the same for all stocks and positions; 1 unless the turnover limit applies. */
  readonly completion: number;
  readonly after: Weights;
  /** `after` minus the opening weights, in `POSITIONS` order. */
  readonly changes: readonly number[];
  /** One-way turnover: the sum of purchases, less new money. */
  readonly turnover: number;
  /** The same of the full rebalancing. */
  readonly fullTurnover: number;
  /** The holdings from which the limited trades start: the opening ones with new money invested; null for the opening ones. */
  readonly start: OpeningHoldings | null;
}

/**
 * Rebalances towards the given weights as far as the turnover limit allows, counted stock by stock from the actual
 * holdings. New money is invested or raised first, outside the limit. Where the rebalancing is partial, positions whose
 * scaled trade is below the minimum are not traded.
 */
export function partialRebalance(
  stocks: StockSnapshot,
  holdings: OpeningHoldings,
  weights: Weights,
  limits: { readonly turnover: number; readonly minimumTrade: number; readonly newMoney: NewMoney | null },
): PartialRebalance {
  const { turnover, minimumTrade, newMoney } = limits;
  const moved = newMoneyWeight(newMoney);
  const openingWeights = POSITIONS.map((id) => holdings.opening[id] ?? 0);
  const changesTo = (to: Weights): number[] => POSITIONS.map((id, i) => (to[id] ?? 0) - openingWeights[i]!);
  for (let destination = weights; ;) {
    const flow = newMoneyTrades(holdings.opening, destination, newMoney);
    const start = moved === 0 ? holdings : withNewMoney(stocks, holdings, flow);
    const fullTurnover = stockTurnover(stocks, start, destination);
    if (fullTurnover <= turnover + TOLERANCE)
      return {
        destination,
        completion: 1,
        after: destination,
        changes: changesTo(destination),
        turnover: fullTurnover,
        fullTurnover,
        start: null,
      };
    const completion = turnover / fullTurnover;
    const wanted = changesTo(destination);
    /** The part of each trade that is carried out: new money in full, the rest up to the completion. */
    const parts = wanted.map((x, i) =>
      flow[i] === 0 ? completion : completion + (1 - completion) * (flow[i]! / x),
    );
    const changes = dropSmallTrades(
      wanted,
      parts.map((part) => minimumTrade / part),
    );
    const hasDropped = changes.some((x, i) => x === 0 && wanted[i] !== 0);
    if (!hasDropped) {
      const completed = wanted.map((x, i) => parts[i]! * x);
      const after = Object.fromEntries(POSITIONS.map((id, i) => [id, openingWeights[i]! + completed[i]!]));
      return {
        destination,
        completion,
        after,
        changes: completed,
        turnover,
        fullTurnover,
        start: moved === 0 ? null : start,
      };
    }
    destination = Object.fromEntries(POSITIONS.map((id, i) => [id, openingWeights[i]! + changes[i]!]));
  }
}

/**
 * The holdings after new money is invested or raised: a purchase in a sleeve buys its model portfolio, a sale sells all of
 * its holdings alike, and the part held in funds stays in funds.
 *
 * @param flow trades in `POSITIONS` order.
 */
function withNewMoney(
  stocks: StockSnapshot,
  holdings: OpeningHoldings,
  flow: readonly number[],
): OpeningHoldings {
  const model = modelHoldings(stocks);
  const bought = SLEEVES.flatMap((sleeve) => {
    const weight = flow[POSITIONS.indexOf(sleeve)]! * (1 - fractionInFunds(holdings, sleeve));
    // What is bought of an index is not in stocks.
    return weight > 0 && !stocks.indexSleeves?.[sleeve]
      ? model[sleeve].map((h) => ({
          sleeve,
          isin: stocks.issuers[h.issuer]!.isin,
          weight: weight * h.weight,
        }))
      : [];
  });
  const kept = (holdings.stocks ?? []).map((s) => {
    const sold = Math.min(0, flow[POSITIONS.indexOf(s.sleeve)]!);
    return sold === 0 ? s : { ...s, weight: s.weight * (1 + sold / holdings.opening[s.sleeve]!) };
  });
  return {
    ...holdings,
    opening: Object.fromEntries(POSITIONS.map((id, i) => [id, (holdings.opening[id] ?? 0) + flow[i]!])),
    stocks: [...kept, ...bought],
  };
}

/** By how much the optimiser may exceed the turnover limit through rounding. */
const TOLERANCE = 1e-6;
