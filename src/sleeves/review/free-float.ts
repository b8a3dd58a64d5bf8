import type { Day } from '../../market/day.ts';
import type { FreeFloat } from '../../market/stocks/companies/company-facts.ts';

/**
 * What is told later may not be seen sooner, so factors wait for their day. A company of whom nothing has been told
 * counts with all its shares (our choice).
 */
export interface FreeFloats {
  readonly share: Float64Array;
  /** Ascending by day. */
  readonly told: readonly FreeFloat[];
  next: number;
}

export const newFreeFloats = (names: number, told: readonly FreeFloat[]): FreeFloats => {
  for (const { issuer, share } of told)
    if (!(share >= 0 && share <= 1)) throw new RangeError(`free float ${share} of issuer ${issuer}`);
  return {
    share: new Float64Array(names).fill(1),
    told: told.toSorted((a, b) => a.from - b.from),
    next: 0,
  };
};

/** Takes in what has become known by a day. In place. */
export function advanceFreeFloats(floats: FreeFloats, day: Day): void {
  for (; floats.next < floats.told.length; floats.next++) {
    const told = floats.told[floats.next]!;
    if (told.from > day) return;
    floats.share[told.issuer] = told.share;
  }
}
