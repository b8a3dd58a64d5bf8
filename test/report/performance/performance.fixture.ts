import { performanceOfFiles } from '../../../src/backtest/statistics/file/performance-of-files.ts';
import { addDays, day, iso, isWeekend } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { drawnValues } from '../../../src/report/performance/drawn-values.ts';

/** Daily levels with a crash of 60 % on one day, if asked for. */
function levels(n: number, seed: string, crash = false): string {
  const stream = randomStream(1).split(seed);
  const rows: string[] = [];
  let level = 100;
  for (let d = day('2015-12-31'); rows.length < n; d = addDays(d, 1)) {
    if (isWeekend(d)) continue;
    rows.push(`${iso(d)},${level.toFixed(4)}`);
    level *= crash && rows.length === n >> 1 ? 0.4 : 1 + 0.0004 + 0.01 * normal(stream);
  }
  return `date,price\n${rows.join('\n')}\n`;
}

/** The page of a fund's daily levels beside its benchmark's. */
export const pageOf = (n: number, name: string, crash = false) => {
  const { sheet, path, benchmark, sources } = performanceOfFiles({
    series: { file: 'fund.csv', text: levels(n, 'fund', crash) },
    benchmark: { file: 'index.csv', text: levels(n, 'index') },
    riskFree: 0.065,
    name,
    benchmarkName: `The benchmark of ${name}`,
  });
  return { sheet, values: drawnValues(path, benchmark), sources };
};
