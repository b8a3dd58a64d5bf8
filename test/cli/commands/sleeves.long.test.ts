import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import { addSleeves } from '../../../src/cli/commands/sleeves/sleeves.ts';
import { ioOf } from '../../../src/cli/shared/io.ts';
import type { SleeveHoldings } from '../../../src/sleeves/holdings-on-day.ts';
import type { SleevesCompared } from '../../../src/sleeves/compare.ts';
import type { SleeveList } from '../../../src/sleeves/overview.ts';
import type { Factsheet } from '../../../src/sleeves/factsheet.ts';
import { day } from '../../../src/market/day.ts';
import { readSleeveStore, type SleeveStore } from '../../../src/sleeves/sleeve-store.ts';
import { completedReviews } from '../../../src/sleeves/sleeve-history.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { LOW_VOLATILITY_RULES } from '../../sleeves/low-volatility-rules.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'trrm-sleeves-'));
const [store, built, rules] = ['market.duckdb', 'sleeves.json', 'rules.yaml'].map((name) =>
  join(folder, name),
) as [string, string, string];
let today = day('2026-01-05');

/** What one command line prints; rejects as the command does. */
async function run(...argv: readonly string[]): Promise<string> {
  let out = '';
  const program = new Command('trrm').exitOverride();
  const world = {
    out: (text: string) => void (out += text),
    err: () => {},
    interactive: false,
    today: () => today,
  };
  addSleeves(program, ioOf(world));
  const where = ['--store', store, '--sleeves', built, '--rulebook', rules];
  await program.parseAsync(['sleeves', ...argv, ...where], { from: 'user' });
  return out;
}
const json = async <T>(...argv: readonly string[]): Promise<T> =>
  JSON.parse(await run(...argv, '--json', '--quiet')) as T;

beforeAll(async () => {
  const market = simulateEquities({ issuers: 80, from: '2021-10-01', to: '2023-09-29' });
  const files = await writeSimulatedEquities(market, join(folder, 'files'));
  const open = await openStore(store, { purpose: 'a test', mode: 'create' });
  try {
    await importPaths(open, files, { today });
  } finally {
    await open.close();
  }
  writeFileSync(rules, LOW_VOLATILITY_RULES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('show without built sleeves is an error that says how to build them', async () => {
  await expect(run('show')).rejects.toThrow(
    /sleeves\.json: the file does not exist\. Build the sleeves with/,
  );
});

test('builds every sleeve of the rule book from the store, to the same bytes each time', async () => {
  const { sleeves, simulated } = await json<SleeveList>('build');
  expect(simulated).toBe(true);
  expect(sleeves).toHaveLength(10);
  // The data end on Friday 29 September 2023, the last weekday of the month, so its review is made as well.
  expect(sleeves.find((s) => s.id === 'top-ten')).toMatchObject({
    constituents: 10,
    reviews: 5,
    infeasible: 0,
  });
  const bytes = readFileSync(built);
  today = day('2026-02-09');
  await json('build');
  expect(readFileSync(built).equals(bytes)).toBe(true);
});

test('a date in the future, or before the first price, is refused', async () => {
  await expect(run('build', '--to', '2026-09-30')).rejects.toThrow(
    /2026-09-30: The date is after today, 09 Feb 2026/,
  );
  await expect(run('build', '--to', '2021-01-29')).rejects.toThrow(
    /no stock prices by 29 Jan 2021\. .*trrm status/,
  );
});

test('show reports a sleeve whose screening adds up to its constituents, without missing values', async () => {
  const shown = await json<Factsheet>('show', 'top-ten');
  expect(shown.constituents).toHaveLength(10);
  const entered = shown.screening[0]!.entered;
  const out = shown.screening.flatMap((f) => f.excluded.map((e) => e.count)).reduce((a, b) => a + b, 0);
  expect(entered - out).toBe(10);
  expect(shown.sectors.reduce((sum, s) => sum + s.weight, 0)).toBeCloseTo(1, 12);
  expect(JSON.stringify(shown)).not.toMatch(/NaN|Infinity|undefined/);
  const text = await run('show', 'top-ten');
  expect(text).toMatch(
    /^SIMULATED MARKET[^]*The ten least volatile of the forty largest[^]*outside 1 to 40[^]*Sectors, %/,
  );
});

test('shows an earlier review', async () => {
  const shown = await json<Factsheet>('show', 'top-ten', '--as-of', '2023-01-31');
  expect([shown.cutOff, shown.effective]).toEqual(['2022-11-30', '2022-12-30']);
  expect(shown.day).toBe('2023-01-31');
  expect(shown.constituents.reduce((sum, m) => sum + m.weightNow, 0)).toBeCloseTo(1, 12);
  await expect(run('show', 'top-ten', '--as-of', '2021-12-31')).rejects.toThrow(
    /no review in force by 2021-12-31/,
  );
});

test('the summary of all sleeves is as of the requested day', async () => {
  const of = async (...argv: readonly string[]) =>
    (await json<SleeveList>('show', ...argv)).sleeves.find((s) => s.id === 'top-ten')!;
  const [then, now] = [await of('--as-of', '2023-01-31'), await of()];
  expect([then.last, then.reviews, now.last, now.reviews]).toEqual(['2023-01-31', 2, '2023-09-29', 5]);
  const { sleeves } = await json<SleevesCompared>('compare', 'top-ten', '--to', '2023-01-31');
  expect(then.totalReturn).toBe(sleeves[0]!.figures!.totalReturn);
  expect(await of('--as-of', '2021-12-31')).toMatchObject({
    first: null,
    last: null,
    constituents: 0,
    reviews: 0,
  });
  expect(await run('show', '--as-of', '2023-01-31')).toMatch(/31 Jan 2023/);
});

test('an unknown sleeve, an empty period or an unreadable file is an error with a remedy', async () => {
  await expect(run('show', 'toString')).rejects.toThrow(/toString: is not a sleeve of the store/);
  const empty = ['compare', 'top-ten', '--from', '2023-09-01', '--to', '2023-01-01'];
  await expect(run(...empty)).rejects.toThrow(
    /2023-09-01 to 2023-01-01: no sleeve has two sessions .* Choose a period within/,
  );
  await expect(run('compare', '--from', '2031-01-01')).rejects.toThrow(/two sessions in this period/);
  const whole = readFileSync(built, 'utf8');
  const { schema } = JSON.parse(whole) as { schema: string };
  try {
    writeFileSync(built, JSON.stringify({ schema }));
    await expect(run('show')).rejects.toThrow(/is not a sleeve store of this version/);
  } finally {
    writeFileSync(built, whole);
  }
});

test('shows holdings at a month-end, and names the nearest days for any other', async () => {
  const held = await json<SleeveHoldings>('show', 'top-ten', '--holdings', '2023-07-31');
  expect(held.sleeves[0]!.holdings).toHaveLength(10);
  expect(held.sleeves[0]!.holdings.reduce((sum, h) => sum + h.weight, 0)).toBeCloseTo(1, 12);
  expect(await run('show', '--holdings', '2023-07-31')).toMatch(
    /Holdings at the close of 31 Jul 2023[^]*Small cap: no holdings[^]*top-ten: 10 stocks/,
  );
  await expect(run('show', 'top-ten', '--holdings', '2023-07-28')).rejects.toThrow(
    /no holdings for 28 Jul 2023.*Choose 2023-06-30 or 2023-07-31/,
  );
});

test('writes a factsheet, or those of all sleeves with constituents, as one page', async () => {
  const file = join(folder, 'sheet.html');
  const shown = await json<Factsheet & { exposures: unknown }>('show', 'top-ten', '--out', file);
  expect(shown.exposures).toBeNull();
  expect(shown.returns.map((r) => r.period)).toContain('since inception');
  expect(readFileSync(file, 'utf8')).toMatch(
    /<h1>The ten least volatile of the forty largest[^]*SIMULATED[^]*Returns/,
  );
  await run('show', '--out', file);
  const all = readFileSync(file, 'utf8');
  expect(all).toMatch(/<section id="low-volatility"[^]*<section id="top-ten"/);
  expect(all).not.toContain('<section id="micro-cap"');
  await expect(run('show', 'top-ten', '--model', join(folder, 'none'))).rejects.toThrow(
    /contains no risk model/,
  );
});

test('compares sleeves over their common period, and names those without constituents', async () => {
  const compared = await json<SleevesCompared>('compare');
  expect(compared.withoutLevels).toEqual(expect.arrayContaining(['small-cap', 'micro-cap']));
  const { correlations } = compared.sleeves.find((s) => s.id === 'top-ten')!;
  expect(correlations['top-ten']).toBeCloseTo(1, 12);
  expect(await run('compare', 'top-ten')).toMatch(/Maximum drawdown/);
  await expect(run('compare', 'growth')).rejects.toThrow(/not a sleeve of the store.*momentum/);
});

test('a past review does not depend on the last day of the build, although company lists are newer', async () => {
  const read = (): SleeveStore => readSleeveStore(built);
  const whole = read();
  try {
    await run('build', '--to', '2023-03-31', '--quiet');
    const part = read();
    expect(part.last).toEqual({ day: day('2023-03-31'), monthIsOver: true });
    expect(part.issuers).toEqual(whole.issuers.slice(0, part.issuers.length));
    expect(part.issuers.some((i) => i.isFinancial)).toBe(true);
    // The screening also counts companies listed later, so it is not compared.
    const decided = ({ histories }: SleeveStore) =>
      Object.values(histories).map((h) =>
        completedReviews(h)
          .filter((r) => r.effective <= part.last.day)
          .map(({ cutOff, effective, constituents }) => ({ cutOff, effective, constituents })),
      );
    expect(decided(part)).toEqual(decided(whole));
  } finally {
    writeFileSync(built, JSON.stringify(whole));
  }
});
