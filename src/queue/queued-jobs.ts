import { setTimeout as wait } from 'node:timers/promises';
import type { Queue, QueueEvents } from 'bullmq';
import type { Engine } from '../decision/engine.ts';
import { resultInExchange, resultName } from './exchange/exchange.ts';
import { type Job, jobOf } from './job.ts';
import { claimQueue, type OpenedQueue, openQueue, PATIENCE, QUEUE, queueDown, within } from './open-queue.ts';
import type { QueueConnection } from './queue-url.ts';

export interface QueueOptions {
  readonly connection: QueueConnection;
  /** The folder through which files are exchanged with workers. */
  readonly exchange: string;
  /** Called once when Redis stops answering. */
  readonly onDown: () => void;
  /** Milliseconds to wait for a Redis that does not answer. */
  readonly patience?: number;
}

/** Jobs of one kind. */
export interface JobsOf {
  readonly kind: string;
  readonly engine: Engine;
  /** Extension of the files that are their results. */
  readonly extension: string;
  /** Runs jobs that failed in an earlier run once more. */
  readonly retry: boolean;
}

/** A job by the name of its result: equal names mean equal results. */
export interface NamedJob {
  readonly id: string;
  readonly work: Job['work'];
}

/** What became of a job: its result is in the exchange, or the reason why there is none. */
export type JobOutcome =
  | { readonly kind: 'done'; readonly id: string; readonly file: string }
  | { readonly kind: 'failed'; readonly id: string; readonly reason: string; readonly stack: string | null };

/** Jobs of a coordinator in the queue. */
export interface QueuedJobs {
  /** Takes jobs, before outcomes are asked for. @throws UserError where the queue is not fit, or holds jobs of another program. */
  readonly submit: (jobs: readonly NamedJob[]) => Promise<void>;
  /** One outcome for each job, as they come; ends early after `stop`. @throws UserError where Redis stays away. */
  readonly outcomes: () => AsyncIterable<JobOutcome>;
  /** Jobs that lost their worker, and the workers that are there. */
  readonly view: () => Promise<{ readonly stalled: number; readonly workers: string[] }>;
  /** Takes back the jobs that nobody has begun, and closes the connection. */
  readonly stop: () => Promise<void>;
}

/** Tries of a job before it is given up. */
const ATTEMPTS = 3;
/** Milliseconds before the first repetition of a job that failed; it doubles each time. */
const BACKOFF = 5000;
/** Jobs and events that Redis keeps after they are done. */
const KEPT = { jobs: 1000, events: 10_000 };
const POLL_EVERY = 500;
const ANSWER_WITHIN = 5000;

/**
 * Runs jobs on the workers of a queue. Jobs are named by what they are about, so that a resumed run finds those it enqueued before, and
 * results are files named alike: a job that is run twice changes nothing.
 */
export function queuedJobs(of: JobsOf, options: QueueOptions): QueuedJobs {
  const { exchange, connection: given, patience = PATIENCE, onDown } = options;
  const place = `${given.host}:${given.port}`;
  let opened: OpenedQueue | null = null;
  let queue: Queue<Job> | null = null;
  let events: QueueEvents | null = null;
  let stalled = 0;
  const stopped = new AbortController();
  const waiting = new Set<string>();
  const resultOf = (id: string): string | null => resultInExchange(exchange, resultName(id, of.extension));
  const open = async (): Promise<Queue<Job>> => {
    opened = await openQueue(given, patience, onDown);
    const { bullmq, connection } = opened;
    queue = new bullmq.Queue<Job>(QUEUE, {
      connection,
      streams: { events: { maxLen: KEPT.events } },
    });
    queue.on('error', () => {});
    await claimQueue(queue, opened.redis, of.engine);
    events = new bullmq.QueueEvents(QUEUE, { connection });
    events.on('error', () => {});
    events.on('stalled', ({ jobId }) => {
      if (waiting.has(jobId)) stalled++;
    });
    return queue;
  };
  return {
    async submit(jobs) {
      queue ??= await open();
      for (const { id } of jobs) waiting.add(id);
      await enqueue(queue, jobs, of, resultOf);
    },
    async *outcomes() {
      let downSince: number | null = null;
      while (waiting.size > 0 && !stopped.signal.aborted) {
        const found = [...waiting].flatMap((id): JobOutcome[] => {
          const file = resultOf(id);
          return file === null ? [] : [{ kind: 'done', id, file }];
        });
        try {
          const done = new Set(found.map(({ id }) => id));
          found.push(...(await failedIn(queue!, waiting, done, place)));
          downSince = null;
        } catch {
          if (downSince === null) onDown();
          downSince ??= Date.now();
          if (Date.now() - downSince > patience) throw queueDown(place);
        }
        for (const outcome of found) {
          if (waiting.delete(outcome.id)) yield outcome;
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
      stopped.abort();
      const left = [...waiting];
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

/** Adds the jobs that are not in the queue yet; those that ended without a result are added again. */
async function enqueue(
  queue: Queue<Job>,
  jobs: readonly NamedJob[],
  { kind, engine, retry }: JobsOf,
  resultOf: (id: string) => string | null,
): Promise<void> {
  for (const { id } of jobs) {
    const state = await queue.getJobState(id);
    const isLost = state === 'completed' && resultOf(id) === null;
    if (isLost || (state === 'failed' && retry)) await queue.remove(id);
  }
  await queue.addBulk(
    jobs.map(({ id, work }) => ({
      name: kind,
      data: jobOf(kind, work, engine),
      opts: {
        jobId: id,
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: BACKOFF },
        removeOnComplete: { count: KEPT.jobs },
        // The failed jobs are the dead letters: they stay until they are retried.
        removeOnFail: false,
      },
    })),
  );
}

/** The jobs of this run that were given up. @throws where Redis does not answer in time. */
async function failedIn(
  queue: Queue<Job>,
  waiting: ReadonlySet<string>,
  done: ReadonlySet<string>,
  place: string,
): Promise<JobOutcome[]> {
  const failed = await within(queue.getFailed(0, -1), ANSWER_WITHIN, place);
  return failed.flatMap(({ id = '', failedReason, stacktrace }): JobOutcome[] =>
    waiting.has(id) && !done.has(id)
      ? [{ kind: 'failed', id, reason: failedReason, stack: stacktrace?.join('\n') ?? null }]
      : [],
  );
}
