import { hostname } from 'node:os';
import { openSnapshot, type OpenedSnapshot } from '../../snapshot/open-snapshot.ts';
import { obtainSnapshot } from '../../snapshot/cache.ts';
import type { Engine } from '../../decision/engine.ts';
import { UserError, userError } from '../../market/problem.ts';
import { partName } from '../chunks/run-chunk.ts';
import type { WorkerExchange } from '../exchange/worker-exchange.ts';
import { chunkThreads } from '../executors/threads.ts';
import { refuseOtherEngine } from '../sweep-snapshot.ts';
import type { SweepDefinition } from '../trials/plan-trials.ts';
import { nodeMajor, readJob, type SweepJob } from './job.ts';
import { openQueue, QUEUE, refuseOtherProgram } from './open-queue.ts';
import type { QueueConnection } from './queue-url.ts';

export interface WorkerOptions {
  readonly connection: QueueConnection;
  readonly exchange: WorkerExchange;
  /** Where snapshots are kept. */
  readonly cache: string;
  readonly engine: Engine;
  readonly name: string;
  readonly threads: number;
  /** Milliseconds after which a worker that is silent loses its job to another. */
  readonly lock: number;
  readonly log: (line: string) => void;
}

export interface RunningWorker {
  /** Resolves when it takes no more jobs: it was closed, or met jobs of another version. */
  readonly closed: Promise<void>;
  /** Ends after the jobs that are being run. */
  readonly close: () => Promise<void>;
}

/** A name of this process among all workers, which is also that of its folder. */
export const workerName = (): string =>
  `${hostname().replaceAll(/[^A-Za-z0-9]+/g, '-')}-${process.pid}`.slice(0, 80);

/**
 * Works for a queue. This thread talks to Redis alone: trials are run in worker threads, because a lock that is not renewed in time is
 * lost, and its job is run again.
 *
 * @throws UserError where the queue is not fit, or its jobs are those of another version.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { connection, exchange, engine, name, threads, lock, log } = options;
  const opened = await openQueue(connection);
  const queue = new opened.bullmq.Queue(QUEUE, { connection: opened.connection });
  try {
    await refuseOtherProgram(queue, opened.redis, engine);
  } catch (error) {
    await opened.close();
    throw error;
  } finally {
    await queue.close();
  }
  const pool = await chunkThreads(threads);
  const inputs = inputsOf(options);
  const worker = new opened.bullmq.Worker<SweepJob, string>(
    QUEUE,
    async ({ data }) => {
      const { job, chunk } = readJob(data);
      refuseOtherJob(job, engine);
      const { definition, snapshot } = await inputs(job);
      const file = await pool.run({ chunk, definition, snapshot, folder: exchange.folder });
      await exchange.handIn(file, partName(chunk.id));
      return name;
    },
    {
      connection: opened.connection,
      name,
      concurrency: threads,
      lockDuration: lock,
      lockRenewTime: lock / 3,
      stalledInterval: lock,
      // A worker that dies takes its job with it twice; the third time the job is what kills.
      maxStalledCount: 2,
    },
  );
  worker.on('error', (error) => log(`the queue does not answer: ${error.message || error.name}`));
  worker.on('completed', ({ id }) => log(`done ${id ?? ''}`));
  worker.on('failed', (job, error) => {
    log(`failed ${job?.id ?? ''}: ${error.message}`);
    // Another program's jobs: this worker would spoil every one of them.
    if (error instanceof UserError && error.problems.some((p) => p.code === 'other-engine'))
      void worker.close();
  });
  const closed = new Promise<void>((resolve) => worker.on('closed', () => resolve()));
  await worker.waitUntilReady();
  return {
    closed,
    close: async () => {
      await worker.close();
      await pool.destroy();
      await opened.close();
    },
  };
}

/** Definitions and snapshots by hash, each fetched once. */
function inputsOf({ exchange, cache, engine }: WorkerOptions) {
  const definitions = new Map<string, Promise<SweepDefinition>>();
  const snapshots = new Map<string, Promise<OpenedSnapshot>>();
  const kept = async <T>(map: Map<string, Promise<T>>, id: string, make: () => Promise<T>): Promise<T> => {
    const made = map.get(id) ?? make();
    map.set(id, made);
    try {
      return await made;
    } catch (error) {
      map.delete(id);
      throw error;
    }
  };
  return async (job: SweepJob): Promise<{ definition: SweepDefinition; snapshot: OpenedSnapshot }> => ({
    definition: await kept(definitions, job.sweep, () => exchange.definition(job.sweep)),
    snapshot: await kept(snapshots, job.snapshot, async () => {
      const opened = openSnapshot(
        await obtainSnapshot(job.snapshot, cache, exchange.snapshots),
        job.snapshot,
      );
      refuseOtherEngine(opened, engine);
      return opened;
    }),
  });
}

function refuseOtherJob(job: SweepJob, engine: Engine): void {
  const { version, sources } = job.engine;
  if (version === engine.version && sources === engine.sources && job.node === nodeMajor()) return;
  throw userError(
    'other-engine',
    'job',
    `is of trrm ${version} (${sources.slice(0, 16)}) on Node ${job.node}; this worker is ${engine.version} (${engine.sources.slice(0, 16)}) on Node ${nodeMajor()}.`,
    'Run the same build of trrm on the same major version of Node everywhere.',
  );
}
