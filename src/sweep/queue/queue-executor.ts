import { setTimeout as wait } from 'node:timers/promises';
import type { Queue, QueueEvents } from 'bullmq';
import type { Chunk } from '../chunks/chunk.ts';
import type { ChunkTask } from '../chunks/run-chunk.ts';
import { checkPart } from '../chunks/check-part.ts';
import { partInExchange, publishForWorkers, takePart } from '../exchange/exchange.ts';
import { type ChunkOutcome, failedChunk, type SweepExecutor } from '../executors/executor.ts';
import type { QueueView } from '../run-sweep.ts';
import { jobOf, type SweepJob } from './job.ts';
import { claimQueue, type OpenedQueue, openQueue, PATIENCE, QUEUE, queueDown } from './open-queue.ts';
import type { QueueConnection } from './queue-url.ts';

export interface QueueOptions {
  readonly connection: QueueConnection;
  /** The folder through which files are exchanged with workers. */
  readonly exchange: string;
  readonly partOf: (chunk: string) => string;
  /** Runs jobs that failed in an earlier run once more. */
  readonly retry: boolean;
  /** Called once when Redis stops answering. */
  readonly onDown: () => void;
  /** Milliseconds before the first repetition of a job that failed; it doubles each time. */
  readonly backoff?: number;
  readonly patience?: number;
}

/** Tries of a job before it is given up. */
const ATTEMPTS = 3;
const BACKOFF = 5000;
/** Jobs and events that Redis keeps after they are done. */
const KEPT = { jobs: 1000, events: 10_000 };
const POLL_EVERY = 500;
const ANSWER_WITHIN = 5000;

/**
 * Runs chunks on the workers of a queue. Jobs are named by their chunks, so that a resumed sweep finds those it enqueued before, and
 * results are files named alike: a job that is run twice changes nothing.
 */
export function queueExecutor(
  task: Omit<ChunkTask, 'chunk'>,
  options: QueueOptions,
): SweepExecutor & QueueView {
  let opened: OpenedQueue | null = null;
  let queue: Queue<SweepJob> | null = null;
  let events: QueueEvents | null = null;
  let stalled = 0;
  const waiting = new Map<string, Chunk>();
  return {
    async submit(chunks) {
      publishForWorkers(options.exchange, task.definition, task.snapshot);
      opened = await openQueue(options.connection, options.patience, options.onDown);
      const { bullmq, connection } = opened;
      queue = new bullmq.Queue<SweepJob>(QUEUE, {
        connection,
        streams: { events: { maxLen: KEPT.events } },
      });
      queue.on('error', () => {});
      await claimQueue(queue, opened.redis, task.definition.engine);
      events = new bullmq.QueueEvents(QUEUE, { connection });
      events.on('error', () => {});
      events.on('stalled', ({ jobId }) => {
        if (waiting.has(jobId)) stalled++;
      });
      for (const chunk of chunks) waiting.set(chunk.id, chunk);
      await enqueue(queue, [...waiting.values()], task, options);
    },
    async *results() {
      let downSince: number | null = null;
      while (waiting.size > 0) {
        const found: ChunkOutcome[] = [];
        for (const chunk of waiting.values()) {
          const part = partInExchange(options.exchange, chunk.id);
          if (part) found.push(await accepted(chunk, part, options.partOf(chunk.id)));
        }
        try {
          found.push(...(await failedIn(queue!, waiting, new Set(found.map((f) => f.chunk.id)))));
          downSince = null;
        } catch {
          if (downSince === null) options.onDown();
          downSince ??= Date.now();
          if (Date.now() - downSince > (options.patience ?? PATIENCE))
            throw queueDown(`${options.connection.host}:${options.connection.port}`);
        }
        for (const outcome of found) {
          if (waiting.delete(outcome.chunk.id)) yield outcome;
        }
        if (found.length === 0) await wait(POLL_EVERY);
      }
    },
    async view() {
      const workers = (await queue?.getWorkers()) ?? [];
      const names = workers
        .map((w) => (w.rawname ?? w.name ?? '').split(':w:')[1] ?? '')
        .filter((n) => n !== '');
      return { stalled, workers: [...new Set(names)].sort() };
    },
    async stop() {
      const left = [...waiting.keys()];
      waiting.clear();
      // Workers end what they run; what nobody has begun is taken back.
      for (const id of left)
        await Promise.race([queue?.remove(id).catch(() => 0), wait(ANSWER_WITHIN, null, { ref: false })]);
      await events?.close().catch(() => undefined);
      queue?.disconnect().catch(() => undefined);
      await opened?.close();
    },
  };
}

/** Adds the jobs that are not in the queue yet; those that ended without a part are added again. */
async function enqueue(
  queue: Queue<SweepJob>,
  chunks: readonly Chunk[],
  { definition }: Omit<ChunkTask, 'chunk'>,
  { exchange, retry, backoff = BACKOFF }: QueueOptions,
): Promise<void> {
  for (const { id } of chunks) {
    const state = await queue.getJobState(id);
    const isLost = state === 'completed' && partInExchange(exchange, id) === null;
    if (isLost || (state === 'failed' && retry)) await queue.remove(id);
  }
  await queue.addBulk(
    chunks.map((chunk) => ({
      name: 'chunk',
      data: jobOf(chunk, definition),
      opts: {
        jobId: chunk.id,
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: backoff },
        removeOnComplete: { count: KEPT.jobs },
        // The failed jobs are the dead letters: they stay until they are retried.
        removeOnFail: false,
      },
    })),
  );
}

/** Takes a part that a worker made. */
async function accepted(chunk: Chunk, part: string, to: string): Promise<ChunkOutcome> {
  try {
    await checkPart(part, chunk.trials);
    takePart(part, to);
    return { kind: 'done', chunk };
  } catch (error) {
    return failedChunk(chunk, error);
  }
}

/** The jobs of this sweep that were given up. @throws where Redis does not answer in time. */
async function failedIn(
  queue: Queue<SweepJob>,
  waiting: ReadonlyMap<string, Chunk>,
  found: ReadonlySet<string>,
): Promise<ChunkOutcome[]> {
  const failed = await Promise.race([
    queue.getFailed(0, -1),
    wait(ANSWER_WITHIN).then(() => Promise.reject(new Error('no answer'))),
  ]);
  return failed.flatMap((job): ChunkOutcome[] => {
    const chunk = waiting.get(job.id ?? '');
    if (!chunk || found.has(chunk.id)) return [];
    return [{ kind: 'failed', chunk, reason: job.failedReason, stack: job.stacktrace?.join('\n') ?? null }];
  });
}
