import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { day } from '../../src/market/day.ts';
import { importPaths } from '../../src/market/import/import.ts';
import type { ImportOptions } from '../../src/market/import/import-options.ts';
import type { FileReport, ImportReport } from '../../src/market/import/reporting/import-report.ts';
import { openStore, type Store } from '../../src/market/store/store.ts';

export const NATIVE = join(__dirname, '../../fixtures/native');
export const native = (name: string): string => join(NATIVE, name);

export interface Workplace {
  readonly folder: string;
  readonly store: Store;
  /** Writes a file into the folder and returns its path. */
  readonly file: (name: string, content: string | Uint8Array) => string;
  /** Imports, as of the end of January 2026 unless another day is given. */
  readonly take: (paths: readonly string[], options?: Partial<ImportOptions>) => Promise<ImportReport>;
  /** Imports one file and returns what became of it. */
  readonly takeOne: (path: string, options?: Partial<ImportOptions>) => Promise<FileReport>;
}

/** Runs a test with an empty store in a folder of its own, and removes both. */
export async function inWorkplace(test: (at: Workplace) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-test-'));
  const store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test', mode: 'create' });
  const take = (paths: readonly string[], options: Partial<ImportOptions> = {}): Promise<ImportReport> =>
    importPaths(store, paths, { today: day('2026-01-31'), ...options });
  try {
    await test({
      folder,
      store,
      file: (name, content) => {
        const path = join(folder, name);
        writeFileSync(path, content);
        return path;
      },
      take,
      takeOne: async (path, options) => (await take([path], options)).files[0]!,
    });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `name: rowsRead = stored + unchanged + rejected`, for comparing at a glance. */
export const sum = (f: FileReport): string =>
  `${basename(f.path)}: ${f.rowsRead} = ${f.stored} + ${f.unchanged} + ${f.rejected}`;

export const addsUp = (f: FileReport): boolean => f.rowsRead === f.stored + f.unchanged + f.rejected;

export const codes = (f: FileReport): string[] => f.problems.map((p) => p.code);
