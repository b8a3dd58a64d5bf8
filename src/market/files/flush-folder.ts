import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Flushes the names in a folder to the disk. Windows has no such call, and refuses to open a folder. */
export function flushFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } catch {
    // Some network file systems refuse it; the files themselves are flushed.
  } finally {
    closeSync(descriptor);
  }
}
