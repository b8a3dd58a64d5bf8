import { type ChunkedWork, type ExecutionOptions, type Executor, inline } from '../../parallel/executor.ts';
import { compensatedSum } from '../../math/statistics/compensated-sum.ts';
import { type ChunkInput, simulateChunk } from './chunk.ts';
import { collapse } from './collapse.ts';
import { summarise } from './summarise.ts';
import type { SimulationSummary } from './summary.ts';
import { type PartResult, summarisePart, type SummaryInput, summaryParts } from './summary-parts.ts';
import { chunkCount, type SimulationTask } from './task.ts';
import { newFigures, statisticsOf } from './tally.ts';
import type { TypicalPath } from './typical-paths.ts';

export interface SimulationOptions extends ExecutionOptions {
  /** Default: this thread. */
  readonly executor?: Executor;
}

/** A simulation's summary and three of its paths. */
export interface Simulation extends SimulationSummary {
  readonly typical: readonly TypicalPath[];
}

const PATHS: ChunkedWork<ChunkInput, Float64Array> = {
  run: (input) => simulateChunk(input),
  worker: new URL('./chunk-worker.js', import.meta.url),
};
const SUMMARY: ChunkedWork<SummaryInput, PartResult> = {
  run: summarisePart,
  worker: new URL('./summary-worker.js', import.meta.url),
};

/**
 * Memory of the last simulation: shared memory is freed late, and simulation after simulation would hold more of it. That of one that
 * was stopped is not used again: its workers may still write there.
 */
let spare: SharedArrayBuffer | null = null;
function takeBuffer(bytes: number): SharedArrayBuffer {
  const buffer = spare !== null && spare.byteLength >= bytes ? spare : new SharedArrayBuffer(bytes);
  spare = null;
  return buffer;
}

/**
 * Simulates a task. The same task gives the same bits with any executor: chunks have random streams of their own, write to places
 * of their own, and their sums are added in their order.
 *
 * @throws RangeError for an odd number of paths, or a covariance that is not positive semi-definite.
 */
export async function simulateTask(
  given: SimulationTask,
  { executor = inline, ...options }: SimulationOptions = {},
): Promise<Simulation> {
  if (given.paths % 2 !== 0 || given.paths < 2)
    throw new RangeError(`paths come in pairs, not ${given.paths}`);
  const task = collapse(given);
  const figures = newFigures(task, takeBuffer);
  const chunks = Array.from({ length: chunkCount(task) }, (_, chunk) => ({ task, chunk, figures }));
  const sums = compensatedSum(2 * statisticsOf(task).count);
  for (const part of await executor.run(PATHS, chunks, options)) sums.add(part);
  const parts = summaryParts(task);
  const { signal } = options;
  const results = await executor.run(
    SUMMARY,
    parts.map((part) => ({ task, figures, part })),
    { signal },
  );
  spare = figures.quarters.buffer as SharedArrayBuffer;
  return summarise(task, sums.total(), parts, results);
}
