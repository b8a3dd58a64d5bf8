import { type ChunkedWork, type ExecutionOptions, type Executor, inline } from '../../parallel/executor.ts';
import { compensatedSum } from '../../math/statistics/compensated-sum.ts';
import { simulateChunk } from './chunk.ts';
import { collapse } from './collapse.ts';
import { type SimulationSummary, summarise } from './summary.ts';
import { chunkCount, pathsIn, type SimulationChunk, type SimulationTask } from './task.ts';
import { type PathTally, quarterCount, statisticsOf } from './tally.ts';
import { type TypicalPath, typicalPaths } from './typical-paths.ts';

export interface SimulationOptions extends ExecutionOptions {
  /** Default: this thread. */
  readonly executor?: Executor;
}

/** A simulation's summary and three of its paths. */
export interface Simulation extends SimulationSummary {
  readonly typical: readonly TypicalPath[];
}

const WORK: ChunkedWork<SimulationChunk, PathTally> = {
  run: simulateChunk,
  worker: new URL('./worker.js', import.meta.url),
};

/**
 * Simulates a task. The same task gives the same bits with any executor: chunks have random streams of their own and are merged
 * in their order.
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
  const chunks = Array.from({ length: chunkCount(task) }, (_, chunk) => ({ task, chunk }));
  const tally = mergeTallies(task, await executor.run(WORK, chunks, options));
  return { ...summarise(task, tally), typical: typicalPaths(task, tally) };
}

/** All chunks as one, in their order. */
function mergeTallies(task: SimulationTask, parts: readonly PathTally[]): PathTally {
  const { paths, horizons, policies } = task;
  const sums = compensatedSum(2 * statisticsOf(task).count);
  const whole: PathTally = {
    paths,
    wealth: policies.map(() => new Float64Array(horizons.length * paths)),
    drawdown: policies.map(() => new Float32Array(horizons.length * paths)),
    quarters: new Float32Array(quarterCount(task) * paths),
    sums: new Float64Array(0),
  };
  let at = 0;
  for (const [chunk, part] of parts.entries()) {
    const n = pathsIn(task, chunk);
    const copy = <A extends Float64Array | Float32Array>(to: A, from: A, rows: number): void => {
      for (let r = 0; r < rows; r++) to.set(from.subarray(r * n, (r + 1) * n), r * paths + at);
    };
    for (let p = 0; p < policies.length; p++) {
      copy(whole.wealth[p]!, part.wealth[p]!, horizons.length);
      copy(whole.drawdown[p]!, part.drawdown[p]!, horizons.length);
    }
    transposeInto(whole.quarters, part.quarters, n, quarterCount(task), paths, at);
    sums.add(part.sums);
    at += n;
  }
  return { ...whole, sums: sums.total() };
}

function transposeInto(
  to: Float32Array,
  from: Float32Array,
  rows: number,
  columns: number,
  stride: number,
  at: number,
): void {
  for (let c = 0; c < columns; c++)
    for (let r = 0; r < rows; r++) to[c * stride + at + r] = from[r * columns + c]!;
}
