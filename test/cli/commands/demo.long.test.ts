import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BookAllotment } from '../../../src/book/results/allocate-book.ts';
import type { BookResult } from '../../../src/book/results/book-result.ts';
import type { Decision } from '../../../src/decision/document/decision.ts';
import { decisionSchema } from '../../../src/decision/document/decision.ts';
import { modelsBesideStore } from '../../../src/decision/stocks/model-build-options.ts';
import { explainedDecision } from '../../../src/explain/explained-decision.ts';
import { explainFigure } from '../../../src/explain/explain.ts';
import { findFigure } from '../../../src/explain/find-figure.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { originsOf, recomputationFaults } from '../../explain/recomputation.fixture.ts';
import { removeFolder, tempFolder } from '../command-line.ts';

// The fewest stocks that make a risk model. Jest's sandbox slows numerical loops, so the compiled program runs.
const STOCKS = '150';
const folder = tempFolder();
const demo = join(folder, 'demo');
const store = join(demo, 'market.duckdb');
const program = join(__dirname, '../../../bin/trrm.mjs');
const trrm = (...argv: readonly string[]): string =>
  execFileSync(process.execPath, [program, ...argv, '--quiet'], {
    encoding: 'utf8',
  });
const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');

beforeAll(() => trrm('demo', '--stocks', STOCKS, '--clients', '8', '--out', demo), 180_000);
afterAll(() => removeFolder(folder));

test('the demo weights sleeves of stocks by the risk model, and records their data in the manifest', () => {
  const decision: Decision = decisionSchema.parse(JSON.parse(read('demo', 'decision.json')));
  expect(decision.simulated).toBe(true);
  expect(decision.allocation.method).toBe('risk-model');
  const { stocks } = decision.manifest;
  expect(stocks).toMatchObject({ first: '2019-04-01', last: '2025-03-31' });
  expect(stocks!.issuers).toBeGreaterThan(100);
  expect(stocks!.sessions).toBe(1516);
  const ofStocks = decision.vintage.filter((v) => v.series === 'stocks');
  expect(ofStocks.map((v) => v.kind)).toEqual(expect.arrayContaining(['stock-bar', 'shares', 'statement']));
  expect(ofStocks.find((v) => v.kind === 'stock-bar')!.last).toBe('2025-03-31');
});

test('a second run, by the option’s former name, uses the cached models and finds the decision already recorded', () => {
  const decision = read('demo', 'decision.json');
  expect(trrm('demo', '--shares', STOCKS, '--out', demo)).toContain(
    'Already recorded in the ledger as entry 1',
  );
  expect(read('demo', 'decision.json')).toBe(decision);
});

test('every leaf of a decision with stocks, orders and tax comes out again from its inputs', async () => {
  const open = await openStore(store, { mode: 'read' });
  try {
    const file = join(demo, 'decision.json');
    const { made, findRows } = await explainedDecision(open, readFileSync(file, 'utf8'), file, {
      cache: { ...modelsBesideStore(store), writable: false },
      progress: () => {},
    });
    expect(recomputationFaults(made)).toEqual([]);
    const { fact = 0, ...explained } = originsOf(made);
    expect(fact / Object.values(explained).reduce((a, b) => a + b, fact)).toBeLessThan(0.03);
    // An order of a stock that is held rests on its line in the portfolio file and on its last price.
    const { pointer } = findFigure(made.decision, '/execution/plan/orders/0/price') as { pointer: string };
    const { value, rows } = await explainFigure({ made, findRows }, pointer);
    const price = rows.find((r) => r.kind === 'row');
    expect(price).toMatchObject({ file: expect.stringContaining('bhav.csv'), value });
    expect(rows.some((r) => r.kind === 'line' && r.file === 'SIMULATED holdings.csv')).toBe(true);
  } finally {
    await open.close();
  }
});

test('a book has the same bytes at any number of threads, and its fills are shared out and recorded', () => {
  const book = (threads: string, out: string): string =>
    trrm(
      'book',
      'run',
      join(demo, 'book'),
      '--store',
      store,
      '--threads',
      threads,
      '--out',
      join(folder, out),
    );
  book('1', 'book-1');
  book('2', 'book-2');
  expect(read('book-2', 'book.json')).toBe(read('book-1', 'book.json'));
  expect(read('book-2', 'C00003', 'report.html')).toBe(read('book-1', 'C00003', 'report.html'));
  expect(JSON.parse(read('book-2', 'status.json'))).toMatchObject({
    state: 'done',
    clients: { all: 8, done: 8, failed: 0 },
  });
  rmSync(join(folder, 'book-2', 'book.json'));
  trrm('book', 'retry', join(folder, 'book-2'), '--threads', '1');
  expect(read('book-2', 'book.json')).toBe(read('book-1', 'book.json'));
  const { pool } = JSON.parse(read('book-1', 'book.json')) as BookResult;
  const [first] = pool as [BookResult['pool'][number]];
  const quantity = Math.ceil(first.quantity / 2);
  writeFileSync(
    join(folder, 'fills.csv'),
    `security,side,quantity,price,charges\n${first.id},${first.side},${quantity},${first.price},12.34\n`,
  );
  const allocate = ['book', 'allocate', join(folder, 'book-1'), '--fills', join(folder, 'fills.csv')];
  const { allotments } = JSON.parse(
    trrm(...allocate, '--author', 'Dealing', '--store', store, '--json'),
  ) as BookAllotment;
  expect(allotments.reduce((sum, a) => sum + a.quantity, 0)).toBe(quantity);
  expect(allotments.reduce((sum, a) => sum + a.charges, 0)).toBe(1234);
  const verify = (): string =>
    trrm('book', 'verify', join(folder, 'book-1'), '--client', 'C00003', '--store', store);
  expect(verify()).toMatch(/All 8\sdecisions are those of the book\./);
  writeFileSync(join(folder, 'book-1', 'C00003', 'decision.json'), '{}');
  expect(verify).toThrow('Command failed');
});

test('a book with a broken client ends with code 3: the client is listed with what to do, and the others are decided', () => {
  const broken = join(folder, 'broken');
  cpSync(join(demo, 'book'), broken, { recursive: true });
  appendFileSync(join(broken, 'lots.csv'), 'C00003,INE999Z01013,2024-01-02,10,100.00\n');
  const run = [
    'book',
    'run',
    broken,
    '--store',
    store,
    '--threads',
    '1',
    '--out',
    join(folder, 'book-broken'),
  ];
  const { status, stdout } = spawnSync(process.execPath, [program, ...run, '--quiet'], { encoding: 'utf8' });
  expect(status).toBe(3);
  expect(stdout).toMatch(/C00003 is left out:\s+lots\.csv:\d+: INE999Z01013 has no price/);
  const { clients, failed } = JSON.parse(read('book-broken', 'book.json')) as BookResult;
  expect([clients.length, failed.map(({ client }) => client)]).toEqual([7, ['C00003']]);
});

test('a recorded decision is reproduced byte for byte from the rows alone', () => {
  rmSync(join(demo, 'inec1'), { recursive: true });
  rmSync(join(demo, 'sleeves.json'));
  expect(JSON.parse(trrm('ledger', 'replay', '1', '--store', store, '--json'))).toEqual({
    entry: 1,
    kind: 'identical',
    // “Identical” is only reported of rows that match the checksums of their imports.
    data: { faults: [], imports: expect.any(Number), rows: expect.any(Number), withoutChecksum: [] },
  });
});

test('a what-if leaves no cached models behind', () => {
  trrm('whatif', '--regime', 'bearish', '--store', store, '--json');
  expect(() => read('demo', 'inec1', 'model.json')).toThrow('ENOENT');
  expect(() => read('demo', 'sleeves.json')).toThrow('ENOENT');
});
