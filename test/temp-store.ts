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

/** A store of its own in a folder of its own, holding the given files. Throws where one was not taken whole. */
export async function storeOf(paths: readonly string[], today = '2026-01-01'): Promise<TempStore> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-'));
  const store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test', mode: 'create' });
  if (paths.length > 0) {
    const report = await importPaths(store, paths, { today: day(today) });
    const refused = report.files.filter((f) => f.outcome !== 'imported');
    if (refused.length > 0) throw new Error(`not imported: ${JSON.stringify(refused, null, 1)}`);
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
