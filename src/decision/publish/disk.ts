import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { sha256 } from '../../market/files/sha256.ts';

/** What a file holds: text, or the bytes of a format that is not text. */
export type FileContent = string | Uint8Array;

/** The steps of a publication that a full disk, an open file or a kill can stop. */
export interface Disk {
  readonly write: (file: string, content: FileContent) => void;
  /** Flushes files to the disk, all at once: one after the other, each would wait for the disk's journal. */
  readonly flush: (files: readonly string[]) => Promise<void>;
  readonly rename: (from: string, to: string) => void;
}

export const DISK: Disk = {
  write: (file, content) => writeFileSync(file, content),
  flush: async (files) => {
    await Promise.all(files.map(flushFile));
  },
  rename: renameSync,
};

async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Hex SHA-256 of a file; null if it does not exist or is not an ordinary file. */
export function hashOfFile(file: string): string | null {
  try {
    return sha256(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}
