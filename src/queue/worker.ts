import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Engine } from '../decision/engine.ts';
import { UserError, userError } from '../market/problem.ts';
import type { WorkerExchange } from './exchange/worker-exchange.ts';
import { type Job, nodeMajor, readJob } from './job.ts';
import { openQueue, PATIENCE, QUEUE, refuseOtherProgram } from './open-queue.ts';
import type { QueueConnection } from './queue-url.ts';

/** What a handler of jobs may use. */
export interface WorkerPlace {
  readonly exchange: WorkerExchange;
  /** Where snapshots are kept. */
  readonly cache: string;
  readonly engine: Engine;
}

/** Runs the jobs of one kind. */
export interface JobHandler {
  readonly kind: string;
  /** The compiled module whose default export runs a task in a thread: it writes a file, and returns its path. */
  readonly thread: URL;
  /**
   * What the thread gets for a job, and the name of the result.
   *
   * @throws UserError for work that this program does not write, or whose inputs cannot be had.
   */
  readonly taskOf: (work: Job['work']) => Promise<{ readonly task: unknown; readonly result: string }>;
}

export interface WorkerOptions extends WorkerPlace {
  readonly connection: QueueConnection;
  readonly handlers: readonly JobHandler[];
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
 * Works for a queue. This thread talks to Redis alone: jobs are run in worker threads, because a lock that is not renewed in time is
 * lost, and its job is run again.
 *
 * @throws UserError where the queue is not fit, or its jobs are those of another version.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { connection, exchange, engine, name, threads, lock, log } = options;
  const onDown = (): void => log(`the queue does not answer; waiting up to ${PATIENCE / 60_000} minutes`);
  const opened = await openQueue(connection, { onDown });
  const queue = new opened.bullmq.Queue(QUEUE, { connection: opened.connection });
  try {
    await refuseOtherProgram(queue, opened.redis, engine);
  } catch (error) {
    await opened.close();
    throw error;
  } finally {
    await queue.close();
  }
  // A thread keeps what it prepared for the next job.
  const pool = new Piscina({ minThreads: threads, maxThreads: threads, idleTimeout: Infinity });
  const handlers = new Map(options.handlers.map((handler) => [handler.kind, handler]));
  const worker = new opened.bullmq.Worker<unknown, string>(
    QUEUE,
    async ({ data }) => {
      const job = readJob(data);
      refuseOtherJob(job, engine);
      const handler = handlers.get(job.kind);
      if (!handler) throw unknownKind(job.kind);
      const { task, result } = await handler.taskOf(job.work);
      const file = (await pool.run(task, { filename: fileURLToPath(handler.thread) })) as string;
      await exchange.handIn(file, result);
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

function refuseOtherJob(job: Job, engine: Engine): void {
  const { version, sources } = job.engine;
  if (version === engine.version && sources === engine.sources && job.node === nodeMajor()) return;
  throw userError(
    'other-engine',
    'job',
    `is of trrm ${version} (${sources.slice(0, 16)}) on Node ${job.node}; this worker is ${engine.version} (${engine.sources.slice(0, 16)}) on Node ${nodeMajor()}.`,
    'Run the same build of trrm on the same major version of Node everywhere.',
  );
}

const unknownKind = (kind: string) =>
  userError('job', 'job', `is of the unknown kind ${JSON.stringify(kind)}.`, 'Remove it in Redis.');
