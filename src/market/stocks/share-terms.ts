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

/** What a list says that one share's face value is. */
export interface FaceValue {
  readonly rupees: number;
  /** The day of the list. */
  readonly on: Day;
}

/**
 * Shares at the end of a period in its own terms, in crore, from paid-up capital (₹ crore) and a face value told on
 * another day: changes of the face value between the two are taken out again.
 */
export function sharesOfCapital(
  capital: number,
  { rupees, on }: FaceValue,
  changes: readonly TermChange[],
  periodEnd: Day,
): number {
  const ofFaceValue = changes.filter((c) => c.changesFaceValue);
  const then = (rupees * sharesFor(ofFaceValue, periodEnd, on)) / sharesFor(ofFaceValue, on, periodEnd);
  return capital / then;
}
