import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates a folder and the folders above it. Node's own recursive creation never returns below a file system that
 * refuses with "does not exist", such as /proc.
 *
 * @throws the operating system's error.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let at = resolve(folder);
  // A path that runs through a file has no status either; creating the first missing folder then says so.
  while (statSync(at, { throwIfNoEntry: false }) === undefined && dirname(at) !== at) {
    missing.push(at);
    at = dirname(at);
  }
  for (const next of missing.reverse()) makeOne(next);
  if (!statSync(at).isDirectory()) mkdirSync(at);
}

/** Another process may create the same folder at the same time. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}
