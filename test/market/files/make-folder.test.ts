import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../../src/market/files/make-folder.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trrm-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('making a folder', () => {
  test('makes those above it too, and leaves one that exists unchanged', () => {
    const deep = join(folder, 'a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  test('is refused where a part of the path is a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow('ENOTDIR');
    expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST');
  });

  // Node's own recursive creation never returns there.
  test('is refused, and ends, below /proc, where the system has one', () => {
    const refused = existsSync('/proc/self') ? '/proc/trrm/demo/files' : join(folder, 'x'.repeat(300));
    expect(() => makeFolder(refused)).toThrow(/ENOENT|ENAMETOOLONG/);
  });
});
