import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import { type Day, iso } from '../../../src/market/day.ts';
import type { Problem } from '../../../src/market/problem.ts';
import { readModelStore, readSessions } from '../../../src/risk/store/model-store.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';

interface Summary {
  readonly sessions: number;
  readonly added: number;
  readonly issuers: number;
  readonly problems: readonly Problem[];
}

const folder = tempFolder();
const store = join(folder, 'market.duckdb');
const rules = join(folder, 'rules.yaml');
const market = simulateEquities({ issuers: 140, from: '2023-01-02', to: '2024-02-29' });
/** A day on which filings of the quarter to December are still coming in. */
const LATE = '2024-02-12';
let files: readonly string[];
let [early, late] = ['', ''];

beforeAll(async () => {
  // A small market is estimated on all of itself, and soon.
  writeFileSync(rules, 'risk:\n  universe: {size: { kind: fraction, of: 1}, history: 120, coolingOff: 20}\n');
  files = await writeSimulatedEquities(market, join(folder, 'files'));
  const accounts = files.find((f) => f.endsWith('accounts.csv'))!;
  const [header, ...lines] = readFileSync(accounts, 'utf8').trim().split('\n');
  const filedOn = header!.split(',').indexOf('FiledOn');
  const isLate = (line: string): boolean => line.split(',')[filedOn]! >= LATE;
  [early, late] = ['early', 'late'].map((name) => join(folder, 'files', `SIMULATED ${name}.csv`)) as [
    string,
    string,
  ];
  writeFileSync(early, [header, ...lines.filter((line) => !isLate(line)), ''].join('\n'));
  writeFileSync(late, [header, ...lines.filter(isLate), ''].join('\n'));
});
afterAll(() => removeFolder(folder));

const risk = (what: 'build' | 'extend', model: string, ...argv: string[]) =>
  trrmJson<Summary>(
    'risk',
    what,
    '--store',
    store,
    '--model',
    join(folder, model),
    '--rulebook',
    rules,
    ...argv,
  );
async function imported(...paths: readonly string[]): Promise<void> {
  const { code, err } = await trrm('import', ...paths, '--store', store, '--quiet');
  if (code !== 0) throw new Error(err);
}
const modelOf = (model: string): Buffer[] => {
  const path = join(folder, model);
  return [...readSessions(path, readModelStore(path))].map((session) => serialize(session));
};
const codes = ({ problems }: Summary) => problems.map((p) => p.code);
const sessionsAfter = (date: string): number => market.sessions.filter((d) => iso(d as Day) > date).length;

test('an extension includes newly listed issuers, and equals a full build', async () => {
  await imported(...files.filter((f) => !f.endsWith('accounts.csv')), early);
  // Two months in which companies were listed.
  const before = await risk('build', 'extended', '--to', '2023-12-29');
  const extended = await risk('extend', 'extended');
  expect(extended.issuers).toBeGreaterThan(before.issuers);
  expect(extended).toMatchObject({
    added: sessionsAfter('2023-12-29'),
    sessions: before.sessions + extended.added,
  });
  expect(codes(extended)).not.toContain('built-again');
  await risk('build', 'whole');
  expect(modelOf('extended')).toEqual(modelOf('whole'));
});

test('late accounts take an extension back to an earlier month-end', async () => {
  expect(readFileSync(late, 'utf8').split('\n').length).toBeGreaterThan(20);
  await imported(late);
  const extended = await risk('extend', 'extended');
  expect(extended.added).toBe(sessionsAfter('2024-01-31'));
  expect(extended.problems.find((p) => p.code === 'built-again')!.message).toMatch(
    /Data .* have changed; it was rebuilt from 31 Jan 2024/,
  );
  const whole = modelOf('whole');
  expect(modelOf('extended')).not.toEqual(whole);
  await risk('build', 'whole');
  expect(modelOf('extended')).toEqual(modelOf('whole'));
});

test('an extension without new data changes nothing; with other rules it rebuilds the model, with a note', async () => {
  const same = await risk('extend', 'extended');
  expect(same.added).toBe(0);
  writeFileSync(
    rules,
    'risk:\n  universe: {size: { kind: fraction, of: 0.9}, history: 120, coolingOff: 20}\n',
  );
  const rebuilt = await risk('extend', 'extended');
  expect(rebuilt.added).toBe(rebuilt.sessions);
  expect(codes(rebuilt)).toContain('built-again');
});

test('an extension of a model of another version rebuilds it, with a note', async () => {
  const manifest = join(folder, 'extended', 'model.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"inec1\/\d+"/, '"inec1/5"'));
  const rebuilt = await risk('extend', 'extended');
  expect(rebuilt.added).toBe(rebuilt.sessions);
  expect(rebuilt.problems.find((p) => p.code === 'built-again')!.message).toMatch(
    /of another version of INEC-1/,
  );
});

test('an extension to a day before the last session is refused', async () => {
  await expect(risk('extend', 'extended', '--to', '2024-01-15')).rejects.toThrow(/reaches.*build --to/);
});
