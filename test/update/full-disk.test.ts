import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInbox } from '../../src/update/inbox.ts';
import { update } from '../../src/update/update.ts';
import { systemProblem } from '../../src/market/files/system-error.ts';
import { TIMEOUTS } from '../../src/update/http-client.ts';
import {
  body,
  fakeClock,
  openPublisher,
  type Publisher,
  vixHistory,
  vixSource,
  worldOf,
} from './publisher.fixture.ts';

/** Mounts a small disk; null where that is not allowed. */
function smallDisk(): string | null {
  const disk = mkdtempSync(join(tmpdir(), 'trrm-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'pipe' });
    return disk;
  } catch {
    rmSync(disk, { recursive: true });
    return null;
  }
}

const disk = smallDisk();
const title = disk === null ? 'left out: a small disk can only be mounted by root' : 'on a small disk';

(disk === null ? describe.skip : describe)(title, () => {
  let publisher: Publisher;
  beforeAll(async () => {
    publisher = await openPublisher();
  });
  afterAll(async () => {
    await publisher.close();
    execFileSync('umount', [disk!]);
    rmSync(disk!, { recursive: true, force: true });
  });

  const run = (inbox: string) =>
    update(
      inbox,
      {
        sources: [vixSource(publisher)],
        named: [],
        importFiles: false,
        signal: new AbortController().signal,
      },
      worldOf(join(inbox, 'none.duckdb'), fakeClock(), TIMEOUTS),
    );

  test('a body that does not fit is not kept, the cause is the full disk, and the ledger is sound', async () => {
    const inbox = join(disk!, 'inbox');
    publisher.answer('/vix.csv', body(vixHistory('2026-03-03', '1990-01-01')));
    const error: unknown = await run(inbox).catch((fault: unknown) => fault);
    expect(systemProblem(error)?.message).toBe('The disk is full.');
    const opened = await openInbox(inbox);
    expect(await opened.verify()).toEqual([]);
    expect(opened.entries).toEqual([]);
    opened.close();
    expect(readdirSync(inbox)).toEqual([]);
    // What fits is fetched afterwards.
    publisher.answer('/vix.csv', body(vixHistory('2026-03-03')));
    expect((await run(inbox)).sources[0]!.files).toHaveLength(1);
  });

  test('an inbox that cannot be written to is a sentence, and nothing is sent', async () => {
    mkdirSync(join(disk!, 'read-only'));
    execFileSync('mount', ['-o', 'remount,ro', disk!]);
    const sent = publisher.log.length;
    try {
      await expect(run(join(disk!, 'read-only'))).rejects.toThrow(/The file system is read-only/);
      await expect(run(join(disk!, 'new'))).rejects.toThrow(/The file system is read-only/);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', disk!]);
    }
    expect(publisher.log).toHaveLength(sent);
  });
});
