import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import {
  forgetResults,
  killedSweep,
  partsIn,
  planOf,
  resultsIn,
  type Running,
  type SweepPlace,
  sweepIn,
  trrmIn,
} from '../../bench/queue/killed-sweep.ts';
import { noRedis, type OwnRedis, ownRedis } from '../../bench/queue/own-redis.ts';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../fixtures/write.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { trrm } from '../cli/command-line.ts';
import { storeOf } from '../temp-store.ts';

const plan = (rulebooks: number): string => `${planOf(rulebooks)}groups: 8
`;

let place: SweepPlace;
const store = ['--store', 'market.duckdb'];
const at = (name: string): string => join(place.folder, name);
const sweep = (out: string, ...more: readonly string[]): Running => sweepIn(place, out, ...more);
const bytes = (out: string): Buffer => resultsIn(place, out);
const parts = (out: string): string[] => partsIn(place, out);
/** Waits until a sweep has some parts. */
async function begun(out: string, { child }: Running): Promise<void> {
  while (parts(out).length < 2 && child.exitCode === null) await wait(20);
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-queue-'));
  place = { program: join(__dirname, '../../bin/trrm.mjs'), folder, chunk: 10 };
  const files = await writeSimulatedMarket(simulateMarket({ from: '2014-04-01' }), at('files'));
  const held = await storeOf(files);
  await held.store.close();
  copyFileSync(join(held.folder, 'market.duckdb'), at('market.duckdb'));
  await held.remove();
  mkdirSync(at('exchange'));
  writeFileSync(at('plan.yaml'), plan(120));
  const { code, err } = await sweep('inline', '--threads', '1').ended;
  if (code !== 0) throw new Error(err);
});

beforeEach(() => forgetResults(place));
afterAll(() => rmSync(place.folder, { recursive: true, force: true }));

test('on four threads a sweep has the bytes of one in a single thread', async () => {
  expect(await sweep('threads', '--threads', '4').ended).toMatchObject({ code: 0 });
  expect(bytes('threads')).toEqual(bytes('inline'));
});

test('a coordinator that is killed and resumed ends with the same bytes', async () => {
  const killed = sweep('killed', '--threads', '1');
  await begun('killed', killed);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(parts('killed').length).toBeLessThan(12);
  expect(await sweep('killed', '--threads', '1', '--resume').ended).toMatchObject({ code: 0 });
  expect(bytes('killed')).toEqual(bytes('inline'));
});

const missing = noRedis();
const onQueue = missing === null ? describe : describe.skip;

onQueue(missing === null ? 'on a queue' : `left out, because ${missing}: on a queue`, () => {
  let redis: OwnRedis;
  beforeAll(async () => {
    redis = await ownRedis(place.folder);
  });
  afterAll(() => redis.kill());

  const started: Running[] = [];
  let jobs: Queue | null = null;
  /** The queue itself, as another client sees it. */
  const openJobs = (): Queue => {
    jobs = new Queue('trrm', { connection: { host: '127.0.0.1', port: redis.port } });
    return jobs;
  };
  afterEach(async () => {
    await jobs?.close();
    jobs = null;
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
    started.length = 0;
  });
  const worker = (of: SweepPlace, ...more: readonly string[]): Running => {
    const running = trrmIn(of, 'worker', '--queue', redis.url, '--threads', '1', '--quiet', ...more);
    started.push(running);
    return running;
  };

  test('three workers that are killed at random, and a Redis that is killed once, give the same bytes', async () => {
    // Sixty jobs, so that some are left when the first is killed.
    const large = { ...place, folder: join(place.folder, 'large'), chunk: 100 };
    mkdirSync(large.folder);
    copyFileSync(at('market.duckdb'), join(large.folder, 'market.duckdb'));
    writeFileSync(join(large.folder, 'plan.yaml'), plan(6000));
    expect(await sweepIn(large, 'inline', '--threads', '1').ended).toMatchObject({ code: 0 });
    forgetResults(large);
    const ended = await killedSweep(large, redis, 'queued', {
      seed: randomStream(1),
      workers: 3,
      killEvery: 2000,
      mostKills: 4,
      redisDiesAfter: 10,
      lock: 3,
    });
    expect(ended).toMatchObject({ code: 0, redisKilled: true });
    expect(ended.killed).toBeGreaterThan(0);
    expect(resultsIn(large, 'queued')).toEqual(resultsIn(large, 'inline'));
  }, 180_000);

  test('a worker that sees neither the folder nor the snapshots of a sweep gets them by address', async () => {
    const store = ['--store', 'market.duckdb', '--out', 'served', '--chunk', '10'];
    const running = trrmIn(place, 'sweep', 'plan.yaml', ...store, '--queue', redis.url, '--serve', '0');
    const elsewhere = { ...place, folder: mkdtempSync(join(tmpdir(), 'trrm-worker-')) };
    try {
      const [, address] = await running.said(/--from (http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]+\/)/);
      worker(elsewhere, '--from', address!);
      expect(await running.ended).toMatchObject({ code: 0 });
      expect(bytes('served')).toEqual(bytes('inline'));
      const [snapshot] = readdirSync(at('served/exchange/snapshots'));
      expect(readdirSync(join(elsewhere.folder, 'cache/trrm'))).toContain(snapshot);
    } finally {
      running.child.kill('SIGKILL');
      rmSync(elsewhere.folder, { recursive: true, force: true });
    }
  });

  test('a part that is not the one its job asked for is a failed job, and a retry runs that one again', async () => {
    const [bad] = parts('inline');
    mkdirSync(at('shared/results/somebody'), { recursive: true });
    writeFileSync(at(`shared/results/somebody/${bad}`), 'not a Parquet file');
    worker(place, '--shared', 'shared');
    const running = sweep('damaged', '--queue', redis.url, '--shared', 'shared');
    const { code, err } = await running.ended;
    expect([code, err]).toEqual([3, expect.stringMatching(/1.chunk failed; the others are kept/)]);
    expect(await trrm('sweep', 'status', at('damaged'), '--failed')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/does not hold the trials of its chunk/) as string,
    });
    const retried = trrmIn(place, 'sweep', 'retry', 'damaged', ...store, '--chunk', '10', '--threads', '1');
    expect(await retried.ended).toMatchObject({ code: 0 });
    expect(bytes('damaged')).toEqual(bytes('inline'));
  });

  test('a sweep is stopped by a command, ends with exit code 75 where Redis stays away, and goes on without it', async () => {
    const running = sweep('stopped', '--queue', redis.url);
    while (!existsSync(at('stopped/status.json')) && running.child.exitCode === null) await wait(50);
    expect(await trrm('sweep', 'stop', at('stopped'))).toMatchObject({ code: 0 });
    const { code, err } = await running.ended;
    expect([code, err]).toEqual([130, expect.stringContaining('was stopped after 0 of 120 rule books')]);
    const status = await trrm('sweep', 'status', at('stopped'), '--json');
    expect(JSON.parse(status.out)).toMatchObject({ state: 'stopped' });
    redis.kill();
    const down = await sweep('stopped', '--queue', redis.url, '--wait', '2', '--resume').ended;
    await redis.start();
    expect([down.code, down.err]).toEqual([
      75,
      expect.stringMatching(/waiting up to 2.seconds[^]*Start Redis again, and continue with --resume/),
    ]);
    expect(await sweep('stopped', '--threads', '1', '--resume').ended).toMatchObject({ code: 0 });
    expect(bytes('stopped')).toEqual(bytes('inline'));
  });

  test('a job that cannot be read ends among the failed, after three tries, and stops nobody', async () => {
    const queue = openJobs();
    const { child } = worker(place, '--shared', 'exchange');
    await queue.add('chunk', { run: 'process.exit()' }, { jobId: 'poison', attempts: 3, backoff: 100 });
    let state = '';
    for (let i = 0; i < 600 && state !== 'failed'; i++) {
      await wait(100);
      state = await queue.getJobState('poison');
    }
    const job = await queue.getJob('poison');
    expect(state).toBe('failed');
    expect(job).toMatchObject({ attemptsMade: 3 });
    expect(job!.failedReason).toContain('is not a job of trrm');
    expect(child.exitCode).toBeNull();
    await queue.remove('poison');
  });

  test('jobs of another version of the program, and a Redis that may drop jobs, are refused', async () => {
    const queue = openJobs();
    await queue.add('chunk', {}, { jobId: 'other' });
    redis.command('set', 'trrm:made-by', 'trrm 9.9.9 (0000000000000000) on Node 20');
    const other = await worker(place, '--shared', 'exchange').ended;
    expect(other).toMatchObject({ code: 1 });
    expect(other.err).toContain('holds jobs of trrm 9.9.9');
    await queue.remove('other');
    redis.command('config', 'set', 'maxmemory-policy', 'allkeys-lru');
    const evicting = await worker(place, '--shared', 'exchange').ended;
    expect(evicting).toMatchObject({ code: 1 });
    expect(evicting.err).toContain('Redis may drop jobs');
    redis.command('config', 'set', 'maxmemory-policy', 'noeviction');
  });
});
