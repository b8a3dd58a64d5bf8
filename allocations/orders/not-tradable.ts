import { type Day, displayDay } from '../../src/market/day.ts';
import { firstFew } from '../../src/market/first-few.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';

/** A share that cannot be dealt, with the day it last traded; null where the store has no trade of it for a quarter. */
export interface AtRest {
  readonly id: string;
  readonly name: string;
  readonly lastTraded: Day | null;
}

/**
 * Whether a share can be dealt: only one that traded in the basis' session (our choice). An older price is nobody's
 * offer, of a share that is suspended, delisted or hardly ever dealt in.
 *
 * @param column of the basis; undefined where it does not know the share.
 */
export const isDealable = ({ day, lastTraded }: StockBasis, column: number | undefined): boolean =>
  column !== undefined && lastTraded[column] === day;

/** One warning for shares whose last trade is too old, one for those without a price. */
export function atRestTold(shares: readonly AtRest[], day: Day): Problem[] {
  const on = displayDay(day);
  const idle = shares.flatMap(({ name, lastTraded }) =>
    lastTraded === null ? [] : [`${name} (last on ${displayDay(lastTraded)})`],
  );
  const gone = shares.flatMap(({ id, name, lastTraded }) =>
    lastTraded === null ? [name === id ? name : `${name}, ${id}`] : [],
  );
  return [
    ...told('not-traded', idle, `did not trade on ${on}`, 'Run again when there is trade.'),
    ...told(
      'no-price',
      gone,
      `had no price in the store in the quarter to ${on}`,
      'Import its prices. If it left the market, take what it became into the portfolio file, or take it out.',
    ),
  ];
}

function told(code: string, shares: readonly string[], what: string, remedy: string): Problem[] {
  if (shares.length === 0) return [];
  const one = shares.length === 1;
  const who = one ? shares[0]! : `${shares.length} shares`;
  const which = one ? '' : `: ${firstFew(shares)}`;
  return [
    {
      severity: 'warning',
      code,
      about: 'orders',
      message: `${who} ${what} and cannot be dealt; what is held of ${one ? 'it' : 'them'} stays, and what was to be bought stays in cash${which}.`,
      remedy,
    },
  ];
}
