import type { ValuePath } from '../../backtest/statistics/value-path.ts';
import { iso } from '../../market/day.ts';
import type { DrawnValues } from '../charts/value-chart.ts';

/** Paths on the same days, as charts take them. */
export const drawnValues = (path: ValuePath, benchmark: ValuePath | null): DrawnValues => ({
  dates: path.days.map(iso),
  own: Array.from(path.values),
  benchmark: benchmark && Array.from(benchmark.values),
});
