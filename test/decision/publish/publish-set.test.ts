import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Disk, DISK } from '../../../src/decision/publish/disk.ts';
import { manifestName, readManifest } from '../../../src/decision/publish/manifest.ts';
import { type FileSet, publishSet } from '../../../src/decision/publish/publish-set.ts';
import { sha256 } from '../../../src/market/files/sha256.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-publish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const setOf = (mark: string, ...names: string[]): FileSet => ({
  set: 'decision',
  asOf: '2025-03-31',
  decision: sha256(mark),
  contents: Object.fromEntries(names.map((name) => [name, `${name} of ${mark}\n`])),
});
const first = setOf('first', 'decision.json', 'report.html', 'orders.csv');
const second = setOf('second', 'decision.json', 'report.html');

const visible = (): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const manifest = () => readManifest(join(folder, manifestName('decision')));

/** Many publications, without waiting for the disk. */
const UNFLUSHED: Disk = { ...DISK, flush: () => Promise.resolve() };

/** Fails at the given step, as a file held open does; after a kill, every further step fails too. */
function failingDisk(at: number, kind: 'refused' | 'killed'): Disk {
  let step = 0;
  const may = (): void => {
    if (kind === 'killed' ? step++ >= at : step++ === at)
      throw Object.assign(new Error('resource busy'), { code: 'EBUSY', syscall: 'rename', path: folder });
  };
  return {
    ...UNFLUSHED,
    write: (file, text) => {
      may();
      DISK.write(file, text);
    },
    rename: (from, to) => {
      may();
      DISK.rename(from, to);
    },
  };
}

describe('a published set', () => {
  test('is listed in a manifest with as-of day, decision hash, entry and the SHA-256 of each file', async () => {
    const { files } = await publishSet(folder, first, { record: () => Promise.resolve(7) });
    expect(files).toEqual(Object.keys(first.contents).map((name) => join(folder, name)));
    expect(manifest()).toEqual({
      schema: 'trrm-files/1',
      set: 'decision',
      asOf: '2025-03-31',
      decision: first.decision,
      entry: 7,
      files: Object.entries(first.contents).map(([name, text]) => ({
        name,
        bytes: text.length,
        sha256: sha256(text),
      })),
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('replaces the set before it: a file of the earlier run that the new one lacks is removed', async () => {
    await publishSet(folder, first);
    await publishSet(folder, second);
    expect(visible()).toEqual(['decision.json', 'decision.manifest.json', 'report.html']);
    expect(read('report.html')).toBe('report.html of second\n');
  });

  test('leaves the files of the user alone, also one that the user made from a published file', async () => {
    await publishSet(folder, first);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    writeFileSync(join(folder, 'orders.csv'), 'edited');
    const { leftInPlace } = await publishSet(folder, second);
    expect(leftInPlace).toEqual([join(folder, 'orders.csv')]);
    expect(read('orders.csv')).toBe('edited');
    expect(read('notes.txt')).toBe('mine');
  });

  test('is refused where a file of another set has one of its names', async () => {
    await publishSet(folder, first);
    const other: FileSet = { ...second, set: 'what-if', contents: { 'report.html': 'x' } };
    await expect(publishSet(folder, other)).rejects.toThrow(
      'report.html there belongs to another published set: decision as of 31 Mar 2025.',
    );
    await publishSet(folder, { ...other, contents: { 'whatif.json': 'x' } });
    expect(visible()).toContain('what-if.manifest.json');
    expect(visible()).toContain('orders.csv');
  });

  test('is not published where recording it fails', async () => {
    await publishSet(folder, first);
    const failing = publishSet(folder, second, { record: () => Promise.reject(new Error('ledger')) });
    await expect(failing).rejects.toThrow('ledger');
    expect(read('decision.json')).toBe('decision.json of first\n');
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('is refused while another process publishes to the folder', async () => {
    // Process 1 exists on every machine where these tests run.
    mkdirSync(join(folder, `.trrm-publishing-1@${hostname()}`));
    await expect(publishSet(folder, first)).rejects.toThrow('is publishing to it');
  });
});

describe('a failure between two renames', () => {
  test('leaves the previous set complete, and names the entry that was recorded', async () => {
    // The first set is written and listed in 4 steps; then the new one is switched in by 3 + 3 renames and more.
    for (let at = 2; at < 10; at++) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      await publishSet(folder, first);
      const before = visible();
      const failing = publishSet(folder, second, {
        record: () => Promise.resolve(12),
        disk: failingDisk(at, 'refused'),
      });
      const message = await failing.then(
        () => null,
        (error: Error) => error.message,
      );
      if (message === null) {
        expect(at).toBeGreaterThan(8);
        continue;
      }
      expect(message).toMatch(
        /recorded in the ledger as entry 12, but not published.*trrm ledger publish 12/s,
      );
      expect(visible()).toEqual(before);
      for (const [name, text] of Object.entries(first.contents)) expect(read(name)).toBe(text);
    }
  });

  test('after a kill at any step, files of one set only are found, and the next publication is complete', async () => {
    const names = ['decision.json', 'report.html', 'orders.csv', 'taxes.csv'];
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(names, { minLength: 1 }),
        fc.subarray(names, { minLength: 1 }),
        fc.subarray(names, { minLength: 1 }),
        fc.nat(16),
        async (a, b, c, at) => {
          rmSync(folder, { recursive: true, force: true });
          mkdirSync(folder);
          await publishSet(folder, setOf('first', ...a), { disk: UNFLUSHED });
          await publishSet(folder, setOf('second', ...b), { disk: failingDisk(at, 'killed') }).catch(
            () => undefined,
          );
          const marks = new Set(
            visible()
              .filter((n) => names.includes(n))
              .map((n) => read(n).split(' of ')[1]),
          );
          expect(marks.size).toBeLessThanOrEqual(1);
          if (manifest()) {
            const listed = manifest()!.files.map((f) => f.name);
            expect(visible()).toEqual([...listed, 'decision.manifest.json'].sort());
          }
          // A dead process has another number.
          for (const left of readdirSync(folder).filter((name) => name.startsWith('.')))
            renameSync(join(folder, left), join(folder, `.trrm-publishing-999999999@${hostname()}`));
          await publishSet(folder, setOf('third', ...c), { disk: UNFLUSHED });
          expect(readdirSync(folder).sort()).toEqual([...c, 'decision.manifest.json'].sort());
          for (const name of c) expect(read(name)).toBe(`${name} of third\n`);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a set that a killed publication took away is restored before the next one fails', async () => {
    await publishSet(folder, first);
    await publishSet(folder, second, { disk: failingDisk(5, 'killed') }).catch(() => undefined);
    expect(existsSync(join(folder, manifestName('decision')))).toBe(false);
    const left = readdirSync(folder).find((name) => name.startsWith('.'));
    renameSync(join(folder, left!), join(folder, `.trrm-publishing-999999999@${hostname()}`));
    await publishSet(folder, second, { disk: failingDisk(8, 'refused') }).catch(() => undefined);
    for (const [name, text] of Object.entries(first.contents)) expect(read(name)).toBe(text);
  });
});
