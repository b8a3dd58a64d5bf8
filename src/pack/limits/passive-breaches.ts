import type { PositionId } from '../../../allocations/positions.ts';
import {
  carryHoldings,
  type HeldWeights,
  holdingKey,
  type HoldingMarket,
} from '../../backtest/account/reconciliation/holding-market.ts';
import { decidedHoldings } from '../../backtest/account/reconciliation/holdings-of-decision.ts';
import type { Decision } from '../../decision/document/decision.ts';
import type { AccountRows } from '../../market/accounts/read-account.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { isEquity } from '../../market/stocks/isin.ts';

/** A limit that was kept when it was decided and that the market has carried a holding across since. */
export interface PassiveBreach {
  /** The last decision on paper, or the account's own holdings. */
  readonly source: 'paper' | 'account';
  readonly what: 'stock' | 'sleeve';
  readonly id: string;
  readonly name: string;
  /** The end of the limit that is crossed, and the weight at the end. Fractions of the portfolio. */
  readonly limit: number;
  readonly value: number;
  /** First day of the unbroken stretch outside, ISO, and calendar days from then to the as-of date. */
  readonly since: string;
  readonly days: number;
}

/** Rounding of the optimiser: what it holds at a limit is not outside it. */
const AT = 1e-6;

/** A range, and a weight by day. */
interface Watched extends Pick<PassiveBreach, 'source' | 'what' | 'id' | 'name'> {
  readonly low: number;
  readonly high: number;
  readonly weights: readonly (readonly [on: Day, weight: number])[];
}

function breachOf({ low, high, weights, ...named }: Watched, asOf: Day): PassiveBreach[] {
  const isOutside = (w: number): boolean => w < low - AT || w > high + AT;
  const last = weights.at(-1);
  if (!last || !isOutside(last[1])) return [];
  const [since] = weights[weights.findLastIndex(([, w]) => !isOutside(w)) + 1]!;
  const limit = last[1] > high ? high : low;
  return [{ ...named, limit, value: last[1], since: iso(since), days: asOf - since }];
}

const stockCap = ({ allocation }: Decision): number | null =>
  allocation.method === 'risk-model'
    ? (allocation.riskModel.limits.find((l) => l.limit === 'stock')?.high ?? null)
    : null;

/**
 * Limits that the weights of a decision, left alone since its fill, are outside of at the end: the cap on one stock, and the band of
 * each sleeve. Stocks move with their prices, sleeves held by an index with its levels.
 *
 * @param filled @param end sessions of the market.
 */
export function paperBreaches(
  decision: Decision,
  market: HoldingMarket,
  { filled, end }: { readonly filled: number; readonly end: number },
): PassiveBreach[] {
  const { allocation } = decision;
  const sessions = Array.from({ length: end - filled + 1 }, (_, i) => filled + i);
  const decided = decidedHoldings(allocation);
  const carried = sessions.map((s) => carryHoldings(decided, market, filled, s));
  const path = (of: (weights: HeldWeights, s: number) => number): Watched['weights'] =>
    sessions.map((s, i) => [market.sessions[s]!, of(carried[i]!.weights, s)] as const);
  const asOf = market.sessions[end]!;
  const cap = stockCap(decision);
  const stocks = allocation.method === 'risk-model' ? allocation.riskModel.stocks : [];
  const stockBreaches =
    cap === null
      ? []
      : stocks.flatMap(({ isin, name }) =>
          breachOf(
            {
              source: 'paper',
              what: 'stock',
              id: isin,
              name,
              low: -Infinity,
              high: cap,
              weights: path((weights) => weights.get(holdingKey(isin)) ?? 0),
            },
            asOf,
          ),
        );
  const grown = (id: string, weight: number, s: number): number =>
    weight * (market.growth(id, filled, s) ?? 1);
  const sleeveValue = (id: PositionId, s: number): number =>
    decided.has(id)
      ? grown(id, decided.get(id)!, s)
      : stocks.reduce((sum, stock) => sum + grown(stock.isin, partIn(stock.bySleeve, id), s), 0);
  const sleeves = allocation.sleeves
    .filter(({ instrument }) => instrument !== null)
    .flatMap(({ id, band }) =>
      breachOf(
        {
          source: 'paper',
          what: 'sleeve',
          id,
          name: id,
          ...band,
          weights: path((_, s) => sleeveValue(id, s) / carried[s - filled]!.growth),
        },
        asOf,
      ),
    );
  return [...stockBreaches, ...sleeves];
}

const partIn = (bySleeve: Readonly<Partial<Record<string, number>>>, id: string): number => bySleeve[id] ?? 0;

/**
 * Stocks of an account that are above the cap on one stock, by its holdings and values. A day counts where both are recorded.
 * Bands are of sleeves, which holdings by ISIN do not tell apart.
 */
export function accountBreaches(
  decision: Decision,
  { holdings, days }: Pick<AccountRows, 'holdings' | 'days'>,
): PassiveBreach[] {
  const cap = stockCap(decision);
  if (cap === null) return [];
  const asOf = day(decision.asOf);
  const valued = new Map(days.map((d) => [d.day, d.value]));
  const recorded = [...new Set(holdings.map((h) => h.day))].filter((d) => d <= asOf && valued.get(d));
  const isins = new Set(holdings.map((h) => h.isin).filter(isEquity));
  return [...isins].flatMap((isin) => {
    const on = new Map(holdings.filter((h) => h.isin === isin).map((h) => [h.day, h.value ?? 0]));
    return breachOf(
      {
        source: 'account',
        what: 'stock',
        id: isin,
        name: isin,
        low: -Infinity,
        high: cap,
        weights: recorded.map((d) => [d, (on.get(d) ?? 0) / valued.get(d)!] as const),
      },
      asOf,
    );
  });
}
