import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import type { Chunk } from '../chunks/chunk.ts';
import type { ChunkTask } from '../chunks/run-chunk.ts';
import { type ChunkOutcome, failedChunk, type SweepExecutor } from './executor.ts';

/** The compiled module that runs a chunk in a thread. */
export const CHUNK_THREAD = new URL('../chunks/run-chunk-worker.js', import.meta.url);

/** Threads that run chunks. Workers load compiled code, so this needs the built program. */
async function chunkThreads(count: number): Promise<Piscina<ChunkTask, string>> {
  const { Piscina: Pool } = await import('piscina');
  return new Pool<ChunkTask, string>({
    filename: fileURLToPath(CHUNK_THREAD),
    minThreads: count,
    maxThreads: count,
    // A thread keeps the objective that it prepared for the next chunk.
    idleTimeout: Infinity,
  });
}

/** Runs chunks in worker threads of this process. The series of the snapshot are shared, not copied. */
export function threadsExecutor(task: Omit<ChunkTask, 'chunk'>, count: number): SweepExecutor {
  let pool: Piscina<ChunkTask, string> | null = null;
  let waiting: Chunk[] = [];
  return {
    submit: async (chunks) => {
      waiting = [...chunks];
      pool = await chunkThreads(Math.max(1, Math.min(count, chunks.length)));
    },
    async *results(): AsyncGenerator<ChunkOutcome> {
      const running = new Map<string, Promise<ChunkOutcome>>();
      const start = (): void => {
        // One more than there are threads, so that none waits for the next chunk.
        while (running.size <= count && waiting.length > 0) {
          const chunk = waiting.shift()!;
          running.set(
            chunk.id,
            pool!.run({ ...task, chunk }).then(
              () => ({ kind: 'done', chunk }) as const,
              (error: unknown) => failedChunk(chunk, error),
            ),
          );
        }
      };
      for (start(); running.size > 0; start()) {
        const outcome = await Promise.race(running.values());
        running.delete(outcome.chunk.id);
        yield outcome;
      }
    },
    stop: async () => {
      waiting = [];
      await pool?.destroy();
    },
  };
}
