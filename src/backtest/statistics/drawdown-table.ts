import { drawdownPath, drawdownSpans } from '../../math/drawdowns.ts';
import { type Day, iso } from '../../market/day.ts';
import type { ValuePath } from './value-path.ts';

/** A fall of the value below an earlier peak. Dates are ISO. */
export interface Drawdown {
  readonly peak: string;
  /** First day below the peak. */
  readonly from: string;
  readonly trough: string;
  /** First day at or above the peak again; null where it has not recovered. */
  readonly to: string | null;
  /** Trough over peak, minus 1. */
  readonly depth: number;
  /** Days from the peak to the trough, from the trough to the recovery, and from the peak to the recovery or the end. */
  readonly daysToTrough: number;
  readonly daysToRecovery: number | null;
  readonly days: number;
  /** Values from the first below the peak to the recovery, or to the end, both counted. */
  readonly periods: number;
}

/** The deepest falls, deepest first; of equal ones the earlier first. */
export function drawdownTable({ days, values }: ValuePath, most = 10): Drawdown[] {
  const date = (i: number): Day => days[i]!;
  const last = days.length - 1;
  return drawdownSpans(values)
    .sort((a, b) => a.depth - b.depth || a.from - b.from)
    .slice(0, most)
    .map(({ peak, from, trough, to, depth }) => ({
      peak: iso(date(peak)),
      from: iso(date(from)),
      trough: iso(date(trough)),
      to: to === null ? null : iso(date(to)),
      depth,
      daysToTrough: date(trough) - date(peak),
      daysToRecovery: to === null ? null : date(to) - date(trough),
      days: date(to ?? last) - date(peak),
      periods: (to ?? last) - from + 1,
    }));
}

/** Mean and root mean square of the fall from the running peak, over all values after the start: pain and ulcer index. */
export function drawdownIndices(values: ArrayLike<number>): {
  readonly pain: number;
  readonly ulcer: number;
} {
  const path = drawdownPath(values);
  let [sum, squares] = [0, 0];
  for (let i = 1; i < path.length; i++) {
    sum -= path[i]!;
    squares += path[i]! ** 2;
  }
  const n = Math.max(1, path.length - 1);
  return { pain: sum / n, ulcer: Math.sqrt(squares / n) };
}

/** Calendar days of the longest stay below a peak, from the peak to its recovery or to the end; 0 without a fall. */
export function longestDrawdown({ days, values }: ValuePath): number {
  const last = days.length - 1;
  return drawdownSpans(values).reduce(
    (most, { peak, to }) => Math.max(most, days[to ?? last]! - days[peak]!),
    0,
  );
}
