import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeFolderLock, takeLock } from '../../../src/market/store/lock.ts';
import { UserError } from '../../../src/market/problem.ts';
import { compiledMarket, firstWord, start } from '../compiled-market.fixture.ts';

let folder: string;
let store: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-lock-'));
  store = join(folder, 'market.duckdb');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockOf = (pid: number, host = hostname()): void =>
  writeFileSync(`${store}.lock`, JSON.stringify({ pid, host, purpose: 'trrm import' }));

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

const refusal = (): string => {
  try {
    takeLock(store, 'test').release();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  return 'taken';
};

it('a second owner is refused with the name of the first and a remedy', () => {
  const lock = takeLock(store, 'trrm run');
  expect(refusal()).toMatch(
    new RegExp(
      `is in use by process ${process.pid} on .* \\(trrm run\\).*Wait until it ends, or use another --store`,
    ),
  );
  lock.release();
  expect(refusal()).toBe('taken');
});

it('a released lock leaves no file', () => {
  takeLock(store, 'test').release();
  expect(existsSync(`${store}.lock`)).toBe(false);
});

it('the lock of a dead process is taken over', async () => {
  lockOf(await deadPid());
  const lock = takeLock(store, 'trrm run');
  expect(JSON.parse(readFileSync(`${store}.lock`, 'utf8'))).toMatchObject({
    pid: process.pid,
    host: hostname(),
    purpose: 'trrm run',
  });
  lock.release();
});

it.each([0, -1, 1.5])('the lock of the impossible process id %d is taken over', (pid) => {
  lockOf(pid);
  expect(refusal()).toBe('taken');
});

(process.platform === 'linux' ? describe : describe.skip)('where there is a /proc', () => {
  it('the lock of a zombie process is taken over', async () => {
    // The shell turns into a program that never asks after its children.
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [text] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(text.toString());
      const state = (): string => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]![0]!;
      while (state() !== 'Z') await new Promise((resolve) => setTimeout(resolve, 10));
      lockOf(pid);
      expect(refusal()).toBe('taken');
    } finally {
      parent.kill();
    }
  });

  it('the lock of a dead process whose number a later one has is taken over', () => {
    const other = { pid: process.ppid, host: hostname(), purpose: 'trrm import', started: '1' };
    writeFileSync(`${store}.lock`, JSON.stringify(other));
    expect(refusal()).toBe('taken');
  });

  it('the lock of a live process, or of another machine, is respected', async () => {
    lockOf(process.ppid);
    expect(refusal()).toMatch(/in use by process/);
    lockOf(await deadPid(), 'another-machine');
    expect(refusal()).toMatch(/on another-machine .* If that process is not trrm, or has ended, delete/);
  });
});

it('a folder is locked as a store is, and says so', async () => {
  const lock = takeFolderLock(folder, 'trrm sweep');
  expect(() => takeFolderLock(folder, 'trrm sweep')).toThrow(
    new RegExp(
      `${folder}: is in use by process ${process.pid} on .* \\(trrm sweep\\).*name another folder with --out`,
    ),
  );
  lock.release();
  writeFileSync(
    join(folder, 'run.lock'),
    JSON.stringify({ pid: await deadPid(), host: hostname(), purpose: 'trrm sweep' }),
  );
  takeFolderLock(folder, 'trrm sweep').release();
  expect(readdirSync(folder)).toEqual([]);
});

it('an unreadable lock file is not deleted automatically', () => {
  writeFileSync(`${store}.lock`, 'half a lo');
  expect(refusal()).toMatch(/unreadable lock file.*delete/);
});

it('a running takeover is not disturbed', async () => {
  lockOf(await deadPid());
  writeFileSync(
    `${store}.lock.takeover`,
    JSON.stringify({ pid: process.ppid, host: hostname(), purpose: 'trrm run' }),
  );
  expect(refusal()).toMatch(/in use by process/);
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'a process that %s ends lets go of all that it holds',
  async (signal) => {
    const program = compiledMarket(
      folder,
      `const { takeLock } = require('./market/store/lock.js');
     for (const store of ['a', 'b']) takeLock(\`\${__dirname}/\${store}\`, 'test');
     setInterval(() => {}, 1000);
     process.stdout.write('held');`,
    );
    const child = start(program);
    await firstWord(child);
    expect([existsSync(join(folder, 'a.lock')), existsSync(join(folder, 'b.lock'))]).toEqual([true, true]);
    const ended = once(child, 'exit');
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect([existsSync(join(folder, 'a.lock')), existsSync(join(folder, 'b.lock'))]).toEqual([false, false]);
  },
);
