import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { engine } from '../../src/decision/engine.ts';
import { day } from '../../src/market/day.ts';
import { openStore } from '../../src/market/store/store.ts';
import { inline } from '../../src/parallel/executor.ts';
import { queueConnection } from '../../src/queue/queue-url.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import type { OpenedSnapshot } from '../../src/snapshot/open-snapshot.ts';
import { parseSweepPlan } from '../../src/sweep/plan/sweep-plan.ts';
import { queueExecutor } from '../../src/sweep/queue/queue-executor.ts';
import { runSweep } from '../../src/sweep/run-sweep.ts';
import { sweepFolder } from '../../src/sweep/sweep-folder.ts';
import { snapshotForSweep } from '../../src/sweep/sweep-snapshot.ts';
import { demoStore } from '../demo-store.ts';
import { planOf, type Running, trrmIn } from './killed-sweep.ts';
import { noRedis, type OwnRedis, ownRedis } from './own-redis.ts';

// npm run bench -- workers [--books 6400] [--rounds 1]: a sweep on one queue worker of one thread, and on two: how long do the jobs take,
// and what does the coordinator, which is this process, spend? On Linux only.

/** Two seconds' work on a free core. */
const CHUNK = 800;

/** What a sweep took. Seconds. */
interface Spent {
  /** From the first job submitted to the last part taken. */
  readonly jobs: number;
  /** Of the coordinator over the same span, user and system. */
  readonly processor: number;
  /** Of each worker. On a busy machine it says what the wall clock cannot: how evenly the jobs were shared. */
  readonly workers: readonly number[];
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
    options: { books: { type: 'string', default: '6400' }, rounds: { type: 'string', default: '1' } },
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
      for (const { jobs, processor, workers } of [one, two])
        say(
          `${workers.length} workers: ${jobs.toFixed(1)} s; processor time: workers ${workers.map((w) => w.toFixed(1)).join(' + ')} s, coordinator ${processor.toFixed(2)} s`,
        );
      const [byClock, byProcessor] = [one.jobs / two.jobs, one.workers[0]! / Math.max(...two.workers)];
      say(
        `two are ${byClock.toFixed(2)} times as fast (goal ≥ 1.8; ${byProcessor.toFixed(2)} by the processor time of the busier one), load ${loadavg()[0]!.toFixed(1)}`,
      );
    }
  } finally {
    redis.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a sweep on workers that have started and wait. */
async function spentOn(
  count: number,
  round: number,
  { folder, snapshot, redis, books }: Place,
): Promise<Spent> {
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
  try {
    await Promise.all(workers.map(({ said }) => said(/waits for jobs/)));
    const before = workers.map(processorTime);
    const spent = await spentOnSweep();
    return { ...spent, workers: workers.map((worker, i) => processorTime(worker) - before[i]!) };
  } finally {
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    redis.command('flushall');
  }

  async function spentOnSweep(): Promise<Omit<Spent, 'workers'>> {
    let begun = { at: 0, cpu: process.cpuUsage() };
    let spent: Omit<Spent, 'workers'> = { jobs: 0, processor: 0 };
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
      executor: (task) => {
        const connection = queueConnection(redis.url, undefined);
        const { partOf } = sweepFolder(out);
        begun = { at: performance.now(), cpu: process.cpuUsage() };
        return queueExecutor(task, { connection, exchange, partOf, retry: false, onDown: () => {} });
      },
      planning: inline,
      ledger: join(folder, `trials-${count}-${round}.jsonl`),
      // Of its own: a trial of which results are kept is not run again.
      results: join(folder, `results-${count}-${round}`),
      onReuse: () => {},
      today: day('2026-01-01'),
      now: Date.now,
      onStatus: () => {},
      progress: (_, done, of) => {
        if (done < of || begun.at === 0) return;
        const { user, system } = process.cpuUsage(begun.cpu);
        spent = { jobs: (performance.now() - begun.at) / 1000, processor: (user + system) / 1e6 };
      },
    });
    if (outcome.kind === 'failed') throw new Error(`${outcome.failed} chunks failed`);
    return spent;
  }
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
