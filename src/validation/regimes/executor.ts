import {
  type ChunkedWork,
  type Executor,
  inline as inThisThread,
  threads as inThreads,
} from '../../parallel/executor.ts';
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

const WORK: ChunkedWork<PerturbationChunk, Uint8Array[]> = {
  run: perturbedLabels,
  worker: new URL('./perturbation-worker.js', import.meta.url),
};

const runningOn = (executor: Executor): PerturbationExecutor => ({
  async run(task, draws, progress, signal) {
    const chunks = Array.from({ length: Math.ceil(draws / CHUNK) }, (_, k) => ({
      ...task,
      from: k * CHUNK,
      to: Math.min(draws, (k + 1) * CHUNK),
    }));
    const labels = await executor.run(WORK, chunks, {
      progress: (done) => progress(Math.min(draws, done * CHUNK)),
      signal,
    });
    return labels.flat();
  },
});

/** Runs the draws in this thread. */
export const inline = runningOn(inThisThread);

/** Runs the draws in worker threads, one per core; see `src/parallel`. */
export const threads = runningOn(inThreads());
