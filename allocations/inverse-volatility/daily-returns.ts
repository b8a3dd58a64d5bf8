import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import { sampleStandardDeviation } from 'simple-statistics';
import type { Column } from '../../src/market/as-of.ts';
import { sessionOnOrBefore } from '../../src/market/calendar/calendar.ts';
import type { Day } from '../../src/market/day.ts';

/**
 * Daily log returns of an index over the last `window` sessions, oldest first, one per session so that several indices
 * align. NaN where the index has no level for the session or for the previous one: a change over a gap is not a daily
 * return. Shorter than `window` if there are fewer sessions.
 */
export function dailyReturns(levels: Column, sessions: readonly Day[], window: number): Float64Array {
  const days = sessions.slice(-(window + 1));
  const closes = days.map((day) => {
    const row = sessionOnOrBefore(levels.observedOn, day);
    return row >= 0 && levels.observedOn[row] === day ? levels.value[row]! : NaN;
  });
  return Float64Array.from(days.slice(1), (_, i) => Math.log(closes[i + 1]! / closes[i]!));
}

/** Annualised standard deviation (n − 1) of daily returns, in percent. */
export const annualVolatility = (returns: readonly number[]): number =>
  sampleStandardDeviation([...returns]) * Math.sqrt(SESSIONS_A_YEAR) * 100;
