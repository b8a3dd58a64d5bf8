import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { SCHEMA_VERSION } from '../../../src/market/store/migrations.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { native } from '../store.fixture.ts';
import { VERSION_3 } from './version-3.fixture.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trrm-store-'))));
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

const query = async (file: string, ...statements: string[]): Promise<unknown[][]> => {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    let rows: unknown[][] = [];
    for (const statement of statements) rows = await (await connection.run(statement)).getRowsJS();
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

const bar = (series: string, d: string, close: number, line: number): string =>
  `INSERT INTO bar VALUES ('${series}', '${d}', '${d}', 'nse', 1, ${line}, NULL, NULL, NULL, ${close}, NULL, NULL)`;

/** A store of version 3 with an index under two names, an action, and a ledger. */
async function oldStore(): Promise<string> {
  const file = join(folder, 'market.duckdb');
  await query(
    file,
    ...VERSION_3,
    'INSERT INTO store VALUES (3)',
    `INSERT INTO import_file VALUES (1, 'a.csv', repeat('0', 64), '{}', 'nse-index-history', 'nse', false, '2024-01-31', 4, 4, 0, 0)`,
    bar('cnx-500', '2015-11-06', 6700, 2),
    bar('nifty-500', '2015-11-09', 6650, 3),
    bar('nifty200-momentm-30', '2023-12-29', 27000, 4),
    bar('us-vix', '2023-12-29', 12.45, 5),
    `INSERT INTO index_membership VALUES ('INEZZZZ01015', '2014-01-01', '2014-01-01', 'third-party', 1, 6, 'cnx-500', 'joined')`,
    `INSERT INTO corporate_action VALUES ('INEZZZZ01015', '2023-07-10', '2023-07-10', 'third-party', 1, 7, 'bonus', 2, NULL)`,
    'CREATE TABLE ledger (seq INTEGER, document VARCHAR, hash VARCHAR)',
    `INSERT INTO ledger VALUES (1, '{"label":"bullish"}', 'aa'), (2, '{"label":"bearish"}', 'bb')`,
  );
  return file;
}

describe('a store of an earlier version', () => {
  it('is brought up to date where it is, with all its rows, imports and its ledger', async () => {
    const file = await oldStore();
    const before = await query(file, 'SELECT * FROM ledger ORDER BY seq');
    const store = await openStore(file, { mode: 'existing' });
    const { series, imports } = await store.status({ asOf: day('2024-01-31') });
    expect(series.map((s) => [s.series, s.rows])).toEqual([
      ['nifty-500', 2],
      ['nifty200-momentum-30', 1],
      ['us-vix', 1],
    ]);
    expect(imports.map((f) => [f.id, f.name])).toEqual([[1, 'a.csv']]);
    expect(
      (await store.provenance('nifty-500.close', day('2015-11-06'))).map((p) => [p.file, p.line]),
    ).toEqual([['a.csv', 2]]);
    await store.close();
    expect(await query(file, 'SELECT * FROM ledger ORDER BY seq')).toEqual(before);
    expect(await query(file, 'SELECT version FROM store')).toEqual([[SCHEMA_VERSION]]);
    expect(await query(file, 'SELECT action, shares, cost_kept FROM corporate_action')).toEqual([
      ['bonus', 2, null],
    ]);
    expect(await query(file, 'SELECT "index" FROM index_membership')).toEqual([['nifty-500']]);
  });

  it('takes new imports afterwards like a new one', async () => {
    const file = await oldStore();
    const store = await openStore(file, { mode: 'existing' });
    const report = await importPaths(
      store,
      [native('NIFTY200 MOMENTUM 30_Historical_PR_01012020to03012020.csv')],
      { today: day('2026-01-31') },
    );
    expect([report.files[0]!.outcome, report.stored === report.rowsRead]).toEqual(['imported', true]);
    const { series } = await store.status({ asOf: day('2026-01-31') });
    expect(series.find((s) => s.series === 'nifty200-momentum-30')!.rows).toBe(1 + report.stored);
    expect(await store.lastImport()).toBe(2);
    await store.close();
  });

  it('is brought up to date by a command that only reads, too', async () => {
    const file = await oldStore();
    const store = await openStore(file, { mode: 'read' });
    expect(
      (await store.load(['nifty-500.close'])).view(day('2024-01-31')).column('nifty-500.close').value,
    ).toHaveLength(2);
    await store.close();
    expect(await query(file, 'SELECT version FROM store')).toEqual([[SCHEMA_VERSION]]);
  });

  it('of versions that were never published is refused', async () => {
    const file = await oldStore();
    await query(file, 'UPDATE store SET version = 2');
    await expect(openStore(file, { mode: 'existing' })).rejects.toThrow(
      /has store version 2.*Import the files again/,
    );
  });

  it('stays as it is if bringing it up to date fails', async () => {
    const file = await oldStore();
    // A view in the place of a table cannot be altered.
    await query(
      file,
      'ALTER TABLE corporate_action RENAME TO kept',
      'CREATE VIEW corporate_action AS SELECT * FROM kept',
    );
    await expect(openStore(file, { mode: 'existing' })).rejects.toThrow(/modify view/);
    expect(await query(file, 'SELECT version FROM store')).toEqual([[3]]);
    expect(await query(file, `SELECT count(*)::INTEGER FROM bar WHERE series = 'cnx-500'`)).toEqual([[1]]);
  });
});
