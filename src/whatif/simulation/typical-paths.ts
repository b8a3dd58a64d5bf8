import { holdGrowth, mixGrowth } from '../../math/simulation/policy-growth.ts';
import { quantilesOf } from '../../math/statistics/order-statistics.ts';
import { pathAt } from './draw-paths.ts';
import type { SimulationTask } from './task.ts';
import type { PathTally } from './tally.ts';

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

/** The paths whose final wealth under the first policy comes nearest the 5, 50 and 95 % quantiles, drawn again. */
export function typicalPaths(task: SimulationTask, { wealth, paths }: PathTally): TypicalPath[] {
  const final = wealth[0]!.subarray((task.horizons.length - 1) * paths);
  const probabilities = [0.05, 0.5, 0.95];
  return quantilesOf(final, probabilities).map((q, k) => {
    let best = 0;
    for (let i = 1; i < paths; i++) if (Math.abs(final[i]! - q) < Math.abs(final[best]! - q)) best = i;
    const { labels, returns } = pathAt(task, best);
    return {
      quantile: probabilities[k]!,
      path: best,
      labels: [...labels],
      wealth: [...wealthAlong(task, labels, returns)],
    };
  });
}

function wealthAlong(
  { policies, assets, chain, months }: SimulationTask,
  labels: Uint8Array,
  returns: Float64Array,
): Float64Array {
  const growth = new Float64Array(months);
  const policy = policies[0]!;
  if (policy.kind === 'hold')
    holdGrowth(
      returns,
      assets,
      policy.weights,
      Int32Array.of(),
      new Float64Array(assets),
      new Float64Array(0),
      growth,
    );
  else mixGrowth(returns, assets, labels, chain.labels, policy.weights, policy.cost, growth);
  let wealth = 1;
  return growth.map((g) => (wealth *= g));
}
