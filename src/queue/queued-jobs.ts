import { setTimeout as wait } from 'node:timers/promises';
import type { Job as BullJob, Queue, QueueEvents } from 'bullmq';
import type { Engine } from '../decision/engine.ts';
import { resultName, resultsInExchange } from './exchange/exchange.ts';
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
/** News that come within so many milliseconds are looked at together. */
const TOGETHER = 20;
const ANSWER_WITHIN = 5000;
/** Milliseconds that Redis has for an answer when a run stops. */
const HANG_UP = 500;

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
  const news = newsOf();
  /** Since when Redis has not answered, in milliseconds; null while it does. */
  let downSince: number | null = null;
  const nameOf = (id: string): string => resultName(id, of.extension);
  const open = async (): Promise<Queue<Job>> => {
    opened = await openQueue(given, { patience, onDown, signal: stopped.signal });
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
    for (const event of ['completed', 'failed'] as const)
      events.on(event, ({ jobId }: { readonly jobId: string }) => {
        if (waiting.has(jobId)) news.tell();
      });
    return queue;
  };
  return {
    async submit(jobs) {
      try {
        queue ??= await open();
        for (const { id } of jobs) waiting.add(id);
        const results = resultsInExchange(exchange);
        const answered: Answered = async (answer) => {
          const late = setTimeout(onDown, ANSWER_WITHIN);
          try {
            return await within(answer, patience, place, stopped.signal);
          } finally {
            clearTimeout(late);
          }
        };
        await enqueue(queue, jobs, of, { answered, hasResult: (id) => results.has(nameOf(id)) });
      } catch (error) {
        if (!stopped.signal.aborted) throw error;
      }
    },
    async *outcomes() {
      while (waiting.size > 0 && !stopped.signal.aborted) {
        const results = resultsInExchange(exchange);
        const found = [...waiting].flatMap((id): JobOutcome[] => {
          const file = results.get(nameOf(id));
          return file === undefined ? [] : [{ kind: 'done', id, file }];
        });
        try {
          const done = new Set(found.map(({ id }) => id));
          const failed = queue!.getFailed(0, -1);
          found.push(
            ...failuresOf(await within(failed, ANSWER_WITHIN, place, stopped.signal), waiting, done),
          );
          downSince = null;
        } catch {
          if (stopped.signal.aborted) break;
          if (downSince === null) onDown();
          downSince ??= Date.now();
          if (Date.now() - downSince > patience) throw queueDown(place);
        }
        for (const outcome of found) {
          if (waiting.delete(outcome.id)) yield outcome;
        }
        if (found.length === 0) await news.wait();
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
      news.tell();
      const left = [...waiting];
      waiting.clear();
      // Workers end what they run; what nobody has begun is taken back. What stays in a queue that does not answer is found by its id when
      // the run is resumed.
      if (queue && left.length > 0 && (await isThere(opened)))
        await Promise.race([
          Promise.all(left.map((id) => queue!.remove(id).catch(() => 0))),
          wait(ANSWER_WITHIN, null, { ref: false }),
        ]);
      // To close, a connection says so to Redis and waits for its answer: one that is down never gives it.
      if (events)
        await Promise.race([events.close().catch(() => undefined), wait(HANG_UP, null, { ref: false })]);
      for (const each of [events, queue]) each?.disconnect().catch(() => undefined);
      await opened?.close();
    },
  };
}

/** Whether Redis answers now: that it died may not have been noticed yet. */
const isThere = async (opened: OpenedQueue | null): Promise<boolean> =>
  (await Promise.race([opened?.redis.ping().catch(() => null), wait(HANG_UP, null, { ref: false })])) ===
  'PONG';

/** Waits for news of a queue, which are seen soon, and otherwise looks again after a while: news may be lost. */
function newsOf() {
  let isTold = false;
  let wake = (): void => {};
  return {
    tell: (): void => {
      isTold = true;
      wake();
    },
    wait: async (): Promise<void> => {
      await wait(TOGETHER);
      const woken = new Promise<void>((resolve) => (wake = resolve));
      const late = new AbortController();
      if (!isTold) await Promise.race([woken, wait(POLL_EVERY, null, late).catch(() => null)]);
      late.abort();
      isTold = false;
    },
  };
}

/** An answer of Redis, awaited as long as Redis is waited for. */
type Answered = <T>(answer: Promise<T>) => Promise<T>;

/** Adds the jobs that are not in the queue yet; those that ended without a result are added again. */
async function enqueue(
  queue: Queue<Job>,
  jobs: readonly NamedJob[],
  { kind, engine, retry }: JobsOf,
  { answered, hasResult }: { readonly answered: Answered; readonly hasResult: (id: string) => boolean },
): Promise<void> {
  for (const { id } of jobs) {
    const state = await answered(queue.getJobState(id));
    const isLost = state === 'completed' && !hasResult(id);
    if (isLost || (state === 'failed' && retry)) await answered(queue.remove(id));
  }
  const bulk = jobs.map(({ id, work }) => ({
    name: kind,
    data: jobOf(kind, work, engine),
    opts: {
      jobId: id,
      attempts: ATTEMPTS,
      backoff: { type: 'exponential' as const, delay: BACKOFF },
      removeOnComplete: { count: KEPT.jobs },
      // The failed jobs are the dead letters: they stay until they are retried.
      removeOnFail: false,
    },
  }));
  await answered(queue.addBulk(bulk));
}

/** The jobs of this run among those that were given up. */
const failuresOf = (
  failed: readonly BullJob<Job>[],
  waiting: ReadonlySet<string>,
  done: ReadonlySet<string>,
): JobOutcome[] =>
  failed.flatMap(({ id = '', failedReason, stacktrace }): JobOutcome[] =>
    waiting.has(id) && !done.has(id)
      ? [{ kind: 'failed', id, reason: failedReason, stack: stacktrace?.join('\n') ?? null }]
      : [],
  );
