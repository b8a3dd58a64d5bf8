import type { Day } from '../day.ts';

/** A split, bonus or consolidation. From its ex-day on there are `ratio` shares for each share before. */
export interface CapitalChange {
  readonly on: Day;
  readonly ratio: number;
  /** A split or consolidation changes the face value of a share; a bonus does not. */
  readonly changesFaceValue: boolean;
}

/** Shares at the close of `to` for one share at the close of `from`: the product of the ratios of all changes between. */
export const shareRatio = (changes: readonly CapitalChange[], from: Day, to: number): number =>
  changes.reduce((product, c) => (c.on > from && c.on <= to ? product * c.ratio : product), 1);

/** A number of shares as counted on a day. */
export interface ShareCount {
  readonly shares: number;
  readonly from: Day;
}

/** The longest time from an ex-date to the listing of the new shares, in days: now a few, formerly weeks (our choice). */
const LISTED_WITHIN = 60;

/** Counts that differ by less are treated as equal: a few shares may have been issued to employees (our choice). */
const SAME_COUNT = 0.001;

/**
 * The day to whose share terms a count refers. Exchanges count the shares of a bonus when they are listed, some days
 * after the ex-date, from which the price is already without them: a count after an ex-date that repeats the last one
 * before it is still on the terms before.
 */
export function termsOfCount(
  changes: readonly CapitalChange[],
  last: ShareCount | null,
  { shares, from }: ShareCount,
): Day {
  if (last === null) return from;
  const between = changes.filter((c) => c.on > last.from && c.on <= from);
  const isLate =
    between.length > 0 &&
    between.every((c) => from - c.on <= LISTED_WITHIN) &&
    Math.abs(shares / last.shares - 1) < SAME_COUNT;
  return isLate ? last.from : from;
}

/** The face value of a share according to a list. */
export interface FaceValue {
  readonly rupees: number;
  /** The day of the list. */
  readonly on: Day;
}

/**
 * Shares at a period end, in crore and unadjusted for later splits, from paid-up capital (₹ crore) and a face value
 * quoted on another day: changes of face value between the two days are reversed.
 */
export function sharesFromCapital(
  capital: number,
  { rupees, on }: FaceValue,
  changes: readonly CapitalChange[],
  periodEnd: Day,
): number {
  const faceValueChanges = changes.filter((c) => c.changesFaceValue);
  const faceValueThen =
    (rupees * shareRatio(faceValueChanges, periodEnd, on)) / shareRatio(faceValueChanges, on, periodEnd);
  return capital / faceValueThen;
}
