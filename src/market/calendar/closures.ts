import { type Day, day } from '../day.ts';

/** Times of more than five days without a session that really were: the last session before and the first after. */
const CLOSURES: readonly (readonly [from: Day, to: Day, what: string])[] = (
  [
    ['2001-09-10', '2001-09-17', 'US markets after 11 September 2001'],
    ['2014-10-01', '2014-10-07', 'NSE, holidays around a weekend'],
  ] as const
).map(([from, to, what]) => [day(from), day(to), what]);

/** Whether nothing is missing between two neighbouring days although they are far apart. */
export const isKnownClosure = (from: Day, to: Day): boolean =>
  CLOSURES.some(([last, first]) => from === last && to === first);
