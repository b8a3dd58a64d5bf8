import { sweepText } from '../../../src/cli/text/sweep.ts';
import type { RankedTrial, SweepReport } from '../../../src/sweep/report-schema.ts';

const reportWith = (parameters: readonly string[]): SweepReport =>
  ({
    simulated: true,
    lines: ['Trials: one. '.repeat(20), 'Best. '.repeat(30)],
    note: 'Do the thresholds matter? '.repeat(5).trim(),
    objective: { objective: 'evidence', measure: 'information-ratio', cost: 0.002 },
    from: '2007-04-02',
    to: '2021-12-01',
    ranking: [1, 2].map((rank): RankedTrial => ({
      rank,
      trial: rank,
      id: 'a'.repeat(64),
      parameters: Object.fromEntries(parameters.map((path, i) => [path, -0.125 * (i + rank)])),
      ratio: 1.125,
      growth: 0.173,
      maximumDrawdown: 0.207,
      turnover: 19,
    })),
  }) as unknown as SweepReport;

const PATHS = [
  'regimes.enterBullish',
  'regimes.enterBearish',
  'signals.nifty-regression.gapMonths',
  'signals.india-vix.weight',
  'signals.us-vix.weight',
  'signals.us-vix.halfRange',
  'signals.nifty-regression.slopeMonths',
];

test.each([1, 3, 5, 7])('the report of a sweep of %d parameters fits a terminal, with each value', (n) => {
  const text = sweepText(reportWith(PATHS.slice(0, n)));
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  for (let i = 0; i < n; i++) expect(text).toContain(`−${0.125 * (i + 2)}`);
  expect(text).toContain('Rule books with the same figures');
});
