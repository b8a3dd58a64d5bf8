import { statusText } from '../../../../src/cli/text/market/status.ts';
import { type StatusReport, statusReport } from '../../../../src/decision/store/store-status.ts';
import { day } from '../../../../src/market/day.ts';

const series = (name: string, kind: 'bar' | 'total-return' | 'constituent') => ({
  series: name,
  kind,
  first: day('2020-01-01'),
  last: day('2021-12-31'),
  rows: 500,
  sources: ['nse' as const],
  files: ['a.csv'],
});
const report: StatusReport = statusReport(
  {
    simulated: false,
    series: [
      series('nifty-100', 'constituent'),
      series('nifty-alpha-50', 'total-return'),
      series('us-vix', 'bar'),
    ],
    stocks: null,
    gaps: [],
    imports: [],
    disagreements: [],
    jumps: [],
  } as unknown as Parameters<typeof statusReport>[0],
  day('2022-01-03'),
);

describe('the state of a store', () => {
  test('names the signals that read a series', () => {
    expect(report.series.map((s) => s.signals)).toEqual([[], [], ['US VIX']]);
  });

  test('lists what the signals read first, then the others by kind, within 80 columns', () => {
    const lines = statusText(report).split('\n');
    const titles = lines.filter((line) => /^[A-Z][\w –-]+:$/.test(line));
    expect(titles).toEqual(['Read by the signals:', 'Total-return levels:', 'Index constituents:']);
    expect(
      lines.slice(lines.indexOf('Read by the signals:') + 1, lines.indexOf('Total-return levels:') - 1),
    ).toEqual([
      expect.stringMatching(/^us-vix +01 Jan 2020 +31 Dec 2021 +3 days +500$/),
      '  bar of nse, 1\u00a0file',
      '  for US VIX',
    ]);
    expect(lines.filter((line) => /─/.test(line) && line.length > 80)).toEqual([]);
  });
});
