import type { Chunk } from '../chunks/chunk.ts';
import { type ChunkTask, releasePrepared, runChunk } from '../chunks/run-chunk.ts';
import { type ChunkOutcome, failedChunk, type SweepExecutor } from './executor.ts';

/** Runs chunks in this thread, one after the other. */
export function inlineExecutor(task: Omit<ChunkTask, 'chunk'>): SweepExecutor {
  let waiting: Chunk[] = [];
  return {
    submit: async (chunks) => {
      waiting = [...chunks];
    },
    async *results(): AsyncGenerator<ChunkOutcome> {
      for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
        try {
          await runChunk({ ...task, chunk });
          yield { kind: 'done', chunk };
        } catch (error) {
          yield failedChunk(chunk, error);
        }
      }
    },
    stop: async () => {
      waiting = [];
      await releasePrepared();
    },
  };
}
