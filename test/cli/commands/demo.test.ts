import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Decision } from '../../../src/decision/decision.ts';
import { decisionSchema } from '../../../src/decision/schema/decision.ts';
import { removeFolder, tempFolder } from '../command-line.ts';

// As few shares as make a risk model. Jest's sandbox is slow in loops over numbers, so the compiled program runs.
const SHARES = '150';
const folder = tempFolder();
const demo = join(folder, 'demo');
const store = join(demo, 'market.duckdb');
const trrm = (...argv: readonly string[]): string =>
  execFileSync(process.execPath, [join(__dirname, '../../../bin/trrm.mjs'), ...argv, '--quiet'], {
    encoding: 'utf8',
  });
const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');

beforeAll(() => trrm('demo', '--shares', SHARES, '--out', demo), 180_000);
afterAll(() => removeFolder(folder));

test('the demo weighs sleeves of shares by the risk model, and says what that was made of', () => {
  const decision: Decision = decisionSchema.parse(JSON.parse(read('demo', 'decision.json')));
  expect(decision.simulated).toBe(true);
  expect(decision.allocation.method).toBe('risk-model');
  const { shares } = decision.manifest;
  expect(shares).toMatchObject({ first: '2019-04-01', last: '2025-03-31' });
  expect(shares!.issuers).toBeGreaterThan(100);
  expect(shares!.sessions).toBe(1516);
  const ofShares = decision.vintage.filter((v) => v.series === 'stocks');
  expect(ofShares.map((v) => v.kind)).toEqual(expect.arrayContaining(['stock-bar', 'shares', 'statement']));
  expect(ofShares.find((v) => v.kind === 'stock-bar')!.last).toBe('2025-03-31');
});

test('run again it takes what was built, and the decision is on record already', () => {
  const decision = read('demo', 'decision.json');
  expect(trrm('demo', '--shares', SHARES, '--out', demo)).toContain('Already on record as entry 1');
  expect(read('demo', 'decision.json')).toBe(decision);
});

test('a recorded decision is replayed to the byte from the rows alone', () => {
  rmSync(join(demo, 'inec1'), { recursive: true });
  rmSync(join(demo, 'sleeves.json'));
  expect(JSON.parse(trrm('ledger', 'replay', '1', '--store', store, '--json'))).toEqual({
    entry: 1,
    kind: 'identical',
  });
});

test('what was built for a supposition is left nowhere', () => {
  trrm('whatif', '--regime', 'bearish', '--store', store, '--json');
  expect(() => read('demo', 'inec1', 'model.json')).toThrow('ENOENT');
  expect(() => read('demo', 'sleeves.json')).toThrow('ENOENT');
});
