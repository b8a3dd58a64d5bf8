import { type QueuedJobs, queuedJobs, type QueueOptions } from '../../queue/queued-jobs.ts';
import type { QueueView } from '../../queue/status/run-status.ts';
import { publishInput, publishSnapshot, takeResult } from '../../queue/exchange/exchange.ts';
import { checkPart } from '../chunks/check-part.ts';
import type { Chunk } from '../chunks/chunk.ts';
import type { ChunkTask } from '../chunks/run-chunk.ts';
import { type ChunkOutcome, failedChunk, type SweepExecutor } from '../executors/executor.ts';
import { definitionText } from '../sweep-folder.ts';
import { SWEEP_JOBS, sweepWorkOf } from './sweep-work.ts';

export interface SweepQueueOptions extends QueueOptions {
  readonly partOf: (chunk: string) => string;
  /** Runs chunks that failed in an earlier run once more. */
  readonly retry: boolean;
}

/** Runs chunks on the workers of a queue, in jobs named by their chunks. */
export function queueExecutor(
  { definition, snapshot }: Omit<ChunkTask, 'chunk'>,
  { partOf, retry, ...options }: SweepQueueOptions,
): SweepExecutor & QueueView {
  const jobs: QueuedJobs = queuedJobs({ ...SWEEP_JOBS, engine: definition.engine, retry }, options);
  const chunks = new Map<string, Chunk>();
  return {
    async submit(given) {
      publishSnapshot(options.exchange, snapshot);
      const text = publishInput(options.exchange, definitionText(definition));
      for (const chunk of given) chunks.set(chunk.id, chunk);
      await jobs.submit(given.map((chunk) => ({ id: chunk.id, work: sweepWorkOf(chunk, definition, text) })));
    },
    async *results() {
      for await (const outcome of jobs.outcomes()) {
        const chunk = chunks.get(outcome.id)!;
        yield outcome.kind === 'done'
          ? await accepted(chunk, outcome.file, partOf(chunk.id))
          : { kind: 'failed', chunk, reason: outcome.reason, stack: outcome.stack };
      }
    },
    view: jobs.view,
    stop: jobs.stop,
  };
}

/** Takes a part that a worker made. */
async function accepted(chunk: Chunk, part: string, to: string): Promise<ChunkOutcome> {
  try {
    await checkPart(part, chunk.trials);
    takeResult(part, to);
    return { kind: 'done', chunk };
  } catch (error) {
    return failedChunk(chunk, error);
  }
}
