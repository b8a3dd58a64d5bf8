import type { Day } from '../../market/day.ts';
import type { FreeFloat } from '../../market/stocks/companies/company-facts.ts';

/**
 * Free-float factors as known at the current session; each change takes effect on the day it became known. An issuer
 * without a known factor counts with all its shares (our choice). `advanceFreeFloats` changes it in place.
 */
export interface FreeFloats {
  /** Fraction of the shares that is freely traded, by column. */
  readonly fraction: Float64Array;
  /** Ascending by day. */
  readonly changes: readonly FreeFloat[];
  next: number;
}

export const newFreeFloats = (issuerCount: number, changes: readonly FreeFloat[]): FreeFloats => {
  for (const { issuer, fraction } of changes)
    if (!(fraction >= 0 && fraction <= 1))
      throw new RangeError(`free float ${fraction} of issuer ${issuer} is not within 0 to 1`);
  return {
    fraction: new Float64Array(issuerCount).fill(1),
    changes: changes.toSorted((a, b) => a.from - b.from),
    next: 0,
  };
};

/** Applies the changes known by a day. In place. */
export function advanceFreeFloats(floats: FreeFloats, day: Day): void {
  for (; floats.next < floats.changes.length; floats.next++) {
    const change = floats.changes[floats.next]!;
    if (change.from > day) return;
    floats.fraction[change.issuer] = change.fraction;
  }
}
