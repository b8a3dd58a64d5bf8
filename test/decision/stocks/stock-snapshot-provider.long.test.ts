import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLEEVES } from '../../../allocations/positions.ts';
import type { StockSnapshotResult } from '../../../src/decision/stocks/stock-snapshot-provider.ts';
import { day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import type { Problem } from '../../../src/market/problem.ts';
import { readModelStore } from '../../../src/risk/store/model-store.ts';
import { isCovered } from '../../../src/risk/snapshot.ts';
import { cachedBuild, snapshotOf, type SmallStore, smallStore } from './store.fixture.ts';

/** Two month-ends, and the last day of the files, a Sunday. */
const [BEFORE, AS_OF, LAST] = [day('2023-11-30'), day('2023-12-29'), day('2024-03-31')];
const LAST_SESSION = day('2024-03-28');

let small: SmallStore;
let fresh: StockSnapshotResult;

beforeAll(async () => {
  small = await smallStore();
  fresh = await snapshotOf(small.store, { asOf: AS_OF });
});
afterAll(() => small.remove());

/** JSON in which every number, NaN included, is exact. */
const written = (knowledge: StockSnapshotResult): string =>
  JSON.stringify(knowledge, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array, String).join() : value,
  );
const isSame = (a: StockSnapshotResult, b: StockSnapshotResult): boolean => written(a) === written(b);
const place = (name: string): string => {
  const folder = join(small.folder, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};

test('a snapshot has covered stocks, weights that sum to 1, and prices of the close', () => {
  const { snapshot, manifest } = fresh;
  const sum = (of: readonly { readonly weight: number }[]): number => of.reduce((s, h) => s + h.weight, 0);
  expect(snapshot!.day).toBe(AS_OF);
  expect(sum(snapshot!.market)).toBeCloseTo(1, 12);
  expect(snapshot!.market.every((h) => isCovered(snapshot!.riskModel, h.issuer))).toBe(true);
  const held = SLEEVES.flatMap((id) => snapshot!.sleeves[id] ?? []);
  expect(held.length).toBeGreaterThan(4);
  for (const { holdings, levels } of held) {
    expect(sum(holdings)).toBeCloseTo(1, 12);
    expect(levels.day.at(-1)).toBe(AS_OF);
    expect(holdings.every((h) => snapshot!.price[h.issuer]! > 0)).toBe(true);
  }
  expect(manifest).toMatchObject({
    issuers: snapshot!.issuers.length,
    first: '2022-04-01',
    last: '2023-12-29',
  });
});

test('prices and median traded values match the bhavcopies', () => {
  const lines = readFileSync(join(small.folder, 'files', 'SIMULATED cm2023bhav.csv'), 'utf8').split('\n');
  const { issuers, price, tradedValue } = fresh.snapshot!;
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

describe('a snapshot has the same bits', () => {
  test('from models built for a later day, without building again', async () => {
    const folder = place('later');
    await snapshotOf(small.store, { asOf: LAST, options: cachedBuild(folder) });
    const reading = cachedBuild(folder, false);
    expect(isSame(await snapshotOf(small.store, { asOf: AS_OF, options: reading }), fresh)).toBe(true);
    expect(reading.steps).toBe(0);
  });

  test('from models of an earlier day that are extended', async () => {
    const folder = place('grown');
    await snapshotOf(small.store, { asOf: day('2023-12-28'), options: cachedBuild(folder) });
    expect(isSame(await snapshotOf(small.store, { asOf: AS_OF, options: cachedBuild(folder) }), fresh)).toBe(
      true,
    );
    expect(readModelStore(join(folder, 'inec1')).sessions.at(-1)!.day).toBe(AS_OF);
  });

  test('from cached models that were tampered with, which are reported and built again', async () => {
    const folder = place('tampered');
    await snapshotOf(small.store, { asOf: AS_OF, options: cachedBuild(folder) });
    const { file, sessions } = readModelStore(join(folder, 'inec1'));
    for (const [name, at] of [
      ['sleeves.json', 100_000],
      [join('inec1', file), sessions.at(-1)!.at + 800],
    ] as const) {
      const bytes = readFileSync(join(folder, name));
      bytes[at]! ^= 1;
      writeFileSync(join(folder, name), bytes);
    }
    const warnings: Problem[] = [];
    const options = { ...cachedBuild(folder), warn: (p: Problem) => void warnings.push(p) };
    expect(isSame(await snapshotOf(small.store, { asOf: AS_OF, options }), fresh)).toBe(true);
    expect(warnings.map(({ code, severity }) => [severity, code])).toEqual([
      ['warning', 'risk-model-damaged'],
      ['warning', 'sleeves-damaged'],
    ]);
    const reading = cachedBuild(folder, false);
    expect(isSame(await snapshotOf(small.store, { asOf: AS_OF, options: reading }), fresh)).toBe(true);
    expect(reading.steps).toBe(0);
  });

  test('for the previous month-end, within a run or on its own', async () => {
    const alone = await snapshotOf(small.store, { asOf: BEFORE });
    expect(isSame(await snapshotOf(small.store, { asOf: AS_OF, at: BEFORE }), alone)).toBe(true);
    const kept = await snapshotOf(small.store, {
      asOf: AS_OF,
      at: BEFORE,
      options: cachedBuild(place('later')),
    });
    expect(isSame(kept, alone)).toBe(true);
  });

  test('in the middle of a month, which the cached sleeves do not cover; newer cached models are kept', async () => {
    const [asOf, folder] = [day('2023-12-14'), place('later')];
    const kept = await snapshotOf(small.store, { asOf, options: cachedBuild(folder) });
    expect(isSame(kept, await snapshotOf(small.store, { asOf }))).toBe(true);
    expect(readModelStore(join(folder, 'inec1')).sessions.at(-1)!.day).toBe(LAST_SESSION);
  });
});

test('stale or too few prices give no snapshot, and a problem says so', async () => {
  const stale = await snapshotOf(small.store, { asOf: day('2024-05-31') });
  expect([stale.snapshot, stale.manifest, stale.problems.map((p) => p.code)]).toEqual([
    null,
    null,
    ['stale-stocks'],
  ]);
  const few = await snapshotOf(small.store, { asOf: day('2022-08-31') });
  expect([few.snapshot, few.problems.map((p) => p.code)]).toEqual([null, ['stock-history-too-short']]);
  const none = await snapshotOf(small.store, { asOf: day('2022-03-31') });
  expect(none).toEqual({ snapshot: null, manifest: null, problems: [] });
});

test('models built from other imports are not used', async () => {
  const { snapshot: reading } = readModelStore(join(place('later'), 'inec1'));
  const wanted = (await small.store.dataSnapshot({ asOf: AS_OF }))!;
  expect(await small.store.snapshotsAgree(reading, wanted, AS_OF)).toBe(true);
  const elsewhere = { ...reading, imports: wanted.imports.replaceAll(/\d/g, '0') };
  expect(await small.store.snapshotsAgree(elsewhere, wanted, AS_OF)).toBe(false);
});

describe('after a past price is restated', () => {
  const RESTATED = day('2024-04-10');
  let imports: number;

  beforeAll(async () => {
    imports = await small.store.lastImport();
    const [header, ...lines] = readFileSync(
      join(small.folder, 'files', 'SIMULATED cm2023bhav.csv'),
      'utf8',
    ).split('\n');
    const cells = lines.find((line) => line.includes('14-JUN-2023'))!.split(',');
    // Within the range of the day, like a corrected close.
    cells[5] = cells[6] = String((Number(cells[3]) + Number(cells[4])) / 2);
    const file = join(small.folder, 'SIMULATED cm2023restated.csv');
    writeFileSync(file, `${header}\n${cells.join(',')}\n`);
    const report = await importPaths(small.store, [file], { today: RESTATED });
    if (report.stored !== 1) throw new Error(`${report.stored} rows stored`);
  });

  test('a run as of before does not see it, and uses the cached models', async () => {
    const options = cachedBuild(place('later'), false);
    const again = await snapshotOf(small.store, { asOf: AS_OF, options });
    expect(options.steps).toBe(0);
    expect(isSame(again, { ...fresh, manifest: again.manifest })).toBe(true);
    const without = await snapshotOf(small.store, { asOf: AS_OF, throughImport: imports, options });
    expect(isSame(without, fresh)).toBe(true);
  });

  test('a run as of after does not use the older models', async () => {
    const options = cachedBuild(place('later'), false);
    await snapshotOf(small.store, { asOf: day('2024-04-05'), options });
    expect(options.steps).toBe(0);
    const after = await snapshotOf(small.store, { asOf: RESTATED, options });
    expect(after.problems.map((p) => p.code)).toEqual(['stale-stocks']);
    const reading = (await small.store.dataSnapshot({ asOf: RESTATED }))!;
    const record = readModelStore(join(place('later'), 'inec1')).snapshot;
    expect(await small.store.snapshotsAgree(record, reading, LAST)).toBe(false);
    // Up to the day before the restated one they agree.
    expect(await small.store.snapshotsAgree(record, reading, day('2023-06-13'))).toBe(true);
  });
});
