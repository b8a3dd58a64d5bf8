import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLEEVES } from '../../../allocations/positions.ts';
import type { ShareKnowledge } from '../../../src/decision/stocks/stock-snapshot-provider.ts';
import { day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { readRecord } from '../../../src/risk/store/model-store.ts';
import { isCovered } from '../../../src/risk/snapshot.ts';
import { keeping, known, type SmallStore, smallStore } from './store.fixture.ts';

/** Two month-ends, and the last day of the files, a Sunday. */
const [BEFORE, AS_OF, LAST] = [day('2023-11-30'), day('2023-12-29'), day('2024-03-31')];
const LAST_SESSION = day('2024-03-28');

let small: SmallStore;
let anew: ShareKnowledge;

beforeAll(async () => {
  small = await smallStore();
  anew = await known(small.store, { asOf: AS_OF });
}, 120_000);
afterAll(() => small.remove());

/** Every number in the form that reads back the same, NaN included. */
const written = (knowledge: ShareKnowledge): string =>
  JSON.stringify(knowledge, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array, String).join() : value,
  );
const isSame = (a: ShareKnowledge, b: ShareKnowledge): boolean => written(a) === written(b);
const place = (name: string): string => {
  const folder = join(small.folder, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};

test('a basis holds what it says: covered companies, weights that sum to one, prices of the close', () => {
  const { basis, mark } = anew;
  const sum = (of: readonly { readonly weight: number }[]): number => of.reduce((s, h) => s + h.weight, 0);
  expect(basis!.day).toBe(AS_OF);
  expect(sum(basis!.market)).toBeCloseTo(1, 12);
  expect(basis!.market.every((h) => isCovered(basis!.snapshot, h.issuer))).toBe(true);
  const held = SLEEVES.flatMap((id) => basis!.sleeves[id] ?? []);
  expect(held.length).toBeGreaterThan(4);
  for (const { holdings, levels } of held) {
    expect(sum(holdings)).toBeCloseTo(1, 12);
    expect(levels.day.at(-1)).toBe(AS_OF);
    expect(holdings.every((h) => basis!.price[h.issuer]! > 0)).toBe(true);
  }
  expect(mark).toMatchObject({ issuers: basis!.issuers.length, first: '2022-04-01', last: '2023-12-29' });
});

test('prices and median traded values are those of the bhavcopies', () => {
  const lines = readFileSync(join(small.folder, 'files', 'SIMULATED cm2023bhav.csv'), 'utf8').split('\n');
  const { issuers, price, tradedValue } = anew.basis!;
  const rows = lines.slice(1).map((line) => line.split(','));
  const days = [...new Set(rows.map((r) => r[10]))].slice(-22, -1);
  expect(days.at(-1)).toBe('29-DEC-2023');
  let seen = 0;
  for (const [i, { symbol }] of issuers.entries()) {
    const own = rows.filter((r) => r[0] === symbol && days.includes(r[10]));
    if (own.length !== 21) continue;
    const values = own.map((r) => Number(r[9])).toSorted((a, b) => a - b);
    expect(price[i]).toBe(Number(own.at(-1)![5]));
    expect(tradedValue[i]).toBe(values[10]);
    seen++;
  }
  expect(seen).toBeGreaterThan(20);
});

describe('the same bits', () => {
  test('from what was built for a later day, of which nothing is built again', async () => {
    const folder = place('later');
    await known(small.store, { asOf: LAST, building: keeping(folder) });
    const reading = keeping(folder, false);
    expect(isSame(await known(small.store, { asOf: AS_OF, building: reading }), anew)).toBe(true);
    expect(reading.steps).toBe(0);
  });

  test('from what was built for an earlier day and gone on with', async () => {
    const folder = place('grown');
    await known(small.store, { asOf: day('2023-12-28'), building: keeping(folder) });
    expect(isSame(await known(small.store, { asOf: AS_OF, building: keeping(folder) }), anew)).toBe(true);
    expect(readRecord(join(folder, 'inec1')).sessions.at(-1)!.day).toBe(AS_OF);
  });

  test('for the month-end before, in passing or on its own', async () => {
    const alone = await known(small.store, { asOf: BEFORE });
    expect(isSame(await known(small.store, { asOf: AS_OF, at: BEFORE }), alone)).toBe(true);
    const kept = await known(small.store, { asOf: AS_OF, at: BEFORE, building: keeping(place('later')) });
    expect(isSame(kept, alone)).toBe(true);
  });

  test('in the middle of a month, which no record of the sleeves knows; what has seen more is not put back', async () => {
    const [asOf, folder] = [day('2023-12-14'), place('later')];
    const kept = await known(small.store, { asOf, building: keeping(folder) });
    expect(isSame(kept, await known(small.store, { asOf }))).toBe(true);
    expect(readRecord(join(folder, 'inec1')).sessions.at(-1)!.day).toBe(LAST_SESSION);
  });
});

test('prices that end long before the date, or are few, serve nothing, and a problem says so', async () => {
  const stale = await known(small.store, { asOf: day('2024-05-31') });
  expect([stale.basis, stale.mark, stale.problems.map((p) => p.code)]).toEqual([
    null,
    null,
    ['stale-shares'],
  ]);
  const few = await known(small.store, { asOf: day('2022-08-31') });
  expect([few.basis, few.problems.map((p) => p.code)]).toEqual([null, ['shares-too-short']]);
  const none = await known(small.store, { asOf: day('2022-03-31') });
  expect(none).toEqual({ basis: null, mark: null, problems: [] });
});

test('what was built of other imports is not taken', async () => {
  const { reading } = readRecord(join(place('later'), 'inec1'));
  const wanted = (await small.store.shareReading({ asOf: AS_OF }))!;
  expect(await small.store.sharesAgree(reading, wanted, AS_OF)).toBe(true);
  const elsewhere = { ...reading, imports: wanted.imports.replaceAll(/\d/g, '0') };
  expect(await small.store.sharesAgree(elsewhere, wanted, AS_OF)).toBe(false);
});

describe('after a price of the past has been told differently', () => {
  const RESTATED = day('2024-04-10');
  let imports: number;

  beforeAll(async () => {
    imports = await small.store.lastImport();
    const [header, ...lines] = readFileSync(
      join(small.folder, 'files', 'SIMULATED cm2023bhav.csv'),
      'utf8',
    ).split('\n');
    const cells = lines.find((line) => line.includes('14-JUN-2023'))!.split(',');
    // Within the day's range, as another close of the same session would be.
    cells[5] = cells[6] = String((Number(cells[3]) + Number(cells[4])) / 2);
    const file = join(small.folder, 'SIMULATED cm2023restated.csv');
    writeFileSync(file, `${header}\n${cells.join(',')}\n`);
    const report = await importPaths(small.store, [file], { today: RESTATED });
    if (report.stored !== 1) throw new Error(`${report.stored} rows stored`);
  });

  test('a run of before sees nothing of it, and takes what was built', async () => {
    const building = keeping(place('later'), false);
    const again = await known(small.store, { asOf: AS_OF, building });
    expect(building.steps).toBe(0);
    expect(isSame(again, { ...anew, mark: again.mark })).toBe(true);
    const without = await known(small.store, { asOf: AS_OF, throughImport: imports, building });
    expect(isSame(without, anew)).toBe(true);
  });

  test('a run of after does not take what was built before', async () => {
    const building = keeping(place('later'), false);
    await known(small.store, { asOf: day('2024-04-05'), building });
    expect(building.steps).toBe(0);
    const after = await known(small.store, { asOf: RESTATED, building });
    expect(after.problems.map((p) => p.code)).toEqual(['stale-shares']);
    const reading = (await small.store.shareReading({ asOf: RESTATED }))!;
    const record = readRecord(join(place('later'), 'inec1')).reading;
    expect(await small.store.sharesAgree(record, reading, LAST)).toBe(false);
    // Up to the day before the one told differently they are the same.
    expect(await small.store.sharesAgree(record, reading, day('2023-06-13'))).toBe(true);
  });
});
