import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../market/files/make-folder.ts';
import { settle } from '../../snapshot/make-snapshot.ts';
import type { OpenedSnapshot } from '../../snapshot/open-snapshot.ts';
import { definitionText, replaceFile } from '../sweep-folder.ts';
import type { SweepDefinition } from '../trials/plan-trials.ts';
import { sweepId } from '../chunks/chunk.ts';
import { partName } from '../chunks/run-chunk.ts';

/*
 * The folder through which a sweep and its workers exchange files, on a disk that both see or served by the sweep:
 * `snapshots/ID/…` and `sweeps/ID.json`, which the sweep writes and workers read by hash, and `results/WORKER/CHUNK.parquet`,
 * where each worker writes into its own folder.
 */

export const SNAPSHOTS = 'snapshots';
export const SWEEPS = 'sweeps';
export const RESULTS = 'results';

/** Puts what workers need into the exchange. */
export function publishForWorkers(
  exchange: string,
  definition: SweepDefinition,
  { id, folder }: Pick<OpenedSnapshot, 'id' | 'folder'>,
): void {
  makeFolder(join(exchange, RESULTS));
  makeFolder(join(exchange, SWEEPS));
  const snapshots = join(exchange, SNAPSHOTS);
  makeFolder(snapshots);
  if (!existsSync(join(snapshots, id))) {
    const draft = mkdtempSync(join(snapshots, '.copying-'));
    try {
      cpSync(folder, draft, { recursive: true });
      settle(draft, join(snapshots, id));
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  replaceFile(join(exchange, SWEEPS, `${sweepId(definition)}.json`), definitionText(definition));
}

/** The part of a chunk in the exchange, from whichever worker; null if there is none. Parts of equal name are equal. */
export function partInExchange(exchange: string, chunk: string): string | null {
  const results = join(exchange, RESULTS);
  for (const worker of existsSync(results) ? readdirSync(results) : []) {
    const file = join(results, worker, partName(chunk));
    if (existsSync(file)) return file;
  }
  return null;
}

/** Copies a part to its place at once. */
export function takePart(from: string, to: string): void {
  const draft = `${to}.${process.pid}.new`;
  copyFileSync(from, draft);
  renameSync(draft, to);
}
