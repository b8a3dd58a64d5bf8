import { SLEEVES } from '../../../allocations/positions.ts';
import type { SleeveOfStocks, StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import type { Day } from '../../market/day.ts';
import { afterExpenses, type IndexMarket } from '../instruments/index-market.ts';

/** What holding a sleeve's own stocks costs. */
export interface SleeveCosts {
  /** Expenses, a fraction a year. */
  readonly expense: number;
  /** Charges of exchanging stocks on a day, of sales and purchases together, as a fraction of what is exchanged. */
  readonly exchange: (day: Day) => number;
  /** Reviews from this day on are charged: the start of the back-test. */
  readonly from: Day;
}

/**
 * The market by which the notional funds of a back-test in stocks are measured: a sleeve returns what its own stocks do, from
 * its first review on, and its published index before. After costs it pays, at the session after each review, for the stocks that
 * the review exchanged, as the record does; at the charges of an index-level trade (our choice: what a fund of no given size pays).
 */
export function withSleeveLevels(
  market: IndexMarket,
  sleeves: StockSnapshot['sleeves'],
  costs: SleeveCosts,
): IndexMarket {
  const own = market.levels.map((index, i) => {
    const id = SLEEVES[i];
    const sleeve = (id && sleeves[id]) ?? null;
    return { sleeve, levels: sleeve ? onOwnStocks(index, sleeve, market.sessions) : index };
  });
  return {
    ...market,
    levels: own.map(({ levels }) => levels),
    netLevels: own.map(({ sleeve, levels }, i) =>
      sleeve
        ? afterExpenses(
            afterReviews(levels, market.sessions, sleeve.reviews ?? [], costs),
            market.sessions,
            costs.expense,
          )
        : market.netLevels[i]!,
    ),
  };
}

function onOwnStocks(
  index: Float64Array,
  { levels }: SleeveOfStocks,
  sessions: readonly Day[],
): Float64Array {
  const own = sessions.map((d) => levels.total[sessionOnOrBefore(levels.day, d)] ?? NaN);
  const first = own.findIndex((level) => level > 0);
  if (first < 0) return index;
  const scale = index[first]! > 0 ? index[first]! / own[first]! : 1;
  return index.map((level, s) => (s < first ? level : own[s]! * scale));
}

/** Levels less the cost of what reviews exchanged, charged at the first session after each. */
export function afterReviews(
  levels: Float64Array,
  sessions: readonly Day[],
  reviews: NonNullable<SleeveOfStocks['reviews']>,
  { exchange, from }: Pick<SleeveCosts, 'exchange' | 'from'>,
): Float64Array {
  const charged = reviews.filter(({ day }) => day >= from);
  let [kept, next] = [1, 0];
  return levels.map((level, s) => {
    for (; next < charged.length && charged[next]!.day < sessions[s]!; next++)
      kept *= 1 - charged[next]!.turnover * exchange(sessions[s]!);
    return level * kept;
  });
}
