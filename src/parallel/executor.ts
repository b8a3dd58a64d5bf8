import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

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

/**
 * Runs the chunks in worker threads. Workers load compiled code, so this needs the built program; from sources, as in most
 * tests, use `inline`.
 *
 * @param count at most so many threads; default: one per core.
 */
export const threads = (count = availableParallelism()): Executor => ({
  async run<Chunk, Result>(
    work: ChunkedWork<Chunk, Result>,
    chunks: readonly Chunk[],
    { progress, signal }: ExecutionOptions = {},
  ) {
    const { Piscina } = await import('piscina');
    const workers = Math.max(1, Math.min(chunks.length, count));
    const pool = new Piscina<Chunk, Result>({
      filename: fileURLToPath(work.worker),
      minThreads: workers,
      maxThreads: workers,
    });
    // Every waiting chunk listens for the signal.
    if (signal) setMaxListeners(0, signal);
    let done = 0;
    try {
      return await Promise.all(
        chunks.map(async (chunk) => {
          const result = await pool.run(chunk, signal ? { signal } : {});
          progress?.(++done, chunks.length);
          return result;
        }),
      );
    } finally {
      await pool.destroy();
    }
  },
});
