import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedPanel, panelFromFiles } from '../../../bench/risk/panel.ts';
import { estimate } from '../../../bench/risk/estimation.ts';
import type { RegressionDay } from '../../../src/risk/regression/cross-section.ts';

const STOCKS = 120;
const DAYS = 70;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-panel-'));
  const panel = simulatedPanel(STOCKS, DAYS);
  const days = Array.from({ length: DAYS }, () => structuredClone(panel.next()));
  const file = (name: string, of: (day: (typeof days)[number]) => Float64Array) =>
    writeFileSync(join(folder, name), Buffer.concat(days.map((day) => new Uint8Array(of(day).buffer))));
  file('styles.f64', (d) => d.section.styles);
  file('ret.f64', (d) => d.returns);
  file('mcap.f64', (d) => d.section.marketCap);
  writeFileSync(join(folder, 'ind.u8'), days[0]!.section.industry);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const regressions = (panel: ReturnType<typeof simulatedPanel>): RegressionDay[] => {
  const days: RegressionDay[] = [];
  const times = estimate(panel, (day) => days.push(day));
  expect(times.regression).toHaveLength(DAYS);
  panel.close();
  return days;
};

test('a panel of raw files gives the same factor returns as the same data in memory', () => {
  const fromFiles = regressions(panelFromFiles(folder, STOCKS, DAYS));
  expect(fromFiles).toEqual(regressions(simulatedPanel(STOCKS, DAYS)));
  expect(fromFiles.every(({ stocks }) => stocks === STOCKS)).toBe(true);
});

test('a panel whose files do not have the expected size is rejected with file and sizes', () => {
  expect(() => panelFromFiles(folder, STOCKS, DAYS + 1)).toThrow(
    /styles\.f64: has 806400 bytes; 120 stocks and 71 days need 817920 bytes\. Check --panel, --names and --days\./,
  );
  expect(() => panelFromFiles(join(folder, 'nowhere'), STOCKS, DAYS)).toThrow(/ind\.u8: does not exist/);
});

test('an industry code outside the 26 is rejected', () => {
  writeFileSync(join(folder, 'ind.u8'), new Uint8Array(STOCKS).fill(26));
  expect(() => panelFromFiles(folder, STOCKS, DAYS)).toThrow(/industry code 26 for stock 0/);
});
