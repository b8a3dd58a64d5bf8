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
