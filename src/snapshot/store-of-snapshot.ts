import { existsSync, linkSync, rmSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { basename, dirname, join } from 'node:path';
import { literal } from '../market/store/sql.ts';
import { TABLE_SCHEMAS } from '../market/store/rows.ts';
import { openStore, type Store } from '../market/store/store.ts';
import { SNAPSHOT_KINDS } from './make-snapshot.ts';
import type { OpenedSnapshot } from './open-snapshot.ts';

/**
 * A store with the rows of a snapshot, for what reads more than index series: a back-test, models of stocks. It is built once,
 * beside the snapshot, and opened by any number of readers.
 */
export async function storeOfSnapshot(
  snapshot: Pick<OpenedSnapshot, 'id' | 'folder' | 'manifest'>,
  purpose: string,
): Promise<Store> {
  const file = join(dirname(snapshot.folder), `${basename(snapshot.folder)}.duckdb`);
  if (!existsSync(file)) await buildStore(snapshot, file);
  return openStore(file, { purpose, mode: 'read' });
}

async function buildStore({ folder, manifest }: Pick<OpenedSnapshot, 'folder' | 'manifest'>, file: string) {
  const draft = `${file}.${process.pid}-${threadId}`;
  rmSync(draft, { force: true });
  const store = await openStore(draft, { purpose: 'building the store of a snapshot', mode: 'create' });
  try {
    await store.transaction(async (connection) => {
      for (const table of [...SNAPSHOT_KINDS.map((kind) => TABLE_SCHEMAS[kind].table), 'import_file']) {
        const name = `${table}.parquet`;
        if (!manifest.files.some((f) => f.name === name)) continue;
        await connection.run(
          `INSERT INTO ${table} BY NAME SELECT * FROM read_parquet(${literal(join(folder, name))})`,
        );
      }
    });
  } finally {
    await store.close();
  }
  try {
    // Unlike a rename, a link does not replace the store that another process built in the meantime and may be reading.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
