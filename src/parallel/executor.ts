import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';

/** Work that falls into chunks, each a pure function of plain data, so that it gives the same bits in any thread. */
export interface ChunkedWork<Chunk, Result> {
  /** One chunk, in this thread. */
  readonly run: (chunk: Chunk) => Result;
  /** The compiled module whose default export is `run`, for worker threads. */
  readonly worker: URL;
}

/** Options of a run. */
export interface ExecutionOptions {
  /** Reports chunks as they are done. */
  readonly progress?: (done: number, of: number) => void;
  /** Stops the work between chunks; the reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs chunks; the results are in the order of the chunks, whatever the threads. */
export interface Executor {
  run<Chunk, Result>(
    work: ChunkedWork<Chunk, Result>,
    chunks: readonly Chunk[],
    options?: ExecutionOptions,
  ): Promise<Result[]>;
}

/** Runs the chunks in this thread. */
export const inline: Executor = {
  run: (work, chunks, { progress, signal } = {}) =>
    Promise.resolve(
      chunks.map((chunk, k) => {
        signal?.throwIfAborted();
        const result = work.run(chunk);
        progress?.(k + 1, chunks.length);
        return result;
      }),
    ),
};

/** Milliseconds after which a thread without work ends. */
const IDLE = 5_000;

/**
 * Runs the chunks in worker threads, which are kept for the next run and do not keep the process alive. Workers load compiled code,
 * so this needs the built program; from sources, as in most tests, use `inline`.
 *
 * @param count at most so many threads; default: one per core.
 */
export function threads(count = availableParallelism()): Executor {
  let opened: Promise<Piscina> | null = null;
  const open = async (): Promise<Piscina> => {
    const { Piscina } = await import('piscina');
    return new Piscina({ minThreads: 0, maxThreads: Math.max(1, count), idleTimeout: IDLE });
  };
  return {
    async run<Chunk, Result>(
      work: ChunkedWork<Chunk, Result>,
      chunks: readonly Chunk[],
      { progress, signal }: ExecutionOptions = {},
    ) {
      const pool = await (opened ??= open());
      const filename = fileURLToPath(work.worker);
      // The first error stops what is running or waiting.
      const failed = new AbortController();
      const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
      // Every waiting chunk listens for it.
      setMaxListeners(0, stop);
      let done = 0;
      try {
        return await Promise.all(
          chunks.map(async (chunk) => {
            const result = (await pool.run(chunk, { filename, signal: stop })) as Result;
            progress?.(++done, chunks.length);
            return result;
          }),
        );
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    },
  };
}
