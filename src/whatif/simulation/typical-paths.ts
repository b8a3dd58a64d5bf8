import { quantilesOf } from '../../math/statistics/order-statistics.ts';
import { forEachPair } from './draw-paths.ts';
import { CHUNK_PATHS, type SimulationTask } from './task.ts';

/** One path, as an example. */
export interface TypicalPath {
  /** The quantile of the first policy's final wealth to which it comes nearest. */
  readonly quantile: number;
  readonly path: number;
  /** Label of each month. */
  readonly labels: readonly number[];
  /** Wealth of the first policy after each month, a multiple of the start. */
  readonly wealth: readonly number[];
}

/**
 * The path whose final wealth under the first policy comes nearest a quantile, drawn again.
 *
 * @param final that wealth, of all paths.
 */
export function typicalPath(task: SimulationTask, final: Float64Array, quantile: number): TypicalPath {
  const [q] = quantilesOf(final, [quantile]);
  let path = 0;
  for (let i = 1; i < final.length; i++) if (Math.abs(final[i]! - q!) < Math.abs(final[path]! - q!)) path = i;
  const chunk = Math.floor(path / CHUNK_PATHS);
  const within = path % CHUNK_PATHS;
  const side = (within & 1) as 0 | 1;
  let found: TypicalPath | null = null;
  forEachPair({ task, chunk }, ({ labels, policies }, k) => {
    if (k !== within >> 1) return true;
    const { walk, wealth } = policies[0]!;
    walk(k);
    found = {
      quantile,
      path,
      labels: [...labels[side]],
      wealth: Array.from(labels[side], (_, t) => wealth[2 * t + side]!),
    };
    return false;
  });
  return found!;
}
