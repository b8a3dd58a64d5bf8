import type { PolicyTask, ReturnLaw, SimulationTask } from './task.ts';

/**
 * The same simulation with policies in the place of assets. A mix restored every month has, given the label, the return w′r:
 * normal or t with mean w′μ and variance w′Σw if r is, so that drawing the policies' returns jointly is exact, not an
 * approximation. Of blocks, the history's portfolio returns are taken. The paths differ from those of the task that draws every
 * asset, their distribution does not.
 *
 * @returns the task itself where it cannot be collapsed: a policy is bought and held, returns are lognormal (a mix of lognormal
 *   returns is not lognormal), or there are as many policies as assets.
 */
export function collapse(task: SimulationTask): SimulationTask {
  const { assets, law, policies, chain } = task;
  const mixes = policies.flatMap((p) => (p.kind === 'mix' ? [p] : []));
  const count = mixes.length;
  if (count < policies.length || law.kind === 'lognormal' || count >= assets) return task;
  const weightsOf = (policy: number, label: number): Float64Array =>
    mixes[policy]!.weights.subarray(label * assets, (label + 1) * assets);
  const labels = Array.from({ length: chain.labels }, (_, s) => s);
  return {
    ...task,
    assets: count,
    law:
      law.kind === 'blocks'
        ? collapseBlocks(law, assets, count, weightsOf)
        : collapseMoments(law, assets, count, labels, weightsOf),
    policies: mixes.map((policy, p): PolicyTask => {
      const weights = new Float64Array(chain.labels * count);
      for (const s of labels) weights[s * count + p] = 1;
      return { ...policy, weights };
    }),
  };
}

type WeightsOf = (policy: number, label: number) => Float64Array;
type Moments = Exclude<ReturnLaw, { kind: 'blocks' }>;
type Blocks = Extract<ReturnLaw, { kind: 'blocks' }>;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** Σ·w for a symmetric Σ, row-major. */
const times = (matrix: Float64Array, w: Float64Array): Float64Array =>
  w.map((_, i) => dot(matrix.subarray(i * w.length, (i + 1) * w.length), w));

function collapseMoments(
  law: Moments,
  n: number,
  count: number,
  labels: readonly number[],
  weightsOf: WeightsOf,
): Moments {
  const means = new Float64Array(labels.length * count);
  const covariances = new Float64Array(labels.length * count * count);
  for (const s of labels) {
    const mean = law.means.subarray(s * n, (s + 1) * n);
    const covariance = law.covariances.subarray(s * n * n, (s + 1) * n * n);
    for (let p = 0; p < count; p++) {
      means[s * count + p] = dot(weightsOf(p, s), mean);
      const product = times(covariance, weightsOf(p, s));
      for (let q = 0; q <= p; q++) {
        const value = dot(weightsOf(q, s), product);
        covariances[(s * count + p) * count + q] = value;
        covariances[(s * count + q) * count + p] = value;
      }
    }
  }
  return { ...law, means, covariances };
}

/** A row belongs to one label, whose weights apply to it. */
function collapseBlocks(law: Blocks, n: number, count: number, weightsOf: WeightsOf): Blocks {
  const history = new Float64Array((law.history.length / n) * count);
  for (const [s, pool] of law.pools.entries()) {
    for (const row of pool)
      for (let p = 0; p < count; p++)
        history[row * count + p] = dot(weightsOf(p, s), law.history.subarray(row * n, (row + 1) * n));
  }
  return { ...law, history };
}
