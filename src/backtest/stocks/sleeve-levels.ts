import { SLEEVES } from '../../../allocations/positions.ts';
import type { SleeveOfStocks, StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import type { Day } from '../../market/day.ts';
import { afterExpenses, type IndexMarket } from '../instruments/index-market.ts';

/**
 * The market by which the notional funds of a back-test in stocks are measured: a sleeve returns what its own stocks do, from
 * its first review on, and its published index before.
 *
 * @param expense of holding stocks, a fraction a year.
 */
export function withSleeveLevels(
  market: IndexMarket,
  sleeves: StockSnapshot['sleeves'],
  expense: number,
): IndexMarket {
  const levels = market.levels.map((index, i) => {
    const id = SLEEVES[i];
    const sleeve = id && sleeves[id];
    return sleeve ? onOwnStocks(index, sleeve, market.sessions) : index;
  });
  return {
    ...market,
    levels,
    netLevels: levels.map((path, i) =>
      path === market.levels[i] ? market.netLevels[i]! : afterExpenses(path, market.sessions, expense),
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
