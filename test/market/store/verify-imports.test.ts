import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import { simulateMarket } from '../../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../../fixtures/write.ts';
import { day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { ROW_KINDS, TABLE_SCHEMAS } from '../../../src/market/store/rows.ts';
import { rowsOf } from '../../../src/market/store/sql.ts';
import { openStore, type Store } from '../../../src/market/store/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'trrm-checksum-'));
let store: Store;
beforeAll(async () => {
  const period = { seed: 5, from: '2023-05-02', to: '2023-06-30' };
  const files = join(folder, 'files');
  const paths = [
    ...(await writeSimulatedMarket(simulateMarket(period), files)),
    ...(await writeSimulatedEquities(simulateEquities({ ...period, issuers: 8 }), files)),
  ];
  store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test', mode: 'create' });
  await importPaths(store, paths, { today: day('2023-07-01') });
  // A second import restates a tenth of one file, so that rows of two imports describe the same days.
  const restated = paths.find((path) => path.includes('VIX'))!;
  const lines = readFileSync(restated, 'utf8').split('\n');
  writeFileSync(restated, lines.map((l, i) => (i % 10 === 5 ? l.replace(/\d(\D*)$/, '7$1') : l)).join('\n'));
  await importPaths(store, [restated], { today: day('2023-07-05') });
}, 60_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** What verification finds after a change, which is then undone. */
async function faultsAfter(sql: string): Promise<string[]> {
  let found: string[] = [];
  await store
    .transaction(async (connection) => {
      await connection.run(sql);
      found = (await store.verifyImports()).faults.map(({ message }) => message);
      throw new Error('undo');
    })
    .catch((error: Error) => {
      if (error.message !== 'undo') throw error;
    });
  return found;
}

describe('the checksums of imports', () => {
  test('agree with the rows as they were stored, restatements included', async () => {
    const { imports, rows, faults, withoutChecksum } = await store.verifyImports();
    expect(imports).toBeGreaterThan(20);
    expect(rows).toBeGreaterThan(1000);
    expect([faults, withoutChecksum]).toEqual([[], []]);
  });

  test('show one changed cell in any column of any table', async () => {
    const filled: string[] = [];
    for (const { table, key, values } of ROW_KINDS.map((kind) => TABLE_SCHEMAS[kind])) {
      const count = await store.transaction((c) =>
        rowsOf<[number]>(c, `SELECT count(*)::INTEGER FROM ${table}`),
      );
      if (count[0]![0] === 0) continue;
      filled.push(table);
      const columns = [
        ['series', `series || 'X'`],
        ['observed_on', 'observed_on + 1'],
        ['known_on', 'known_on + 1'],
        ['source', `source || 'X'`],
        ['file', 'file + 1'],
        ['line', 'line + 1'],
        ...[...key, ...values].map(({ name, type }) => [
          `"${name}"`,
          type === 'DATE'
            ? `"${name}" + 1`
            : type === 'VARCHAR'
              ? `coalesce("${name}", '') || 'X'`
              : // The next double, or a figure where there was none.
                `CASE "${name}" WHEN 0 THEN 1 ELSE coalesce("${name}" * (1 + 3e-16), 1) END`,
        ]),
      ];
      for (const [column, changed] of columns) {
        const one = `(SELECT max(rowid) FROM ${table})`;
        const faults = await faultsAfter(`UPDATE ${table} SET ${column} = ${changed} WHERE rowid = ${one}`);
        expect([table, column, faults.length > 0]).toEqual([table, column, true]);
      }
    }
    expect(filled).toEqual(expect.arrayContaining(['bar', 'valuation', 'stock_bar', 'statement', 'future']));
  });

  test('show rows that were removed, added twice, or exchanged their values', async () => {
    const row = `(SELECT min(rowid) FROM stock_bar)`;
    expect(await faultsAfter(`DELETE FROM stock_bar WHERE rowid = ${row}`)).toEqual([
      expect.stringMatching(/^1 of its \d+ rows are missing\.$/),
    ]);
    expect(await faultsAfter(`INSERT INTO stock_bar SELECT * FROM stock_bar WHERE rowid = ${row}`)).toEqual([
      expect.stringMatching(/^1 rows were added to its \d+\.$/),
    ]);
    expect(
      await faultsAfter(`UPDATE stock_bar s SET "close" = o."close" FROM stock_bar o
        WHERE s.rowid IN (0, 1) AND o.rowid = 1 - s.rowid`),
    ).toEqual([expect.stringMatching(/rows were changed/)]);
  });

  test('show a changed or removed line of the log, and a removed checksum', async () => {
    expect(await faultsAfter(`UPDATE import_file SET imported_on = imported_on - 1 WHERE id = 3`)).toEqual([
      expect.stringContaining('its line in the log of imports'),
    ]);
    expect(await faultsAfter(`DELETE FROM import_file WHERE id = 3`)).not.toEqual([]);
    expect(await faultsAfter(`DELETE FROM import_checksum WHERE file = 3`)).toContain(
      'has no checksum, although an earlier import has one.',
    );
  });

  test('are limited to the imports that a decision could see', async () => {
    const last = await store.lastImport();
    const earlier = await store.verifyImports({ throughImport: last - 1 });
    expect(earlier.imports).toBe(last - 1);
    expect(earlier.faults).toEqual([]);
  });

  test('of an earlier version are missing, and this is reported', async () => {
    let found: readonly number[] = [];
    await store
      .transaction(async (connection) => {
        await connection.run('DROP TABLE import_checksum');
        found = (await store.verifyImports()).withoutChecksum;
        throw new Error('undo');
      })
      .catch(() => undefined);
    expect(found).toHaveLength(await store.lastImport());
  });
});
