import type { BenchmarkWindow } from '../benchmark-window.ts';
import { ROLLING_MONTHS, ROLLING_WINDOW } from '../benchmark-window.ts';
import { type Measured, measured, undefinedBecause } from '../measured.ts';
import { type LevelSeries, valueOn } from '../nav-series.ts';

/** Returns of all 12-month windows in the last 60 months: the share that beat the benchmark, the lowest, the mean. */
export function rollingReturns(
  nav: LevelSeries,
  { rollingEnds, rollingBenchmark }: BenchmarkWindow,
): { readonly beat: Measured; readonly lowest: Measured; readonly mean: Measured } {
  const all = (reason: string) => {
    const none = undefinedBecause(reason);
    return { beat: none, lowest: none, mean: none };
  };
  if (rollingEnds.length === 0) return all(`the benchmark has fewer than ${ROLLING_MONTHS} months`);
  const values = rollingEnds.map((day) => valueOn(nav, day));
  if (!values.every((value) => value > 0)) return all(`fewer than ${ROLLING_MONTHS} months of NAVs`);
  const windows = values.slice(ROLLING_WINDOW).map((value, i) => ({
    own: value / values[i]! - 1,
    other: rollingBenchmark[i + ROLLING_WINDOW]! / rollingBenchmark[i]! - 1,
  }));
  const own = windows.map((w) => w.own);
  return {
    beat: measured(windows.filter((w) => w.own > w.other).length / windows.length),
    lowest: measured(Math.min(...own)),
    mean: measured(own.reduce((sum, r) => sum + r, 0) / own.length),
  };
}
