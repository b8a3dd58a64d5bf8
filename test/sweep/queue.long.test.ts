import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { randomStream } from '../../src/math/random/random.ts';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../fixtures/write.ts';
import { storeOf } from '../temp-store.ts';

const TRRM = join(__dirname, '../../bin/trrm.mjs');

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

const PLAN = `
note: The same bytes whatever happens to workers and queue
parameters:
  regimes.enterBullish: { from: 0.1, to: 0.35 }
  regimes.enterBearish: { from: -0.35, to: -0.1 }
  signals.nifty-regression.gapMonths: { from: 6, to: 14, int: true }
design: { sobol: 120, seed: 3 }
groups: 8
`;
const CHUNK = ['--chunk', '10'];

let folder: string;
let port: number;
let redis: ChildProcess;
const at = (name: string): string => join(folder, name);
const queue = (): string => `redis://127.0.0.1:${port}`;
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, XDG_CACHE_HOME: at('cache') });

const run = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [TRRM, ...args], {
    env: environment(),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });

const ended = (child: ChildProcess): Promise<{ readonly code: number | null; readonly err: string }> =>
  new Promise((resolve) => {
    let err = '';
    child.stderr!.on('data', (piece: Buffer) => (err += piece.toString()));
    child.once('close', (code) => resolve({ code, err }));
  });

const sweep = (out: string, ...more: readonly string[]): ChildProcess =>
  run('sweep', 'plan.yaml', '--store', 'market.duckdb', '--out', out, ...CHUNK, ...more);

const bytes = (out: string): Buffer => readFileSync(at(`${out}/trials.parquet`));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: found } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return found;
}

async function startRedis(): Promise<void> {
  redis = spawn(
    'redis-server',
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--appendonly',
      'yes',
      '--maxmemory-policy',
      'noeviction',
      '--save',
      '',
      '--dir',
      folder,
    ],
    { stdio: 'ignore' },
  );
  for (let i = 0; i < 50; i++) {
    try {
      execFileSync('redis-cli', ['-p', String(port), 'ping'], { stdio: 'pipe' });
      return;
    } catch {
      await wait(100);
    }
  }
  throw new Error('Redis did not start');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-queue-'));
  const files = await writeSimulatedMarket(simulateMarket({ from: '2014-04-01' }), at('files'));
  const held = await storeOf(files);
  await held.store.close();
  execFileSync('cp', [join(held.folder, 'market.duckdb'), at('market.duckdb')]);
  await held.remove();
  writeFileSync(at('plan.yaml'), PLAN);
  const { code, err } = await ended(sweep('inline', '--threads', '1'));
  if (code !== 0) throw new Error(err);
}, 120_000);

afterAll(() => {
  redis?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test.each(['2', '4'])('on %s threads a sweep has the bytes of one in a single thread', async (threads) => {
  expect(await ended(sweep(`threads-${threads}`, '--threads', threads))).toMatchObject({ code: 0 });
  expect(bytes(`threads-${threads}`)).toEqual(bytes('inline'));
});

test('a coordinator that is killed and resumed ends with the same bytes', async () => {
  const killed = sweep('killed', '--threads', '1');
  const over = ended(killed);
  const parts = (): number => {
    try {
      return readdirSync(at('killed/parts')).filter((name) => name.endsWith('.parquet')).length;
    } catch {
      return 0;
    }
  };
  while (parts() < 2 && killed.exitCode === null) await wait(20);
  killed.kill('SIGKILL');
  await over;
  expect(await ended(sweep('killed', '--threads', '1', '--resume'))).toMatchObject({ code: 0 });
  expect(bytes('killed')).toEqual(bytes('inline'));
});

const onQueue = hasRedis ? describe : describe.skip;

onQueue(hasRedis ? 'on a queue' : 'left out, because there is no redis-server here: on a queue', () => {
  beforeAll(async () => {
    port = await freePort();
    await startRedis();
  });

  test('three workers that are killed at random, and a Redis that is killed once, give the same bytes', async () => {
    const random = randomStream(1);
    const start = (): ChildProcess =>
      run(
        'worker',
        '--queue',
        queue(),
        '--shared',
        'queued/exchange',
        '--threads',
        '1',
        '--lock',
        '3',
        '--quiet',
      );
    const workers = Array.from({ length: 3 }, start);
    const over = ended(sweep('queued', '--queue', queue()));
    const isOver = async (): Promise<boolean> => (await Promise.race([over, wait(2000, null)])) !== null;
    for (let round = 1; !(await isOver()); round++) {
      if (round === 3) {
        redis.kill('SIGKILL');
        await wait(2000);
        await startRedis();
        continue;
      }
      if (round > 8) continue;
      const chosen = Math.floor(3 * random.uniform());
      workers[chosen]!.kill('SIGKILL');
      workers[chosen] = start();
    }
    for (const worker of workers) worker.kill('SIGKILL');
    expect(await over).toMatchObject({ code: 0 });
    expect(bytes('queued')).toEqual(bytes('inline'));
  }, 180_000);

  test('a job that cannot be read ends among the failed, after three tries, and stops nobody', async () => {
    const jobs = new Queue('trrm-sweep', { connection: { host: '127.0.0.1', port } });
    const worker = run(
      'worker',
      '--queue',
      queue(),
      '--shared',
      'queued/exchange',
      '--threads',
      '1',
      '--quiet',
    );
    await jobs.add('chunk', { run: 'process.exit()' }, { jobId: 'poison', attempts: 3, backoff: 100 });
    let state = '';
    for (let i = 0; i < 200 && state !== 'failed'; i++) {
      await wait(100);
      state = await jobs.getJobState('poison');
    }
    const job = await jobs.getJob('poison');
    expect(state).toBe('failed');
    expect(job).toMatchObject({ attemptsMade: 3 });
    expect(job!.failedReason).toContain('is not a job of a sweep');
    expect(worker.exitCode).toBeNull();
    worker.kill('SIGKILL');
    await jobs.remove('poison');
    await jobs.close();
  }, 60_000);

  test('jobs of another version of the program, and a Redis that may drop jobs, are refused', async () => {
    const cli = (...args: readonly string[]) =>
      execFileSync('redis-cli', ['-p', String(port), ...args], { stdio: 'pipe' });
    const jobs = new Queue('trrm-sweep', { connection: { host: '127.0.0.1', port } });
    await jobs.add('chunk', {}, { jobId: 'other' });
    cli('set', 'trrm-sweep:made-by', 'trrm 9.9.9 (0000000000000000) on Node 20');
    const worker = await ended(run('worker', '--queue', queue(), '--shared', 'queued/exchange'));
    expect(worker).toMatchObject({ code: 1 });
    expect(worker.err).toContain('holds jobs of trrm 9.9.9');
    await jobs.remove('other');
    await jobs.close();
    cli('config', 'set', 'maxmemory-policy', 'allkeys-lru');
    const evicting = await ended(run('worker', '--queue', queue(), '--shared', 'queued/exchange'));
    expect(evicting).toMatchObject({ code: 1 });
    expect(evicting.err).toContain('Redis may drop jobs');
    cli('config', 'set', 'maxmemory-policy', 'noeviction');
  }, 60_000);
});
