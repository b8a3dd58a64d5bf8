import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a file at once: a reader finds the old or the new one. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}
