import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archivePack } from '../../../src/decision/packs/pack-archive.ts';
import { type Disk, DISK, type FileContent, hashOfFile } from '../../../src/decision/publish/disk.ts';
import { publishSet } from '../../../src/decision/publish/publish-set.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contents: Readonly<Record<string, FileContent>> = {
  'pack.html': '<!doctype html>'.repeat(100),
  'pack.json': '{}\n',
  'pack.xlsx': Uint8Array.from({ length: 500 }, (_, i) => i % 251),
  'pack.pdf': '%PDF'.repeat(100),
};

/** A disk that is full at the given write: half of the file is there, and the system says so. */
function fullDisk(
  at: number,
  when: 'write' | 'flush',
): { readonly disk: Disk; readonly wasFull: () => boolean } {
  let step = 0;
  let full = false;
  const noSpace = (path: string): Error => {
    full = true;
    return Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write', path });
  };
  return {
    disk: {
      write: (file, content) => {
        if (when === 'flush' || step++ !== at) return DISK.write(file, content);
        writeFileSync(file, content.slice(0, content.length >> 1));
        throw noSpace(file);
      },
      flush: (files) => {
        if (when === 'flush' && step++ === at) return Promise.reject(noSpace(files[0]!));
        return Promise.resolve();
      },
      rename: (from, to) => DISK.rename(from, to),
    },
    wasFull: () => full,
  };
}

/** Publishes a pack as `trrm pack` does; the ledger's entry is written after the archive. */
async function makePack(disk: Disk): Promise<{ readonly isRecorded: boolean; readonly error: unknown }> {
  let isRecorded = false;
  const error: unknown = await publishSet(
    join(folder, 'out'),
    { set: 'pack', asOf: '2025-03-31', decision: null, contents },
    {
      disk,
      record: async () => {
        await archivePack(join(folder, 'market.duckdb'), contents, disk);
        isRecorded = true;
        return 1;
      },
    },
  ).then(
    () => null,
    (refused: unknown) => refused,
  );
  return { isRecorded, error };
}

const filesOf = (name: string): string[] => {
  try {
    return readdirSync(join(folder, name)).sort();
  } catch {
    return [];
  }
};

describe('a pack on a full disk', () => {
  test.each(['write', 'flush'] as const)(
    'leaves nothing half-named, wherever a %s fails, and is made whole once there is room',
    async (when) => {
      let failures = 0;
      for (let step = 0; ; step++) {
        const { disk, wasFull } = fullDisk(step, when);
        const { isRecorded, error } = await makePack(disk);
        if (!wasFull()) {
          expect([isRecorded, error]).toEqual([true, null]);
          break;
        }
        failures++;
        expect((error as Error).message).toMatch(/[Nn]o space|full/);
        // Nothing is published, and what lies beside the store under a hash has that hash.
        expect(filesOf('out')).toEqual([]);
        for (const name of filesOf('packs'))
          expect(hashOfFile(join(folder, 'packs', name))).toBe(name.slice(0, name.indexOf('.')));
        // Recorded only after all of it was archived.
        expect(isRecorded).toBe(filesOf('packs').length === 3);
        rmSync(join(folder, 'packs'), { recursive: true, force: true });
      }
      // Four files and the manifest, and three beside the store; flushed in one go, one by one, and the manifest.
      expect(failures).toBe(when === 'write' ? 8 : 5);
      expect(filesOf('out')).toEqual([...Object.keys(contents), 'pack.manifest.json'].sort());
      expect(filesOf('packs')).toHaveLength(3);
    },
  );
});
