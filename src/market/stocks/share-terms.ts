import type { Day } from '../day.ts';

/** A split, bonus or consolidation: from its ex-day on, `shares` for each one of before. */
export interface TermChange {
  readonly on: Day;
  readonly shares: number;
  /** A split or consolidation changes the face value of a share, a bonus does not. */
  readonly changesFaceValue: boolean;
}

/** Shares of the end of `to` for one share of the end of `from`: the product of all changes between. */
export const sharesFor = (changes: readonly TermChange[], from: Day, to: number): number =>
  changes.reduce((product, c) => (c.on > from && c.on <= to ? product * c.shares : product), 1);

/**
 * Shares at the end of a period in its own terms, in crore, from paid-up capital (₹ crore) and a face value (₹) told
 * later: of the changes since, those of the face value are taken out again.
 */
export const sharesOfCapital = (
  capital: number,
  faceValue: number,
  changes: readonly TermChange[],
  periodEnd: Day,
): number =>
  capital /
  faceValue /
  sharesFor(
    changes.filter((c) => c.changesFaceValue),
    periodEnd,
    Infinity,
  );
