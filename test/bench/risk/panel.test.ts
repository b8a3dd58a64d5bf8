import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madePanel, panelOf } from '../../../bench/risk/panel.ts';
import { estimate } from '../../../bench/risk/estimation.ts';
import type { RegressionDay } from '../../../src/risk/regression/regression.ts';

const NAMES = 120;
const DAYS = 70;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-panel-'));
  const panel = madePanel(NAMES, DAYS);
  const days = Array.from({ length: DAYS }, () => structuredClone(panel.next()));
  const file = (name: string, of: (day: (typeof days)[number]) => Float64Array) =>
    writeFileSync(join(folder, name), Buffer.concat(days.map((day) => new Uint8Array(of(day).buffer))));
  file('styles.f64', (d) => d.section.styles);
  file('ret.f64', (d) => d.returns);
  file('mcap.f64', (d) => d.section.marketCap);
  writeFileSync(join(folder, 'ind.u8'), days[0]!.section.industry);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const regressions = (panel: ReturnType<typeof madePanel>): RegressionDay[] => {
  const days: RegressionDay[] = [];
  const times = estimate(panel, (day) => days.push(day));
  expect(times.regression).toHaveLength(DAYS);
  panel.close();
  return days;
};

test('a panel of raw files gives the factor returns of the same figures in memory', () => {
  const fromFiles = regressions(panelOf(folder, NAMES, DAYS));
  expect(fromFiles).toEqual(regressions(madePanel(NAMES, DAYS)));
  expect(fromFiles.every(({ names }) => names === NAMES)).toBe(true);
});

test('a panel whose files are not of the size named is refused, naming file and sizes', () => {
  expect(() => panelOf(folder, NAMES, DAYS + 1)).toThrow(
    /styles\.f64: has 806400 bytes where 120 names and 71 days make 817920\. Check --panel, --names and --days\./,
  );
  expect(() => panelOf(join(folder, 'nowhere'), NAMES, DAYS)).toThrow(/ind\.u8: has no such file/);
});

test('an industry that is none of the 26 is refused', () => {
  writeFileSync(join(folder, 'ind.u8'), new Uint8Array(NAMES).fill(26));
  expect(() => panelOf(folder, NAMES, DAYS)).toThrow(/industry 26 for name 0/);
});
