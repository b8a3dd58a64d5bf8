import { performanceOfFiles } from '../../../src/backtest/statistics/file/performance-of-files.ts';
import { addDays, day, iso, isWeekend } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { drawnValues } from '../../../src/report/performance/drawn-values.ts';
import { renderPerformance } from '../../../src/report/performance/page.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';

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

const pageOf = (n: number, name: string, crash = false) => {
  const { sheet, path, benchmark, sources } = performanceOfFiles({
    series: { file: 'fund.csv', text: levels(n, 'fund', crash) },
    benchmark: { file: 'index.csv', text: levels(n, 'index') },
    riskFree: 0.065,
    name,
    benchmarkName: `The benchmark of ${name}`,
  });
  return { sheet, values: drawnValues(path, benchmark), sources };
};

describe.each([
  ['three months', pageOf(64, 'Fund')],
  [
    'five years with a loss of 60 %',
    pageOf(1300, 'A fund whose name has sixty letters so that nothing may overflow', true),
  ],
])('the tear sheet of %s', (_, page) => {
  mustStandAsAPage(() => renderPerformance(page));
});

test('the tear sheet keeps text from files as text', () => {
  const page = pageOf(64, 'Fund');
  mustKeepTextAsText((say) =>
    renderPerformance({
      ...page,
      sheet: { ...page.sheet, name: say(), benchmark: say(), riskFree: say() },
      sources: [say()],
    }),
  );
});

test('the tear sheet prints a loss with its sign and every convention', () => {
  const page = pageOf(1300, 'Fund', true);
  const text = words(renderPerformance(page));
  const deepest = page.sheet.figures.find((f) => f.id === 'maximum-drawdown')!.own!;
  expect(text).toContain(`−${(-100 * deepest).toFixed(2)} %`);
  for (const f of page.sheet.figures) expect(text).toContain(f.name.replace(/’/g, '’'));
});
