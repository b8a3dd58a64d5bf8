import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type PerturbationChunk, perturbedLabels, type PerturbationTask } from './perturbation.ts';

/** Runs the draws of a parameter perturbation. Every executor gives identical labels. */
export interface PerturbationExecutor {
  run(
    task: PerturbationTask,
    draws: number,
    progress: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<Uint8Array[]>;
}

/** Draws per chunk: small enough for progress reports and prompt cancellation, large enough to outweigh messaging. */
const CHUNK = 50;

const chunksOf = (draws: number): { readonly from: number; readonly to: number }[] =>
  Array.from({ length: Math.ceil(draws / CHUNK) }, (_, k) => ({
    from: k * CHUNK,
    to: Math.min(draws, (k + 1) * CHUNK),
  }));

/** Runs the draws in this thread. */
export const inline: PerturbationExecutor = {
  run: (task, draws, progress, signal) =>
    Promise.resolve(
      chunksOf(draws).flatMap(({ from, to }) => {
        signal?.throwIfAborted();
        const labels = perturbedLabels({ ...task, from, to });
        progress(to);
        return labels;
      }),
    ),
};

/**
 * Runs the draws in worker threads, one per core. Workers load compiled code, so this needs the built program; from sources,
 * as in most tests, use `inline`.
 */
export const threads: PerturbationExecutor = {
  async run(task, draws, progress, signal) {
    const { Piscina } = await import('piscina');
    const chunks = chunksOf(draws);
    const pool = new Piscina<PerturbationChunk, Uint8Array[]>({
      filename: fileURLToPath(new URL('./perturbation-worker.js', import.meta.url)),
      maxThreads: Math.min(chunks.length, availableParallelism()),
    });
    let done = 0;
    try {
      const labels = await Promise.all(
        chunks.map(async ({ from, to }) => {
          const chunk = { ...task, from, to };
          const chunkLabels = await pool.run(chunk, signal ? { signal } : {});
          done += to - from;
          progress(done);
          return chunkLabels;
        }),
      );
      return labels.flat();
    } finally {
      await pool.destroy();
    }
  },
};
