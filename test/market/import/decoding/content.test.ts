import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openContent } from '../../../../src/market/import/decoding/content.ts';
import { findFiles } from '../../../../src/market/import/reading/find-files.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trrm-content-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sizeOf = async (file: string, onBytes?: (bytes: Buffer) => void): Promise<number> => {
  let size = 0;
  for await (const chunk of (await openContent(file, 'x.csv.gz', onBytes)).bytes) size += chunk.length;
  return size;
};

const packed = (row: string, bytes: number): string => {
  const file = join(folder, 'x.csv.gz');
  writeFileSync(file, gzipSync(row.repeat(Math.ceil(bytes / row.length))));
  return file;
};

const MB = 1024 ** 2;

describe('a packed file', () => {
  test('that grows to hundreds of times its size is refused before it fills time or memory', async () => {
    await expect(sizeOf(packed('01/02/2020,1,1,1,1\n', 80 * MB))).rejects.toThrow(
      'x.csv.gz: it unpacks to more than 50 times its size, as no table of market data does.',
    );
  });

  test('may be as repetitive as it likes while it is small', async () => {
    expect(await sizeOf(packed('01/02/2020,1,1,1,1\n', 10 * MB))).toBeGreaterThanOrEqual(10 * MB);
  });

  test('can be interrupted between any two of its unpacked chunks', async () => {
    const file = packed('01/02/2020,1,1,1,1\n', 40 * MB);
    let calls = 0;
    const stopped = sizeOf(file, () => {
      if (++calls === 5) throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
  });
});

describe('a path to import', () => {
  test('that cannot be read is refused with the reason in words', async () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    mkdirSync(join(folder, 'sub'));
    await expect(findFiles([join(folder, 'none')])).rejects.toThrow('does not exist. Check the spelling');
    await expect(findFiles([join(folder, 'file', 'x')])).rejects.toThrow('A part of its path is a file');
    await expect(findFiles([join(folder, 'loop')])).rejects.toThrow('links lead back to themselves');
    await expect(findFiles([join(folder, 'y'.repeat(300))])).rejects.toThrow('The name is too long.');
    expect(await findFiles([join(folder, 'sub')])).toEqual([]);
  });
});
