import type { Day } from '../../market/day.ts';

/** The time unit of figures, as people read it. */
export interface Period {
  /** `a year`, `a month`, …; `a period of the file` where the dates have no regular spacing; null where it is not known. */
  readonly name: string | null;
  /** How many such periods a year has, for the user to annualise with; null where that is unknown or already done. */
  readonly perYear: number | null;
}

/** Calendar spacings, with the periods a year that annualise returns of that spacing (252 trading days, our choice). */
const SPACINGS = [
  { name: 'a day', from: 1, to: 4, perYear: 252 },
  { name: 'a week', from: 5, to: 9, perYear: 52 },
  { name: 'a month', from: 27, to: 32, perYear: 12 },
  { name: 'a quarter', from: 88, to: 94, perYear: 4 },
  { name: 'half a year', from: 179, to: 186, perYear: 2 },
  { name: 'a year', from: 360, to: 371, perYear: 1 },
] as const;

/** The period of rows with these dates, ascending: by the median of the days between them. */
export function periodOf(days: readonly Day[]): Period {
  const gaps = new Int32Array(Math.max(0, days.length - 1));
  for (let k = 0; k < gaps.length; k++) gaps[k] = days[k + 1]! - days[k]!;
  const middle = gaps.sort()[Math.floor(gaps.length / 2)];
  const spacing = SPACINGS.find(({ from, to }) => middle !== undefined && middle >= from && middle <= to);
  return spacing
    ? { name: spacing.name, perYear: spacing.perYear === 1 ? null : spacing.perYear }
    : { name: 'a period of the file', perYear: null };
}

/** A given number of periods a year that is more than this many times off what the dates say contradicts them. */
const FACTOR = 1.5;

/** Whether `perYear` contradicts the spacing of the dates. */
export const contradicts = (perYear: number, { name, perYear: spaced }: Period): boolean => {
  const expected = spaced ?? (name === 'a year' ? 1 : null);
  return expected !== null && (perYear > FACTOR * expected || perYear < expected / FACTOR);
};
