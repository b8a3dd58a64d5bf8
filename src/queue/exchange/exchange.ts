import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../market/files/sha256.ts';
import { makeFolder } from '../../market/files/make-folder.ts';
import { replaceFile } from '../../market/files/replace-file.ts';
import { settle } from '../../snapshot/make-snapshot.ts';
import type { OpenedSnapshot } from '../../snapshot/open-snapshot.ts';

/*
 * The folder through which a coordinator and its workers exchange files, on a disk that both see or served by the coordinator:
 * `snapshots/ID/…` and `inputs/HASH`, which the coordinator writes and workers read by hash, and `results/WORKER/JOB.…`, where each
 * worker writes into its own folder.
 */

export const SNAPSHOTS = 'snapshots';
export const INPUTS = 'inputs';
export const RESULTS = 'results';

/** Name of the result of a job. */
export const resultName = (job: string, extension: string): string => `${job}.${extension}`;

/** Puts a snapshot into the exchange. */
export function publishSnapshot(
  exchange: string,
  { id, folder }: Pick<OpenedSnapshot, 'id' | 'folder'>,
): void {
  const snapshots = join(exchange, SNAPSHOTS);
  makeFolder(snapshots);
  if (existsSync(join(snapshots, id))) return;
  const draft = mkdtempSync(join(snapshots, '.copying-'));
  try {
    cpSync(folder, draft, { recursive: true });
    settle(draft, join(snapshots, id));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Puts what jobs are run with into the exchange. @returns the hash under which workers find it. */
export function publishInput(exchange: string, content: string | Uint8Array): string {
  makeFolder(join(exchange, RESULTS));
  makeFolder(join(exchange, INPUTS));
  const hash = sha256(content);
  replaceFile(join(exchange, INPUTS, hash), content);
  return hash;
}

export const removeInput = (exchange: string, hash: string): void =>
  rmSync(join(exchange, INPUTS, hash), { force: true });

/** Results in the exchange by name, from whichever worker. Results of equal name are equal. */
export function resultsInExchange(exchange: string): ReadonlyMap<string, string> {
  const results = join(exchange, RESULTS);
  const found = new Map<string, string>();
  for (const worker of existsSync(results) ? readdirSync(results) : [])
    for (const name of readdirSync(join(results, worker))) found.set(name, join(results, worker, name));
  return found;
}

/** Copies a result to its place at once. */
export function takeResult(from: string, to: string): void {
  const draft = `${to}.${process.pid}.new`;
  copyFileSync(from, draft);
  renameSync(draft, to);
}
