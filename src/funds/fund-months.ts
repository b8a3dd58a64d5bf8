import type { BenchmarkWindow } from './benchmark-window.ts';
import { growthOf } from './benchmark-window.ts';
import { type LevelSeries, valueOn } from './nav-series.ts';

/** The months of a fund beside those of its benchmark: fractions a month, all of one length. */
export interface FundMonths {
  readonly returns: Float64Array;
  readonly benchmark: Float64Array;
  readonly riskFree: Float64Array;
  /** Returns less the risk-free rate. */
  readonly excess: Float64Array;
  readonly excessBenchmark: Float64Array;
}

const less = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - b[i]!);

/** Months of returns without a fund's. */
export const fundMonths = (
  returns: Float64Array,
  benchmark: Float64Array,
  riskFree: Float64Array,
): FundMonths => ({
  returns,
  benchmark,
  riskFree,
  excess: less(returns, riskFree),
  excessBenchmark: less(benchmark, riskFree),
});

/** A fund's months in the window of a card; null if its history does not cover them. */
export function monthsOf(nav: LevelSeries, window: BenchmarkWindow): FundMonths | null {
  const values = window.ends.map((day) => valueOn(nav, day));
  return values.every((value) => value > 0)
    ? fundMonths(growthOf(values), window.benchmark, window.riskFree)
    : null;
}
