import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type JitterChunk, jitterLabels, type JitterTask } from './perturbation.ts';

/** Runs the draws of a jitter somewhere; the labels are the same wherever that is. */
export interface JitterExecutor {
  run(
    task: JitterTask,
    draws: number,
    progress: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<Uint8Array[]>;
}

/** Draws handed out at a time: small enough for progress and for stopping soon, large enough to be worth sending. */
const CHUNK = 50;

const chunksOf = (draws: number): { readonly from: number; readonly to: number }[] =>
  Array.from({ length: Math.ceil(draws / CHUNK) }, (_, k) => ({
    from: k * CHUNK,
    to: Math.min(draws, (k + 1) * CHUNK),
  }));

/** In this thread. */
export const inline: JitterExecutor = {
  run: (task, draws, progress, signal) =>
    Promise.resolve(
      chunksOf(draws).flatMap(({ from, to }) => {
        signal?.throwIfAborted();
        const labels = jitterLabels({ ...task, from, to });
        progress(to);
        return labels;
      }),
    ),
};

/**
 * In worker threads, one a core. Workers load compiled code, so this is for the built program; from sources, as in
 * most tests, `inline` does the same.
 */
export const threads: JitterExecutor = {
  async run(task, draws, progress, signal) {
    const { Piscina } = await import('piscina');
    const chunks = chunksOf(draws);
    const pool = new Piscina<JitterChunk, Uint8Array[]>({
      filename: fileURLToPath(new URL('./perturbation-worker.js', import.meta.url)),
      maxThreads: Math.min(chunks.length, availableParallelism()),
    });
    let done = 0;
    try {
      const labels = await Promise.all(
        chunks.map(async ({ from, to }) => {
          const chunk = { ...task, from, to };
          const found = await pool.run(chunk, signal ? { signal } : {});
          done += to - from;
          progress(done);
          return found;
        }),
      );
      return labels.flat();
    } finally {
      await pool.destroy();
    }
  },
};
