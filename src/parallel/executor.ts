import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';

/** Work that falls into chunks, each a pure function of plain data, so that it gives the same bits in any thread. */
export interface ChunkedWork<Chunk, Result> {
  /** One chunk, in this thread. */
  readonly run: (chunk: Chunk) => Result | Promise<Result>;
  /** The compiled module whose default export is `run`, for worker threads. */
  readonly worker: URL;
}

/** Chunks that are made as they are needed, of a known number; a list is such. */
export interface Chunks<Chunk> extends Iterable<Chunk> {
  readonly length: number;
}

/** Options of a run. */
export interface ExecutionOptions {
  /** Reports chunks as they are done. */
  readonly progress?: (done: number, of: number) => void;
  /** Stops the work between chunks; the reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

export interface RunOptions<Result> extends ExecutionOptions {
  /** Receives each result as it comes, in any order; what it throws stops the work. */
  readonly onResult?: (result: Result) => void;
}

/**
 * Runs chunks; the results are in the order of the chunks, whatever the threads. A chunk is taken when a thread is about to be free for
 * it, so that large chunks need not exist at the same time.
 */
export interface Executor {
  run<Chunk, Result>(
    work: ChunkedWork<Chunk, Result>,
    chunks: Chunks<Chunk>,
    options?: RunOptions<Result>,
  ): Promise<Result[]>;
}

/** Runs the chunks in this thread. */
export const inline: Executor = {
  async run(work, chunks, { progress, signal, onResult } = {}) {
    const results = [];
    for (const chunk of chunks) {
      signal?.throwIfAborted();
      const result = await work.run(chunk);
      results.push(result);
      onResult?.(result);
      progress?.(results.length, chunks.length);
    }
    return results;
  },
};

/** Milliseconds after which a thread without work ends, so that one is there for the next request of a page. */
const IDLE = 5_000;
/** Chunks a thread that are run or wait: one waits, so that no thread does. */
const TAKEN = 2;

/** A thread that is stopped may have answered just before: the pool reports an answer that nobody waits for any more as an error. */
function refuseUnlessLate(error: Error): void {
  if (!error.message.startsWith('Unexpected message from Worker')) throw error;
}

/**
 * Runs the chunks in worker threads, which are kept for the next run and do not keep the process alive. Workers load compiled code,
 * so this needs the built program; from sources, as in most tests, use `inline`.
 *
 * @param count at most so many threads; default: one per core.
 * @param idle milliseconds after which a thread without work ends.
 */
export function threads(count = availableParallelism(), idle = IDLE): Executor {
  const most = Math.max(1, count);
  let opened: Promise<Piscina> | null = null;
  const open = async (): Promise<Piscina> => {
    const { Piscina } = await import('piscina');
    const pool = new Piscina({ minThreads: 0, maxThreads: most, idleTimeout: idle });
    pool.on('error', refuseUnlessLate);
    return pool;
  };
  return {
    async run<Chunk, Result>(
      work: ChunkedWork<Chunk, Result>,
      chunks: Chunks<Chunk>,
      { progress, signal, onResult }: RunOptions<Result> = {},
    ) {
      const pool = await (opened ??= open());
      const filename = fileURLToPath(work.worker);
      // The first error stops what is running or waiting.
      const failed = new AbortController();
      const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
      // Every chunk that is taken listens for it.
      setMaxListeners(0, stop);
      const results: Result[] = [];
      const left = chunks[Symbol.iterator]();
      let [taken, done] = [0, 0];
      const takeChunks = async (): Promise<void> => {
        for (let next = left.next(); !next.done; next = left.next()) {
          const k = taken++;
          const result = (await pool.run(next.value, { filename, signal: stop })) as Result;
          results[k] = result;
          onResult?.(result);
          progress?.(++done, chunks.length);
        }
      };
      try {
        await Promise.all(Array.from({ length: TAKEN * most }, takeChunks));
        return results;
      } catch (error) {
        failed.abort(error);
        // What is running is stopped with an error of the pool's own.
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
