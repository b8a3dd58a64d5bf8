import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../../src/market/store/lock.ts';
import { UserError } from '../../../src/market/problem.ts';
import { compiledMarket, firstWord, start } from '../compiled-market.ts';

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

it('a second owner is told who has the store and what to do', () => {
  const lock = takeLock(store, 'trrm run');
  expect(refusal()).toMatch(
    new RegExp(
      `is in use: process ${process.pid} on .* \\(trrm run\\).*Wait for it to end, or use another --store`,
    ),
  );
  lock.release();
  expect(refusal()).toBe('taken');
});

it('a lock let go of leaves nothing behind', () => {
  takeLock(store, 'test').release();
  expect(existsSync(`${store}.lock`)).toBe(false);
});

it('the lock of a process that died is taken over', async () => {
  lockOf(await deadPid());
  const lock = takeLock(store, 'trrm run');
  expect(JSON.parse(readFileSync(`${store}.lock`, 'utf8'))).toEqual({
    pid: process.pid,
    host: hostname(),
    purpose: 'trrm run',
  });
  lock.release();
});

it.each([0, -1, 1.5])('a lock of process %d, which can be none, is taken over', (pid) => {
  lockOf(pid);
  expect(refusal()).toBe('taken');
});

(process.platform === 'linux' ? describe : describe.skip)('where there is a /proc', () => {
  it('the lock of a process that died and whose parent has not noticed is taken over', async () => {
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

  it('the lock of a living process, or of another machine, is not', async () => {
    lockOf(process.ppid);
    expect(refusal()).toMatch(/in use: process/);
    lockOf(await deadPid(), 'another-machine');
    expect(refusal()).toMatch(/on another-machine .* If no such process is a trrm, delete/);
  });
});

it('a lock that is no lock is not deleted by itself', () => {
  writeFileSync(`${store}.lock`, 'half a lo');
  expect(refusal()).toMatch(/lock file that cannot be read.*delete/);
});

it('a takeover that is under way is left alone', async () => {
  lockOf(await deadPid());
  writeFileSync(
    `${store}.lock.takeover`,
    JSON.stringify({ pid: process.ppid, host: hostname(), purpose: 'trrm run' }),
  );
  expect(refusal()).toMatch(/in use: process/);
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'a process that %s ends lets go of all that it holds',
  async (signal) => {
    const program = compiledMarket(
      folder,
      `const { takeLock } = require('./market/lock.js');
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
