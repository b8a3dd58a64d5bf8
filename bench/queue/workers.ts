import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Queue } from 'bullmq';
import { engine } from '../../src/decision/engine.ts';
import { day } from '../../src/market/day.ts';
import { openStore } from '../../src/market/store/store.ts';
import { threads } from '../../src/parallel/executor.ts';
import { QUEUE } from '../../src/queue/open-queue.ts';
import { queueConnection } from '../../src/queue/queue-url.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import type { OpenedSnapshot } from '../../src/snapshot/open-snapshot.ts';
import { threadsExecutor } from '../../src/sweep/executors/threads.ts';
import { parseSweepPlan } from '../../src/sweep/plan/sweep-plan.ts';
import { queueExecutor } from '../../src/sweep/queue/queue-executor.ts';
import { runSweep, type SweepRequest } from '../../src/sweep/run-sweep.ts';
import { sweepFolder } from '../../src/sweep/sweep-folder.ts';
import { snapshotForSweep } from '../../src/sweep/sweep-snapshot.ts';
import { demoStore } from '../demo-store.ts';
import { planOf, type Running, trrmIn } from './killed-sweep.ts';
import { noRedis, type OwnRedis, ownRedis } from './own-redis.ts';

// npm run bench -- workers [--books 80000] [--rounds 1]: a sweep on one queue worker of one thread and on two, and for comparison on one
// thread and two of this process, without a queue: what the machine itself allows. On Linux only.

/** Two seconds' work on a free core. */
const CHUNK = 5000;

/** What a sweep took. Seconds. */
interface Spent {
  /** All of it: rule books named, jobs, results merged, report. */
  readonly whole: number;
  /** From the first job taken by a worker to the last one done, as Redis has it; from the first chunk given to a thread to the last. */
  readonly jobs: number;
  /** Of this process, the coordinator, over the whole: user and system. */
  readonly coordinator: number;
}

interface SpentOnQueue extends Spent {
  /** Processor time of each worker. On a busy machine it says what the wall clock cannot: how evenly the jobs were shared. */
  readonly workers: readonly number[];
  readonly redis: number;
}

interface Place {
  readonly folder: string;
  readonly snapshot: OpenedSnapshot;
  readonly redis: OwnRedis;
  readonly books: number;
}

export async function studyWorkers(given: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...given],
    options: { books: { type: 'string', default: '80000' }, rounds: { type: 'string', default: '1' } },
  });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const missing = noRedis();
  if (missing !== null) return say(`Not run: ${missing}.`);
  const folder = mkdtempSync(join(tmpdir(), 'trrm-workers-'));
  const demo = await demoStore();
  const store = await openStore(demo.file, { purpose: 'bench', mode: 'read' });
  const snapshot = await snapshotForSweep(
    store,
    {},
    { engine: engine(), cache: folder, today: day('2090-01-01') },
  );
  await store.close();
  demo.remove();
  const redis = await ownRedis(folder);
  process.once('exit', () => redis.kill());
  const place: Place = { folder, snapshot, redis, books: Number(values.books) };
  try {
    for (let round = 1; round <= Number(values.rounds); round++) {
      const [one, two] = [await spentOn(1, round, place), await spentOn(2, round, place)];
      for (const { whole, jobs, coordinator, workers, redis: ofRedis } of [one, two])
        say(
          `${workers.length} workers: ${whole.toFixed(1)} s, of which jobs ${jobs.toFixed(1)} s; processor time: workers ${workers.map((w) => w.toFixed(1)).join(' + ')} s, coordinator ${coordinator.toFixed(2)} s, Redis ${ofRedis.toFixed(2)} s`,
        );
      const byProcessor = one.workers[0]! / Math.max(...two.workers);
      say(
        `two are ${times(one.jobs, two.jobs)} as fast from the first job taken to the last one done (goal ≥ 1.8), ${times(one.whole, two.whole)} with start and report; ${byProcessor.toFixed(2)} by the processor time of the busier one; load ${loadavg()[0]!.toFixed(1)}`,
      );
      const [single, pair] = [await spentOnThreads(1, round, place), await spentOnThreads(2, round, place)];
      say(
        `without a queue, two threads of one process are ${times(single.jobs, pair.jobs)} as fast as one (${single.jobs.toFixed(1)} s and ${pair.jobs.toFixed(1)} s), ${times(single.whole, pair.whole)} with start and report`,
      );
    }
  } finally {
    redis.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const times = (one: number, two: number): string => `${(one / two).toFixed(2)} times`;

/** Runs a sweep on workers that have started and wait. */
async function spentOn(count: number, round: number, place: Place): Promise<SpentOnQueue> {
  const { folder, redis } = place;
  const out = join(folder, `${count}-${round}`);
  const exchange = join(out, 'exchange');
  // Relative to dist/bench/queue.
  const program = fileURLToPath(new URL('../../../bin/trrm.mjs', import.meta.url));
  const workers: Running[] = Array.from({ length: count }, () =>
    trrmIn(
      { program, folder, chunk: CHUNK },
      'worker',
      '--queue',
      redis.url,
      '--shared',
      exchange,
      '--threads',
      '1',
    ),
  );
  const connection = queueConnection(redis.url, undefined);
  const queue = new Queue(QUEUE, { connection });
  try {
    await Promise.all(workers.map(({ said }) => said(/waits for jobs/)));
    const [before, redisBefore] = [workers.map(processorTime), redisTime(redis)];
    const { whole, coordinator } = await spentOnSweep(place, out, (task) =>
      queueExecutor(task, {
        connection,
        exchange,
        partOf: sweepFolder(out).partOf,
        retry: false,
        onDown: () => {},
      }),
    );
    const jobs = await queue.getCompleted(0, -1);
    const first = Math.min(...jobs.map(({ processedOn }) => processedOn!));
    const last = Math.max(...jobs.map(({ finishedOn }) => finishedOn!));
    return {
      whole,
      jobs: (last - first) / 1000,
      coordinator,
      workers: workers.map((worker, i) => processorTime(worker) - before[i]!),
      redis: redisTime(redis) - redisBefore,
    };
  } finally {
    await queue.close();
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    redis.command('flushall');
  }
}

/** Runs the same sweep on threads of this process. */
async function spentOnThreads(count: number, round: number, place: Place): Promise<Spent> {
  const out = join(place.folder, `threads-${count}-${round}`);
  let begun = 0;
  let last = 0;
  const spent = await spentOnSweep(place, out, (task) => {
    const inner = threadsExecutor(task, count);
    return {
      ...inner,
      submit: (chunks) => {
        begun = performance.now();
        return inner.submit(chunks);
      },
      async *results() {
        for await (const outcome of inner.results()) {
          last = performance.now();
          yield outcome;
        }
      },
    };
  });
  return { ...spent, jobs: (last - begun) / 1000 };
}

async function spentOnSweep(
  { folder, snapshot, books }: Place,
  out: string,
  executor: SweepRequest['executor'],
): Promise<Pick<Spent, 'whole' | 'coordinator'>> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const outcome = await runSweep({
    definition: {
      plan: parseSweepPlan(planOf(books)),
      book: DEFAULT_RULE_BOOK,
      snapshot: snapshot.id,
      engine: engine(),
    },
    snapshot,
    folder: out,
    resume: false,
    retry: false,
    atOnce: CHUNK,
    executor,
    // As the command does.
    planning: threads(undefined, 100),
    // Of its own, like the results: a trial of which results are kept is not run again.
    ledger: join(folder, `${basename(out)}.jsonl`),
    results: join(folder, `${basename(out)}-results`),
    onReuse: () => {},
    today: day('2026-01-01'),
    now: Date.now,
    onStatus: () => {},
    progress: () => {},
  });
  if (outcome.kind === 'failed') throw new Error(`${outcome.failed} chunks failed`);
  const { user, system } = process.cpuUsage(cpu);
  return { whole: (performance.now() - began) / 1000, coordinator: (user + system) / 1e6 };
}

/** User and system time of Redis so far, in seconds. */
function redisTime(redis: OwnRedis): number {
  const info = redis.command('info', 'cpu');
  const of = (field: string): number => Number(new RegExp(`^${field}:([0-9.]+)`, 'm').exec(info)?.[1]);
  return of('used_cpu_user') + of('used_cpu_sys');
}

/** User and system time of a running process so far, in seconds, as Linux tells it in hundredths (proc(5): fields 14 and 15). */
function processorTime({ child }: Running): number {
  const text = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  const [user, system] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}
