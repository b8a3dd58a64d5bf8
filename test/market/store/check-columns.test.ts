import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openStore } from '../../../src/market/store/store.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trrm-columns-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a store whose tables another program changed', () => {
  test.each([
    [
      'a renamed column',
      'ALTER TABLE bar RENAME COLUMN close TO last',
      /has no column close in its table bar/,
    ],
    ['a dropped column', 'ALTER TABLE bar DROP COLUMN line', /has no column line in its table bar/],
    ['a dropped table', 'DROP TABLE bar', /has no table bar/],
  ])('with %s is refused by name when it is opened', async (_, change, message) => {
    const file = join(folder, 'market.duckdb');
    await (await openStore(file, { mode: 'create' })).close();
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    await connection.run(change);
    connection.closeSync();
    instance.closeSync();
    for (const mode of ['existing', 'read'] as const)
      await expect(openStore(file, { mode })).rejects.toThrow(message);
  });
});
