import { statusText } from '../../../src/cli/text/run-status.ts';
import { sweepStatusView } from '../../../src/report/sweep/sweep-status.ts';
import type { SweepStatus } from '../../../src/sweep/sweep-status.ts';

const status: SweepStatus = {
  schema: 'trrm-sweep-status/1',
  sweep: 'c'.repeat(64),
  note: 'Do the thresholds of the regime model matter, and those of the regression of the Nifty 50 as well?',
  simulated: false,
  state: 'running',
  chunks: { all: 240, done: 30, failed: 2 },
  trials: { all: 120_000, done: 15_000, reused: 5_000 },
  stalled: 1,
  workers: Array.from({ length: 6 }, (_, i) => `research-machine-${i}-4711`),
  rate: 1234.5,
  secondsLeft: 86,
  updated: Date.UTC(2026, 10, 30, 9, 34, 5),
};

test('how far a sweep is fits a terminal, with every worker named', () => {
  const text = statusText(sweepStatusView(status));
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  for (const worker of status.workers) expect(text).toContain(worker);
  expect(text).toContain('Rule books       15,000 of 1,20,000 (12.5');
  expect(text).toContain('30 Nov 2026, 15:04:05 (India)');
});

test('who watches gets a line each time', () => {
  expect(sweepStatusView(status).brief.replaceAll('\u00a0', ' ')).toBe(
    '15:04:05  15,000 of 1,20,000 (12.5 %) · 2 failed · 1,234.5/s · 1 min 26 s left',
  );
});
