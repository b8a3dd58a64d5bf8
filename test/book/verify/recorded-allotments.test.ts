import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poolOrders } from '../../../allocations/pool/pool-orders.ts';
import { allocateBook } from '../../../src/book/results/allocate-book.ts';
import type { BookResult } from '../../../src/book/results/book-result.ts';
import { merkleRoot } from '../../../src/book/verify/merkle.ts';
import { type BooksFairness, fairnessOfBooks } from '../../../src/book/verify/recorded-allotments.ts';
import { periodFairnessText } from '../../../src/cli/text/book/period-fairness.ts';
import type { AttachedEntry } from '../../../src/decision/ledger/entries/attached-entry.ts';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import { sha256 } from '../../../src/market/files/sha256.ts';
import { renderPeriodFairness } from '../../../src/report/book/period-fairness-page.ts';
import { periodFairnessCsv } from '../../../src/report/book/publish-period-fairness.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'trrm-fairness-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const order = { id: 'INE002A01018', name: 'Reliance', side: 'buy', price: 1250 } as const;

/** Writes a book of a date with its allotment, and gives the folder and the entries that record both. */
function recorded(asOf: string, { simulated = false, isAllotted = true } = {}) {
  const pool = poolOrders(
    [
      { ...order, client: '=C1', quantity: 60 },
      { ...order, client: 'C<2>', quantity: 45 },
    ],
    { asOf, participation: 0.2, tradedValue: () => null },
  );
  const book: BookResult = {
    schema: 'trrm.book/1',
    simulated,
    asOf,
    root: merkleRoot([]),
    models: [],
    lists: [],
    clients: [],
    failed: [],
    closed: [],
    pool,
    problems: [],
  };
  const to = join(folder, `${asOf}${simulated ? '-simulated' : ''}`);
  mkdirSync(to);
  const write = (name: string, value: unknown): string => {
    const text = canonicalJson(value);
    writeFileSync(join(to, name), text);
    return sha256(text);
  };
  const entry = (kind: 'book' | 'allotment', payload: object, sha: string) =>
    ({
      kind,
      seq: 7,
      asOf,
      payload: { root: book.root, ...payload },
      files: [{ name: `${kind}.json`, sha256: sha }],
    }) as unknown as AttachedEntry;
  const sha = write('book.json', book);
  const entries = [entry('book', { book: sha }, sha)];
  if (!isAllotted) return { to, entries };
  const fills = [{ order: pool[0]!.order, quantity: 52, price: 1249.5, charges: 1234 }];
  const allotment = allocateBook(book, { fills, deviations: [], deviationsFile: '' });
  return { to, entries: [...entries, entry('allotment', {}, write('allotment.json', allotment))] };
}

test('books that are as recorded are compared, by date, on a terminal, a page and in a table', () => {
  const [april, march] = [recorded('2025-04-30'), recorded('2025-03-31')];
  const fairness = fairnessOfBooks([april.to, march.to], [...april.entries, ...march.entries]);
  expect(fairness.sources.map((s) => [s.asOf, s.entry])).toEqual([
    ['2025-03-31', 7],
    ['2025-04-30', 7],
  ]);
  // 52 of 105: 30 of 60 and 22 of 45, twice.
  expect(fairness.clients.map((c) => [c.client, c.filled, c.wanted])).toEqual([
    ['C<2>', 44, 90],
    ['=C1', 60, 120],
  ]);
  expect(renderPeriodFairness(fairness)).toContain('C&lt;2&gt;, Mar\u00a02025');
  expect(periodFairnessCsv(fairness).split('\r\n')[3]).toMatch(/^'=C1,2025-03,1,60,30,0\.5,/);
  const lines = periodFairnessText(fairness, []).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('a client whose roundings are unusual is named first on the page', () => {
  const march = recorded('2025-03-31');
  const fair = fairnessOfBooks([march.to], march.entries);
  const luck = { orders: 90, score: 6.2, probability: 6e-10, adjusted: 1.2e-9 };
  const unfair: BooksFairness = {
    ...fair,
    clients: fair.clients.map((c, i) => (i === 0 ? { ...c, luck } : c)),
  };
  expect(renderPeriodFairness(fair)).not.toContain('Unusual roundings');
  expect(renderPeriodFairness(unfair)).toContain('Unusual roundings');
  expect(periodFairnessText(unfair, [])).toContain('(gained, +6.2)');
});

test.each([
  ['given twice', () => [recorded('2025-03-31')].flatMap((b) => [b, b]), 'The folder is given twice'],
  [
    'without an allotment',
    () => [recorded('2025-03-31', { isAllotted: false })],
    'The book has no allotment',
  ],
  [
    'of another market',
    () => [recorded('2025-03-31'), recorded('2025-04-30', { simulated: true })],
    'not of the simulated market',
  ],
  [
    'whose ledger has no allotment of it',
    () => [recorded('2025-03-31')].map((b) => ({ ...b, entries: b.entries.slice(0, 1) })),
    'The ledger has no allotment of this book',
  ],
  [
    'whose allotment was changed',
    () =>
      [recorded('2025-03-31')].map((b) => {
        writeFileSync(join(b.to, 'allotment.json'), '{}');
        return b;
      }),
    'allotment.json is not that of ledger entry 7',
  ],
  [
    'that was changed',
    () =>
      [recorded('2025-03-31')].map((b) => ({
        ...b,
        entries: b.entries.map(
          (e) => ({ ...e, payload: { ...e.payload, book: 'f'.repeat(64) } }) as AttachedEntry,
        ),
      })),
    'The ledger has no book with this root and book.json',
  ],
])('a book %s is refused', (_, books, message) => {
  const given = books();
  expect(() =>
    fairnessOfBooks(
      given.map((b) => b.to),
      given.flatMap((b) => b.entries),
    ),
  ).toThrow(message);
});
