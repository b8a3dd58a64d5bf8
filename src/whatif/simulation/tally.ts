import {
  columnGrowth,
  countTransitions,
  holdGrowth,
  mixGrowth,
} from '../../math/simulation/policy-growth.ts';
import {
  BELOW,
  CROSSED,
  MAX_DRAWDOWN,
  SLOTS,
  UNDER_WATER,
  WEALTH,
} from '../../math/simulation/wealth-path.ts';
import { plainPairWalk, simdPairWalk } from '../../math/simulation/pair-walk.ts';
import type { PathPair } from './draw-paths.ts';
import type { PolicyTask, SimulationTask } from './task.ts';

/** Results of a set of paths: figures of every path where quantiles are wanted, sums elsewhere. */
export interface PathTally {
  readonly paths: number;
  /** By policy, [horizons × paths]: wealth as a multiple of the start. */
  readonly wealth: readonly Float64Array[];
  /** By policy, [horizons × paths]: maximum drawdown, a fraction. */
  readonly drawdown: readonly Float32Array[];
  /** Wealth under the first policy at the end of every third month: [paths × quarters] in a chunk, so that a path writes to one place; [quarters × paths] in the whole. */
  readonly quarters: Float32Array;
  /** Sum and sum of squares of the means over each pair, by statistic: see `statisticsOf`. */
  readonly sums: Float64Array;
}

/** Statistics of a policy whose mean over the paths is reported. */
export const POLICY_STATISTICS = ['underWater', 'below', 'crossed', 'cost', 'turnover'] as const;
const [UNDER, BARRIER, BRIDGE, COST, TURNOVER] = [0, 1, 2, 3, 4];
export type PolicyStatistic = (typeof POLICY_STATISTICS)[number];

/** Where the statistics of a task lie in the sums. */
export interface StatisticLayout {
  readonly count: number;
  readonly months: (horizon: number, label: number) => number;
  readonly switches: (horizon: number) => number;
  readonly ofPolicy: (horizon: number, policy: number, statistic: PolicyStatistic) => number;
  /** Value of a holding, a multiple of the start, under a policy that buys and holds. */
  readonly holding: (horizon: number, policy: number, asset: number) => number;
}

export function statisticsOf({ horizons, chain, policies, assets }: SimulationTask): StatisticLayout {
  const perPolicy = POLICY_STATISTICS.length + assets;
  const perHorizon = chain.labels + 1 + policies.length * perPolicy;
  const policyAt = (h: number, p: number) => h * perHorizon + chain.labels + 1 + p * perPolicy;
  return {
    count: horizons.length * perHorizon,
    months: (h, s) => h * perHorizon + s,
    switches: (h) => h * perHorizon + chain.labels,
    ofPolicy: (h, p, statistic) => policyAt(h, p) + POLICY_STATISTICS.indexOf(statistic),
    holding: (h, p, i) => policyAt(h, p) + POLICY_STATISTICS.length + i,
  };
}

export const quarterCount = ({ months }: Pick<SimulationTask, 'months'>): number => Math.floor(months / 3);

/** Collects the paths of a chunk. */
export function newTally(
  task: SimulationTask,
  paths: number,
): { readonly result: PathTally; add(pair: PathPair, k: number): void } {
  const { horizons, chain, policies, assets, months, barrier } = task;
  const layout = statisticsOf(task);
  const result: PathTally = {
    paths,
    wealth: policies.map(() => new Float64Array(horizons.length * paths)),
    drawdown: policies.map(() => new Float32Array(horizons.length * paths)),
    quarters: new Float32Array(quarterCount(task) * paths),
    sums: new Float64Array(2 * layout.count),
  };
  /** Statistics of the two paths of a pair. */
  const sides = [new Float64Array(layout.count), new Float64Array(layout.count)] as const;
  const walker = simdPairWalk(months, horizons) ?? plainPairWalk(months, horizons);
  const variances = [new Float64Array(months), new Float64Array(months)] as const;
  const quarters = quarterCount(task);
  const noted = [
    new Float64Array(SLOTS * horizons.length),
    new Float64Array(SLOTS * horizons.length),
  ] as const;
  const size = chain.labels ** 2;
  const changes = [new Int32Array(horizons.length * size), new Int32Array(horizons.length * size)] as const;
  const holding = new Float64Array(assets);
  const values = new Float64Array(horizons.length * assets);
  const variancesOf = policies.map((policy) => logVariances(task, policy));
  /** Where the statistics of a policy begin, by horizon. */
  const offsets = policies.map((_, p) =>
    Int32Array.from(horizons, (_month, h) => layout.ofPolicy(h, p, 'underWater')),
  );
  const columnOf = policies.map((policy) => soleAsset(policy, chain.labels, assets));

  /** Months by label are those that a change leads to, and the first month. */
  function addLabels(labels: Uint8Array, transitions: Int32Array, side: Float64Array): void {
    const n = chain.labels;
    countTransitions(labels, n, horizons, transitions);
    for (let h = 0; h < horizons.length; h++) {
      let switches = 0;
      for (let s = 0; s < n; s++) {
        let count = s === labels[0] ? 1 : 0;
        for (let from = 0; from < n; from++) {
          const times = transitions[h * size + from * n + s]!;
          count += times;
          if (from !== s) switches += times;
        }
        side[layout.months(h, s)] = count;
      }
      side[layout.switches(h)] = switches;
    }
  }

  /** An amount for each change of label, summed over the changes up to a month. */
  function overTransitions(amounts: Float64Array, transitions: Int32Array, h: number): number {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += amounts[k]! * transitions[h * size + k]!;
    return sum;
  }

  function growthOf(
    policy: PolicyTask,
    p: number,
    labels: Uint8Array,
    returns: Float64Array,
    s: 0 | 1,
  ): void {
    const growth = walker.growth[s];
    const side = sides[s];
    if (policy.kind === 'hold') {
      holdGrowth(returns, assets, policy.weights, horizons, holding, values, growth);
      for (let h = 0; h < horizons.length; h++)
        for (let i = 0; i < assets; i++) side[layout.holding(h, p, i)] = values[h * assets + i]!;
      return;
    }
    const column = columnOf[p]!;
    if (column >= 0) columnGrowth(returns, assets, labels, chain.labels, column, policy.cost, growth);
    else mixGrowth(returns, assets, labels, chain.labels, policy.weights, policy.cost, growth);
    for (let h = 0; h < horizons.length; h++) {
      const at = offsets[p]![h]!;
      side[at + COST] = overTransitions(policy.cost, changes[s], h);
      side[at + TURNOVER] = overTransitions(policy.turnover, changes[s], h);
    }
  }

  /** Writes down what the walk of a path under a policy showed. */
  function note(p: number, s: 0 | 1, path: number): void {
    const [wealth, states, side] = [walker.wealth[s], noted[s], sides[s]];
    if (p === 0) for (let q = 0; q < quarters; q++) result.quarters[path * quarters + q] = wealth[3 * q + 2]!;
    for (let h = 0; h < horizons.length; h++) {
      const slot = h * SLOTS;
      result.wealth[p]![h * paths + path] = states[slot + WEALTH]!;
      result.drawdown[p]![h * paths + path] = states[slot + MAX_DRAWDOWN]!;
      const at = offsets[p]![h]!;
      side[at + UNDER] = states[slot + UNDER_WATER]!;
      side[at + BARRIER] = states[slot + BELOW]!;
      side[at + BRIDGE] = states[slot + CROSSED]!;
    }
  }

  return {
    result,
    add({ labels, returns, scales }, k) {
      for (const s of [0, 1] as const) addLabels(labels[s], changes[s], sides[s]);
      for (const [p, policy] of policies.entries()) {
        const known = variancesOf[p]!;
        for (const s of [0, 1] as const) {
          growthOf(policy, p, labels[s], returns[s], s);
          if (known) fillVariances(known, labels[s], scales, variances[s]);
        }
        walker.walk(known && variances, barrier, noted);
        for (const s of [0, 1] as const) note(p, s, 2 * k + s);
      }
      for (let i = 0; i < layout.count; i++) {
        const mean = (sides[0][i]! + sides[1][i]!) / 2;
        result.sums[2 * i]! += mean;
        result.sums[2 * i + 1]! += mean * mean;
      }
    },
  };
}

/** The variance of a policy's monthly log growth by label, σ²/(1 + μ)²; null where it is not known. */
function logVariances({ law, assets, chain }: SimulationTask, policy: PolicyTask): Float64Array | null {
  if (law.kind === 'blocks' || policy.kind === 'hold') return null;
  return Float64Array.from({ length: chain.labels }, (_, s) => {
    let [mean, variance] = [0, 0];
    for (let i = 0; i < assets; i++) {
      const w = policy.weights[s * assets + i]!;
      mean += w * law.means[s * assets + i]!;
      for (let j = 0; j < assets; j++)
        variance += w * policy.weights[s * assets + j]! * law.covariances[(s * assets + i) * assets + j]!;
    }
    return law.kind === 'lognormal' ? variance : variance / (1 + mean) ** 2;
  });
}

function fillVariances(
  byLabel: Float64Array,
  labels: Uint8Array,
  scales: Float64Array | null,
  out: Float64Array,
): void {
  for (let t = 0; t < out.length; t++)
    out[t] = byLabel[labels[t]!]! * (scales === null ? 1 : scales[t]! ** 2);
}

/** The asset that a policy holds alone under every label; −1 for none. */
function soleAsset(policy: PolicyTask, labels: number, assets: number): number {
  if (policy.kind === 'hold') return -1;
  const at = policy.weights.findIndex((w) => w === 1);
  const isSole = Array.from({ length: labels }, (_, s) => s).every((s) =>
    policy.weights.subarray(s * assets, (s + 1) * assets).every((w, i) => w === (i === at ? 1 : 0)),
  );
  return isSole ? at : -1;
}
