import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { type ClosesKey, withKeptCloses } from '../../../src/decision/stocks/kept-closes.ts';
import type { StockSnapshotResult } from '../../../src/decision/stocks/stock-snapshot-provider.ts';
import { day } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';

const [BEFORE, AS_OF] = [day('2025-02-28'), day('2025-03-31')];

/** Every kind of value that a snapshot has, those that JSON does not have included. */
const made: StockSnapshotResult = {
  snapshot: {
    day: AS_OF,
    price: Float64Array.of(102.5, NaN, -0),
    lastTraded: [AS_OF, null],
    sleeves: { 'low-volatility': null },
    riskModel: { industry: Uint8Array.of(3, 255), styles: Float64Array.of(0.1 + 0.2, 5e-324) },
  } as unknown as StockSnapshot,
  manifest: { issuers: 2, sessions: 500, first: '2020-01-01', last: '2025-03-31', imports: 'b'.repeat(64) },
  problems: [{ severity: 'note', code: 'no-isin', about: 'stocks', message: '₹', remedy: '' }],
};

const KEY: ClosesKey = {
  engine: { name: 'trrm', version: '1', sources: 'a'.repeat(64) },
  book: DEFAULT_RULE_BOOK,
  dataSnapshot: { asOf: AS_OF, throughImport: 9, last: AS_OF, imports: 'c'.repeat(64), importSet: 'd' },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-closes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a run with this key is given for a day, and whether it had to be made. */
async function ask(key: ClosesKey, { writable = true, on = AS_OF } = {}) {
  let times = 0;
  const provide = withKeptCloses(
    async () => async () => {
      times++;
      return made;
    },
    key,
    { cache: { riskModel: folder, sleeves: join(folder, 'sleeves.json'), writable } },
  );
  const result = await provide(on);
  return { result, wasMade: times > 0 };
}

test('what a run made of the stocks at its closes is read by the next one, bit by bit', async () => {
  expect((await ask(KEY)).wasMade).toBe(true);
  const { result, wasMade } = await ask(KEY, { writable: false });
  expect(wasMade).toBe(false);
  expect(result).toStrictEqual(made);
  expect(Object.is(result.snapshot!.price[2], -0)).toBe(true);
  expect((await ask(KEY, { on: BEFORE })).wasMade).toBe(true);
  expect((await ask(KEY, { on: BEFORE })).wasMade).toBe(false);
  expect((await ask(KEY)).wasMade).toBe(false);
});

test.each<[string, ClosesKey]>([
  ['another as-of date', { ...KEY, dataSnapshot: { ...KEY.dataSnapshot, asOf: BEFORE } }],
  ['other imports', { ...KEY, dataSnapshot: { ...KEY.dataSnapshot, imports: 'e'.repeat(64) } }],
  ['fewer imports', { ...KEY, dataSnapshot: { ...KEY.dataSnapshot, throughImport: 8 } }],
  ['other code', { ...KEY, engine: { ...KEY.engine, sources: 'f'.repeat(64) } }],
  ['other rules', { ...KEY, book: { ...KEY.book, sleeves: { ...KEY.book.sleeves, changed: 1 } as never } }],
])('%s: it is made again', async (_, other) => {
  await ask(KEY);
  expect((await ask(other, { writable: false })).wasMade).toBe(true);
  expect((await ask(KEY, { writable: false })).wasMade).toBe(false);
});

test('it is made again where a byte was changed or the file is cut', async () => {
  const file = join(folder, 'closes.bin');
  await ask(KEY);
  const bytes = readFileSync(file);
  for (const at of [0, 64, 128, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    writeFileSync(file, changed);
    expect((await ask(KEY, { writable: false })).wasMade).toBe(true);
  }
  writeFileSync(file, bytes.subarray(0, 100));
  expect((await ask(KEY, { writable: false })).wasMade).toBe(true);
});

test('nothing is kept by a reader, by code without a hash, or where the folder is missing', async () => {
  await ask(KEY, { writable: false });
  expect((await ask(KEY, { writable: false })).wasMade).toBe(true);
  const unbuilt = { ...KEY, engine: { ...KEY.engine, sources: 'unbuilt' } };
  await ask(unbuilt);
  expect((await ask(unbuilt)).wasMade).toBe(true);
  rmSync(folder, { recursive: true });
  expect((await ask(KEY)).result).toBe(made);
  folder = mkdtempSync(join(tmpdir(), 'trrm-closes-'));
});
