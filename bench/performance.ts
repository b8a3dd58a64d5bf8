import { resampledDifferences } from '../src/backtest/inference/resampled-differences.ts';
import { tearSheet } from '../src/backtest/statistics/tear-sheet.ts';
import { valuesOf } from '../src/backtest/statistics/value-path.ts';
import { addDays, type Day, day, isWeekend } from '../src/market/day.ts';
import { drawdownSpans } from '../src/math/drawdowns.ts';
import { normal } from '../src/math/random/distributions.ts';
import { randomStream } from '../src/math/random/random.ts';
import { crossValidateSharpe } from '../src/math/resampling/cross-validation.ts';
import { renderPerformance } from '../src/report/performance/page.ts';
import { drawnValues } from '../src/report/performance/drawn-values.ts';
import type { Bench } from './bench.ts';

const MONTHS = 240;
const SESSIONS = 5040;
const stream = randomStream(3);
const noise = (n: number, mean: number, deviation: number): Float64Array =>
  Float64Array.from({ length: n }, () => mean + deviation * normal(stream));

const days: Day[] = [];
for (let d = day('2004-12-31'); days.length <= SESSIONS; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
const path = (seed: number) => ({ days, values: valuesOf(noise(SESSIONS, 0.0003 + seed * 1e-5, 0.01)) });
const [own, benchmark, cash] = [
  path(1),
  path(2),
  { days, values: valuesOf(new Float64Array(SESSIONS).fill(0.0002)) },
];
const input = {
  name: 'Fund',
  path: own,
  benchmark: { name: 'Index', path: benchmark },
  riskFree: { name: 'Bills', path: cash },
};
const monthly = noise(MONTHS, 0.01, 0.05);
const alternatives = Array.from({ length: 10 }, (_, k) => ({
  id: `a${k}`,
  returns: noise(MONTHS, 0.01, 0.05),
}));
const variants = Array.from({ length: 170 }, () => noise(MONTHS, 0.01, 0.05));

export const benches: Bench[] = [
  {
    name: 'performance: all statistics of a daily series of twenty years',
    goal: '≤ 5 ms',
    run: () => void tearSheet(input),
  },
  {
    name: 'performance: page of that series',
    goal: '≤ 0.3 s',
    run: () =>
      void renderPerformance({ sheet: tearSheet(input), values: drawnValues(own, benchmark), sources: [] }),
  },
  {
    name: 'performance: drawdowns of 100 daily series of twenty years',
    run() {
      for (let k = 0; k < 100; k++) drawdownSpans(own.values);
    },
  },
  {
    name: 'inference: 10,000 resamples of 240 months against 10 alternatives',
    goal: '≤ 1 s',
    run: () =>
      void resampledDifferences(monthly, alternatives, new Float64Array(MONTHS), 10_000, 6, randomStream(1)),
  },
  {
    name: 'inference: 12,870 splits of 240 months of 170 variants',
    run: () => void crossValidateSharpe(variants, 16),
  },
];
