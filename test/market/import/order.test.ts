import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import { simulateMarket } from '../../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../../fixtures/write.ts';
import { day, type Day } from '../../../src/market/day.ts';
import { futuresOn } from '../../../src/market/futures.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import { openStore } from '../../../src/market/store/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'trrm-order-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEYS: readonly SeriesKey[] = ['nifty-50.close', 'nifty-50.pe', 'us-vix.close', 'nifty-50.near'];
const AS_OF = day('2023-06-30');
const TODAY = day('2023-07-01');
let stores = 0;

/** Everything that a decision reads from a store into which the files were imported in this order. */
async function readingsOf(batches: readonly (readonly string[])[]): Promise<string> {
  const file = join(folder, `${stores++}.duckdb`);
  const store = await openStore(file, { purpose: 'test', mode: 'create' });
  for (const files of batches) await importPaths(store, files, { today: TODAY });
  const market = await store.load(KEYS);
  const stocks = await store.stocks({ from: day('2023-01-01'), to: AS_OF, asOf: AS_OF });
  const slices: unknown[] = [];
  for await (const slice of stocks.slices()) slices.push(structuredClone(slice));
  const days = [...market.view(AS_OF).column('nifty-50.near').observedOn] as Day[];
  const futures = await store.futures('nifty-50', { days });
  const { imports: _, ...snapshot } = (await store.dataSnapshot({ asOf: AS_OF }))!;
  const found = {
    snapshot,
    vintage: (await store.vintages({ days: [AS_OF] })).get(AS_OF)!,
    stockVintage: (await store.stockVintages({ days: [AS_OF] })).get(AS_OF)!,
    series: KEYS.map((key) => market.view(AS_OF).column(key)),
    futures: days.map((on) => futuresOn(futures, on)),
    issuers: stocks.issuers,
    facts: stocks.facts,
    problems: stocks.problems(),
    slices,
  };
  await store.close();
  rmSync(file);
  return JSON.stringify(found, (__, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Array.from(value as Float64Array, String).join()
      : value instanceof Map
        ? [...value]
        : value,
  );
}

test('the same files in any order, in one import or several, give a decision the same inputs', async () => {
  const period = { seed: 9, from: '2023-04-03', to: '2023-06-30' };
  const files = [
    ...(await writeSimulatedMarket(simulateMarket(period), folder)),
    ...(await writeSimulatedEquities(simulateEquities({ ...period, issuers: 8 }), folder)),
  ];
  const expected = await readingsOf([files]);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(files, { minLength: files.length }),
      fc.nat(files.length),
      async (order, cut) => {
        expect(
          (await readingsOf([order.slice(0, cut), order.slice(cut)].filter((b) => b.length > 0))) ===
            expected,
        ).toBe(true);
      },
    ),
    { numRuns: 5 },
  );
}, 60_000);
