import { type Day, displayDay } from '../../src/market/day.ts';
import { firstFew } from '../../src/format/words.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';

/** A stock that cannot be traded, with the day it last traded; null if the store has no trade of it in the last quarter. */
export interface NotTradable {
  readonly id: string;
  readonly name: string;
  readonly lastTraded: Day | null;
}

/**
 * Whether a stock can be traded: only if it traded in the snapshot's session (our choice). An older price is not executable:
 * the stock is suspended, delisted or very illiquid.
 *
 * @param column of the snapshot; undefined if it does not have the stock.
 */
export const isTradable = ({ day, lastTraded }: StockSnapshot, column: number | undefined): boolean =>
  column !== undefined && lastTraded[column] === day;

/** One warning for stocks that did not trade in the session, one for those without a price. */
export function notTradableWarnings(stocks: readonly NotTradable[], day: Day): Problem[] {
  const on = displayDay(day);
  const idle = stocks.flatMap(({ name, lastTraded }) =>
    lastTraded === null ? [] : [`${name} (last traded ${displayDay(lastTraded)})`],
  );
  const unpriced = stocks.flatMap(({ id, name, lastTraded }) =>
    lastTraded === null ? [name === id ? name : `${name}, ${id}`] : [],
  );
  return [
    ...warning(
      'not-traded',
      idle,
      `did not trade on ${on}`,
      'Trade them by hand on the day they trade again, or make a new run for that day.',
    ),
    ...warning(
      'no-price',
      unpriced,
      `had no price in the store in the quarter to ${on}`,
      'Import its prices. If it was delisted, replace it in the portfolio file by what it was converted into, or remove it.',
    ),
  ];
}

function warning(code: string, stocks: readonly string[], what: string, remedy: string): Problem[] {
  if (stocks.length === 0) return [];
  const one = stocks.length === 1;
  const who = one ? stocks[0]! : `${stocks.length} stocks`;
  const which = one ? '' : `: ${firstFew(stocks)}`;
  return [
    {
      severity: 'warning',
      code,
      about: 'orders',
      message: `${who} ${what} and cannot be traded; ${one ? 'its holding is' : 'their holdings are'} unchanged, and money for purchases stays in cash${which}.`,
      remedy,
    },
  ];
}
