import { type Day, dayOf, monthNumber } from '../../market/day.ts';

/**
 * The value of something held, on ascending days: a NAV, an index level, a rupee amount without flows. The first is the start
 * value, before the first return; it may be of the same day as the second, as the value of a portfolio before the costs of
 * buying it. Values are above 0.
 */
export interface ValuePath {
  readonly days: readonly Day[];
  readonly values: ArrayLike<number>;
}

/** Simple returns between neighbouring values: one fewer than values. */
export function returnsOf(values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(Math.max(0, values.length - 1));
  for (let i = 0; i < out.length; i++) out[i] = values[i + 1]! / values[i]! - 1;
  return out;
}

/** Values that start at 1 and grow by the returns: one more than returns. */
export function valuesOf(returns: ArrayLike<number>): Float64Array {
  const out = new Float64Array(returns.length + 1);
  out[0] = 1;
  for (let i = 0; i < returns.length; i++) out[i + 1] = out[i]! * (1 + returns[i]!);
  return out;
}

/**
 * The months of a path: its start, the last day of each month, and its end, as positions in the path. A path that starts or
 * ends within a month has a first or last period shorter than a month; `isWhole` says which periods are whole months.
 */
export interface MonthEnds {
  readonly at: readonly number[];
  /** Of each period between two of them. */
  readonly isWhole: readonly boolean[];
}

/** Days by which a month's first and last value may be away from its edges, over holidays (our choice: NSE's longest closure). */
const EDGE_TOLERANCE = 6;

export function monthEndsOf(days: readonly Day[]): MonthEnds {
  const at = days.length > 0 ? [0] : [];
  // Compared with the first day of the next month, which is found once a month and not for every day.
  let next = days.length > 1 ? lastDayOfMonth(days[1]!) + 1 : NaN;
  for (let i = 1; i < days.length; i++) {
    if (i + 1 < days.length && days[i + 1]! < next) continue;
    at.push(i);
    if (i + 1 < days.length) next = lastDayOfMonth(days[i + 1]!) + 1;
  }
  return { at, isWhole: at.slice(1).map((to, k) => isWholeMonth(days[at[k]!]!, days[to]!)) };
}

/** The path at some of its positions. */
export const pathAt = ({ days, values }: ValuePath, at: readonly number[]): ValuePath => ({
  days: at.map((i) => days[i]!),
  values: valuesAt(values, at),
});

function valuesAt(values: ArrayLike<number>, at: readonly number[]): Float64Array {
  const out = new Float64Array(at.length);
  for (let k = 0; k < at.length; k++) out[k] = values[at[k]!]!;
  return out;
}

/** A back-test starts at the first close of a month, a record at the last of the month before: both make a whole month. */
const isWholeMonth = (from: Day, to: Day): boolean =>
  lastDayOfMonth(to) - to <= EDGE_TOLERANCE && Math.abs(firstDayOfMonth(to) - 1 - from) <= EDGE_TOLERANCE;

const firstDayOfMonth = (day: Day): Day => firstDay(monthNumber(day));

/** The last calendar day of the month of a day. */
const lastDayOfMonth = (day: Day): Day => (firstDay(monthNumber(day) + 1) - 1) as Day;

const firstDay = (month: number): Day => dayOf(Math.floor(month / 12), (month % 12) + 1, 1)!;

/** Paths cut to the days that all of them have. */
export function onCommonDays(paths: readonly ValuePath[]): readonly ValuePath[] {
  const [first, ...others] = paths;
  if (others.every(({ days }) => sameDays(days, first!.days))) return paths;
  const counts = new Map<Day, number>();
  for (const { days } of paths) for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return paths.map((path) =>
    pathAt(
      path,
      path.days.flatMap((day, i) => (counts.get(day) === paths.length ? [i] : [])),
    ),
  );
}

function sameDays(a: readonly Day[], b: readonly Day[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
