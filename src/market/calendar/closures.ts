import { type Day, day } from '../day.ts';

/** Genuine closures of more than five days: the last session before and the first session after. */
const CLOSURES: readonly (readonly [from: Day, to: Day, what: string])[] = (
  [
    ['2001-09-10', '2001-09-17', 'US markets after 11 September 2001'],
    ['2014-10-01', '2014-10-07', 'NSE, holidays around a weekend'],
  ] as const
).map(([from, to, what]) => [day(from), day(to), what]);

/** Whether the gap between two consecutive observations is a known market closure. */
export const isKnownClosure = (from: Day, to: Day): boolean =>
  CLOSURES.some(([last, first]) => from === last && to === first);
