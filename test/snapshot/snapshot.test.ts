import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../fixtures/write.ts';
import { engine } from '../../src/decision/engine.ts';
import { day } from '../../src/market/day.ts';
import { rowsOf } from '../../src/market/store/sql.ts';
import { obtainSnapshot } from '../../src/snapshot/cache.ts';
import { makeSnapshot, type MadeSnapshot } from '../../src/snapshot/make-snapshot.ts';
import {
  keysOfSnapshot,
  marketOfSnapshot,
  openSnapshot,
  verifySnapshot,
} from '../../src/snapshot/open-snapshot.ts';
import { storeOfSnapshot } from '../../src/snapshot/store-of-snapshot.ts';
import { storeOf, type TempStore } from '../temp-store.ts';

const KNOWN_BY = day('2019-06-28');
const END = day('2090-01-01');

let folder: string;
let held: TempStore;
let made: MadeSnapshot;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-snapshot-'));
  const files = await writeSimulatedMarket(
    simulateMarket({ from: '2018-10-01', to: '2019-09-30' }),
    join(folder, 'files'),
  );
  held = await storeOf(files);
  made = await makeSnapshot(held.store, { asOf: KNOWN_BY, engine: engine(), into: join(folder, 'made') });
});

afterAll(async () => {
  await held.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('a snapshot is named by its content: the same rows give the same id and the same bytes', async () => {
  const again = await makeSnapshot(held.store, {
    asOf: KNOWN_BY,
    engine: engine(),
    into: join(folder, 'again'),
  });
  expect(again.id).toBe(made.id);
  expect(basename(made.folder)).toBe(made.id);
  const later = await makeSnapshot(held.store, {
    asOf: day('2019-07-01'),
    engine: engine(),
    into: join(folder, 'again'),
  });
  expect(later.id).not.toBe(made.id);
});

test('no row known after its day is in a snapshot, and every row known by it is', async () => {
  const opened = openSnapshot(made.folder, made.id);
  const keys = keysOfSnapshot(opened);
  const [there, here] = [await held.store.load(keys), marketOfSnapshot(opened)];
  expect(keys.length).toBeGreaterThan(20);
  for (const key of keys) {
    const column = here.view(END).column(key);
    expect(Math.max(...column.knownOn)).toBeLessThanOrEqual(KNOWN_BY);
    expect(column).toEqual(there.view(KNOWN_BY).column(key));
  }
  const store = await storeOfSnapshot(opened, 'test');
  const [row] = await store.transaction((c) =>
    rowsOf<[string, number]>(c, 'SELECT max(known_on)::VARCHAR, count(*)::INTEGER FROM bar'),
  );
  await store.close();
  expect(row![0] <= '2019-06-28').toBe(true);
  expect(row![1]).toBeGreaterThan(500);
});

test('the series are in shared memory', () => {
  expect(openSnapshot(made.folder, made.id).data).toBeInstanceOf(SharedArrayBuffer);
});

test('a snapshot is fetched from a shared folder by its hash; of two fetchers one copy stays', async () => {
  const cache = join(folder, 'cache');
  const source = { kind: 'folder', folder: join(folder, 'made') } as const;
  const places = await Promise.all([
    obtainSnapshot(made.id, cache, source),
    obtainSnapshot(made.id, cache, source),
  ]);
  expect(places).toEqual([join(cache, made.id), join(cache, made.id)]);
  expect(readdirSync(cache)).toEqual([made.id]);
  expect(verifySnapshot(join(cache, made.id), made.id)).toEqual(made.manifest);
});

test('a snapshot that was changed at its source is refused, and nothing of it stays', async () => {
  const other = await makeSnapshot(held.store, {
    asOf: day('2019-05-31'),
    engine: engine(),
    into: join(folder, 'bad'),
  });
  appendFileSync(join(other.folder, 'series.bin'), 'x');
  const cache = join(folder, 'cache-of-bad');
  await expect(
    obtainSnapshot(other.id, cache, { kind: 'folder', folder: join(folder, 'bad') }),
  ).rejects.toThrow('series.bin: was fetched with other bytes');
  expect(readdirSync(cache)).toEqual([]);
  expect(() => openSnapshot(other.folder, other.id)).toThrow('series.bin was changed');
});

test('what is not an id, or is nowhere, is refused with what to do', async () => {
  await expect(obtainSnapshot('../etc', folder, null)).rejects.toThrow('is not the id of a snapshot');
  await expect(obtainSnapshot('0'.repeat(64), join(folder, 'none'), null)).rejects.toThrow(
    'trrm snapshot make',
  );
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
