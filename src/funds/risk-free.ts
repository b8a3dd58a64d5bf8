import type { Day } from '../market/day.ts';
import { lastOnOrBefore } from '../math/last-on-or-before.ts';
import type { LevelSeries } from './nav-series.ts';

/** The term of the bill, in days. */
const TERM = 91;

/** A yield older than this does not stand for the rate of a month; auctions are weekly. */
const MAX_AUCTION_AGE = 31;

/**
 * The risk-free return from one day to another: the yield of the last 91-day auction on or before the first, at simple
 * interest for its term, compounded over the days between.
 *
 * @param yields auction yields, percent a year.
 * @returns null if the last auction is more than 31 days before `from`.
 */
export function riskFreeReturn({ days, values }: LevelSeries, from: Day, to: Day): number | null {
  const at = lastOnOrBefore(days, from);
  if (at < 0 || from - days[at]! > MAX_AUCTION_AGE) return null;
  return (1 + ((values[at]! / 100) * TERM) / 365) ** ((to - from) / TERM) - 1;
}
