import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../src/market/day.ts';
import { importPaths } from '../src/market/import/import.ts';
import { openStore, type Store } from '../src/market/store/store.ts';

export interface TempStore {
  readonly folder: string;
  readonly store: Store;
  readonly remove: () => Promise<void>;
}

/** A new store in a temporary folder with the given files imported. Throws if one is not imported in full. */
export async function storeOf(paths: readonly string[], today = '2026-01-01'): Promise<TempStore> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-'));
  const store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test', mode: 'create' });
  if (paths.length > 0) {
    const report = await importPaths(store, paths, { today: day(today) });
    const failed = report.files.filter((f) => f.outcome !== 'imported');
    if (failed.length > 0) throw new Error(`not imported: ${JSON.stringify(failed, null, 1)}`);
  }
  return {
    folder,
    store,
    remove: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
