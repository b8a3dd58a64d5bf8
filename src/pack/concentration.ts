import type { StockSnapshot } from '../../allocations/stocks/stock-snapshot.ts';
import type { Decision } from '../decision/document/decision.ts';

/** Part of a stock’s median traded value that one may trade in a day without moving its price (market convention; our choice). */
export const PARTICIPATION = 0.2;

/** Days within which holdings can be sold, in the order of the ladder; what takes longer comes last. */
export const LIQUIDITY_DAYS = [1, 5, 20] as const;

/** How concentrated and how liquid the decided portfolio is. Fractions of the portfolio. */
export interface Concentration {
  readonly stocks: number;
  /** 1/Σw² over the weights within the stocks: as many stocks of equal weight would be as concentrated. */
  readonly effectiveStocks: number;
  readonly topTen: number;
  readonly inStocks: number;
  /** By days of `LIQUIDITY_DAYS`, then beyond; null without a portfolio value. */
  readonly liquidity: {
    readonly value: number;
    readonly within: readonly number[];
    readonly beyond: number;
    /** Weight of stocks whose traded value is not known. */
    readonly unknown: number;
    /** Days for the whole portfolio, at the slowest stock; null where one is unknown. */
    readonly slowest: { readonly symbol: string; readonly days: number } | null;
    /** ₹ at which 90 % of the stocks could be sold within 20 days; null where too much is unknown. */
    readonly capacity: number | null;
  } | null;
}

const CAPACITY_PART = 0.9;

/**
 * Concentration and liquidity of the final stock weights. Days to sell = value of the holding over a fifth of its median traded
 * value; other positions, all liquid funds or cash, are not in the ladder.
 *
 * @returns null without stocks.
 */
export function concentration(decision: Decision, stocks: StockSnapshot | null): Concentration | null {
  const { allocation, execution } = decision;
  if (allocation.method !== 'risk-model' || !stocks) return null;
  const held = allocation.riskModel.stocks.filter((s) => s.final > 0);
  const inStocks = held.reduce((sum, s) => sum + s.final, 0);
  if (!(inStocks > 0)) return null;
  const squares = held.reduce((sum, s) => sum + (s.final / inStocks) ** 2, 0);
  const topTen = held.map((s) => s.final).sort((a, b) => b - a);
  const value = execution.kind === 'planned' ? execution.plan.value : null;
  return {
    stocks: held.length,
    effectiveStocks: 1 / squares,
    topTen: topTen.slice(0, 10).reduce((sum, w) => sum + w, 0),
    inStocks,
    liquidity: value === null ? null : ladder(held, value, stocks),
  };
}

interface Held {
  readonly isin: string;
  readonly symbol: string;
  readonly final: number;
}

function ladder(
  held: readonly Held[],
  value: number,
  { issuers, tradedValue }: StockSnapshot,
): NonNullable<Concentration['liquidity']> {
  const traded = new Map(issuers.map(({ isin }, i) => [isin, tradedValue[i]!]));
  const timed = held.map(({ isin, symbol, final }) => {
    const perDay = PARTICIPATION * (traded.get(isin) ?? NaN);
    return { symbol, final, perDay, days: (value * final) / perDay };
  });
  const known = timed.filter(({ days }) => Number.isFinite(days));
  const weightOf = (rows: typeof timed): number => rows.reduce((sum, r) => sum + r.final, 0);
  const between = (low: number, high: number): number =>
    weightOf(known.filter(({ days }) => days > low && days <= high));
  const slowest = known.reduce<(typeof known)[number] | null>(
    (a, b) => (a && a.days >= b.days ? a : b),
    null,
  );
  const last = LIQUIDITY_DAYS[LIQUIDITY_DAYS.length - 1]!;
  return {
    value,
    within: LIQUIDITY_DAYS.map((days, i) => between(i === 0 ? -1 : LIQUIDITY_DAYS[i - 1]!, days)),
    beyond: between(last, Infinity),
    unknown: weightOf(timed) - weightOf(known),
    slowest: slowest && known.length === timed.length ? { symbol: slowest.symbol, days: slowest.days } : null,
    capacity: capacityOf(timed, last),
  };
}

/** The largest value at which the given part of the stocks can be sold within some days. */
function capacityOf(
  timed: readonly { readonly final: number; readonly perDay: number }[],
  days: number,
): number | null {
  const total = timed.reduce((sum, t) => sum + t.final, 0);
  // Stocks in order of the portfolio value up to which each can be sold in time, the most liquid first.
  const limits = timed
    .filter(({ perDay }) => perDay > 0)
    .map(({ final, perDay }) => ({ final, limit: (days * perDay) / final }))
    .sort((a, b) => b.limit - a.limit);
  let covered = 0;
  for (const { final, limit } of limits) {
    covered += final;
    if (covered >= CAPACITY_PART * total) return limit;
  }
  return null;
}
