import type * as BullMQ from 'bullmq';
import type { Redis } from 'ioredis';
import type { Engine } from '../decision/engine.ts';
import { userError } from '../market/problem.ts';
import { nodeMajor } from './job.ts';
import type { QueueConnection } from './queue-url.ts';

export const QUEUE = 'trrm';
/** What program put the jobs into the queue. */
const MADE_BY = 'trrm:made-by';

/** How long a queue that cannot be reached is waited for, in milliseconds. */
export const PATIENCE = 5 * 60_000;

/** Milliseconds after which the command says that the queue does not answer. */
const SOON = 1000;

/** Milliseconds that a connection may take to close: one that was never made keeps the program alive for so long. */
const HANG_UP = 100;

/** The client library and one connection for plain commands. */
export interface OpenedQueue {
  readonly bullmq: typeof BullMQ;
  readonly redis: Redis;
  readonly connection: QueueConnection & { readonly maxRetriesPerRequest: null };
  readonly close: () => Promise<void>;
}

/** How long a queue is waited for. */
export interface WaitOptions {
  /** Milliseconds to wait for a Redis that does not answer. */
  readonly patience?: number;
  /** Called once where it does not answer soon. */
  readonly onDown?: () => void;
  /** Ends the wait; the reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Connects to a queue. The library is loaded here alone.
 *
 * @throws UserError where the library is not installed, or Redis is not there, too old, or may evict jobs.
 */
export async function openQueue(
  given: QueueConnection,
  { patience = PATIENCE, onDown = () => {}, signal }: WaitOptions = {},
): Promise<OpenedQueue> {
  const { bullmq, Redis: Client } = await loadLibraries();
  const connection = { ...given, maxRetriesPerRequest: null };
  const redis = new Client({
    ...connection,
    lazyConnect: true,
    retryStrategy: () => 1000,
    disconnectTimeout: HANG_UP,
  });
  // Without a listener, each failed attempt to connect would end the program.
  redis.on('error', () => {});
  const place = `${given.host}:${given.port}`;
  const late = setTimeout(onDown, SOON);
  try {
    void redis.connect().catch(() => undefined);
    refuseUnfit(await within(redis.info(), patience, place, signal), place);
  } catch (error) {
    redis.disconnect();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return {
    bullmq,
    redis,
    connection,
    close: async () => {
      redis.disconnect();
    },
  };
}

async function loadLibraries() {
  try {
    return { bullmq: await import('bullmq'), Redis: (await import('ioredis')).Redis };
  } catch {
    throw userError(
      'no-queue-library',
      '--queue',
      'needs the packages bullmq and ioredis, which are not installed.',
      'Install them: npm install bullmq ioredis.',
    );
  }
}

/** A Redis that may drop keys would lose jobs without a word. */
function refuseUnfit(info: string, place: string): void {
  const field = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  const [major = 0, minor = 0] = field('redis_version').split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 2))
    throw userError(
      'queue-version',
      place,
      `is Redis ${field('redis_version')}; the queue needs 6.2 or later, or Valkey.`,
      'Install a later version.',
    );
  const policy = field('maxmemory_policy');
  if (policy !== 'noeviction')
    throw userError(
      'queue-policy',
      place,
      `has the memory policy ${policy}, under which Redis may drop jobs.`,
      'Start it with --maxmemory-policy noeviction.',
    );
}

/** Waits for an answer of Redis. @throws UserError after `patience` milliseconds, or the signal's reason. */
export async function within<T>(
  answer: Promise<T>,
  patience: number,
  place: string,
  signal?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(queueDown(place)), patience);
  });
  try {
    const inTime = Promise.race([answer, late]);
    return await (signal ? orStopped(inTime, signal) : inTime);
  } finally {
    clearTimeout(timer);
  }
}

/** An answer, unless the wait for it is stopped first. @throws the signal's reason. */
async function orStopped<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onStop: (() => void) | undefined;
  const stop = new Promise<never>((_, reject) => {
    onStop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onStop, { once: true });
  });
  try {
    return await Promise.race([answer, stop]);
  } finally {
    signal.removeEventListener('abort', onStop!);
  }
}

export const queueDown = (place: string) =>
  userError('queue-down', place, 'does not answer.', 'Start Redis again, and continue with --resume.');

/** Names the program whose jobs are in a queue. @throws UserError where jobs of another are still in it. */
export async function claimQueue(queue: BullMQ.Queue, redis: Redis, engine: Engine): Promise<void> {
  await refuseOtherProgram(queue, redis, engine);
  await redis.set(MADE_BY, madeBy(engine));
}

/** @throws UserError where the jobs in a queue were put there by another version, whose results could differ in their last bits. */
export async function refuseOtherProgram(queue: BullMQ.Queue, redis: Redis, engine: Engine): Promise<void> {
  const made = await redis.get(MADE_BY);
  if (made === null || made === madeBy(engine)) return;
  const counts = await queue.getJobCounts('wait', 'active', 'delayed');
  if (Object.values(counts).every((n) => n === 0)) return;
  throw userError(
    'other-engine',
    'the queue',
    `holds jobs of ${made}; this is ${madeBy(engine)}.`,
    'Run the same build of trrm on the same major version of Node everywhere, or wait until the queue is empty.',
  );
}

const madeBy = ({ version, sources }: Engine): string =>
  `trrm ${version} (${sources.slice(0, 16)}) on Node ${nodeMajor()}`;
