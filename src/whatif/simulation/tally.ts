import { staysAbove } from '../../math/simulation/barrier-crossing.ts';
import type { PathPair, PolicyWalk } from '../../math/simulation/path-pair.ts';
import { logVariances } from './draw-paths.ts';
import { CHUNK_PATHS, type SimulationTask } from './task.ts';

/*
 * What is kept of the paths: figures of every path where quantiles are wanted, in memory that all threads share, and sums elsewhere.
 */

/** Figures of all paths. Each chunk writes those of its own paths. */
export interface PathFigures {
  /** By policy, [horizons × paths]: wealth as a multiple of the start. */
  readonly wealth: readonly Float64Array[];
  /** By policy, [horizons × paths]: maximum drawdown, a fraction. */
  readonly drawdown: readonly Float32Array[];
  /** [quarters × paths]: wealth under the first policy at the end of every third month. */
  readonly quarters: Float32Array;
}

export function newFigures(
  { policies, horizons, paths, months }: SimulationTask,
  newBuffer = (bytes: number) => new SharedArrayBuffer(bytes),
): PathFigures {
  const count = horizons.length * paths;
  const quarters = quarterCount({ months }) * paths;
  const buffer = newBuffer(policies.length * 12 * count + 4 * quarters);
  const drawdownsAt = policies.length * 8 * count;
  return {
    wealth: policies.map((_, p) => new Float64Array(buffer, 8 * p * count, count)),
    drawdown: policies.map((_, p) => new Float32Array(buffer, drawdownsAt + 4 * p * count, count)),
    quarters: new Float32Array(buffer, drawdownsAt + policies.length * 4 * count, quarters),
  };
}

/** Statistics of a policy whose mean over the paths is reported. */
const POLICY_STATISTICS = ['underWater', 'below', 'crossed', 'cost', 'turnover'] as const;
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
export interface ChunkTally {
  /** Takes in a pair whose labels and returns are known. */
  add(pair: PathPair, k: number): void;
  /** Writes the figures of the chunk's paths, from path `first` on, and returns the sums and sums of squares of pair means: 2 a statistic. */
  finish(first: number, paths: number): Float64Array;
}

export function newTally(task: SimulationTask, figures: PathFigures): ChunkTally {
  const { horizons, chain, policies, assets, barrier, paths: all } = task;
  const n = chain.labels;
  const size = n * n;
  const layout = statisticsOf(task);
  const sums = new Float64Array(2 * layout.count);
  /** Statistics of a pair: the sum over its paths. */
  const pairSums = new Float64Array(layout.count);
  const quarters = quarterCount(task);
  const variancesOf = policies.map((policy) => logVariances(task, policy));
  /** Changes of label up to a horizon. */
  const changes = new Float64Array(size);
  const monthsAt = Int32Array.from(horizons, (_, h) => layout.months(h, 0));
  const policyAt = policies.map((_, p) =>
    Int32Array.from(horizons, (_month, h) => layout.ofPolicy(h, p, 'underWater')),
  );
  const [UNDER, BELOW, CROSSED, COST, TURNOVER] = [0, 1, 2, 3, 4] as const;
  /** [quarters × paths of a chunk]; together, so that a pair writes to few places in memory. */
  const atQuarters = new Float32Array(quarters * CHUNK_PATHS);
  let tallied: PathPair | null = null;

  function addQuarters({ wealth }: PolicyWalk, k: number): void {
    for (let q = 0; q < quarters; q++) {
      const at = q * CHUNK_PATHS + 2 * k;
      const month = 2 * (3 * q + 2);
      atQuarters[at] = wealth[month]!;
      atQuarters[at + 1] = wealth[month + 1]!;
    }
  }

  /** Months by label are those that a change leads to, and the first month; costs are paid at changes. */
  function addChanges(pair: PathPair): void {
    changes.fill(0);
    for (let h = 0; h < horizons.length; h++) {
      for (let k = 0; k < size; k++) changes[k]! += pair.changes[h * size + k]!;
      let switches = 0;
      for (let s = 0; s < n; s++) {
        let count = s === pair.labels[0][0] ? 2 : 0;
        for (let from = 0; from < n; from++) {
          const times = changes[from * n + s]!;
          count += times;
          if (from !== s) switches += times;
        }
        pairSums[monthsAt[h]! + s] = count;
      }
      pairSums[monthsAt[h]! + n] = switches;
      for (let p = 0; p < policies.length; p++) {
        const policy = policies[p]!;
        if (policy.kind === 'hold') continue;
        let cost = 0;
        let turnover = 0;
        for (let k = 0; k < size; k++) {
          cost += policy.cost[k]! * changes[k]!;
          turnover += policy.turnover[k]! * changes[k]!;
        }
        pairSums[policyAt[p]![h]! + COST] = cost;
        pairSums[policyAt[p]![h]! + TURNOVER] = turnover;
      }
    }
  }

  /** The probability, for both paths together, that the barrier was crossed up to each horizon; NaN where months have no known variance. */
  function addCrossings({ labels, scales, policies: walks }: PathPair, p: number, k: number): void {
    const byLabel = variancesOf[p]!;
    for (let h = 0; h < horizons.length; h++)
      pairSums[policyAt[p]![h]! + CROSSED] = byLabel === null ? NaN : 0;
    if (byLabel === null) return;
    const { states, wealth, near, nearBefore } = walks[p]!;
    for (let s = 0 as 0 | 1; s < 2; s++) {
      let survived = 1;
      let from = 0;
      for (let h = 0; h < horizons.length; h++) {
        const isBelow = states[h]!.lowest[2 * k + s]! <= barrier;
        const to = nearBefore[2 * h + s]!;
        if (!isBelow && to > from)
          survived *= staysAbove(wealth, s, near[s], from, to, byLabel, labels[s], scales[s], barrier);
        from = to;
        pairSums[policyAt[p]![h]! + CROSSED]! += isBelow ? 1 : 1 - survived;
      }
    }
  }

  return {
    add(pair, k) {
      tallied = pair;
      addChanges(pair);
      for (let p = 0; p < policies.length; p++) {
        const walked = pair.policies[p]!;
        const { states, holdings } = walked;
        walked.walk(k);
        addCrossings(pair, p, k);
        for (let h = 0; h < horizons.length; h++) {
          const at = policyAt[p]![h]!;
          const { underWater, lowest } = states[h]!;
          pairSums[at + UNDER] = underWater[2 * k]! + underWater[2 * k + 1]!;
          pairSums[at + BELOW] =
            (lowest[2 * k]! <= barrier ? 1 : 0) + (lowest[2 * k + 1]! <= barrier ? 1 : 0);
          if (holdings.length > 0)
            for (let i = 0; i < assets; i++) pairSums[at + POLICY_STATISTICS.length + i] = holdings[h]![i]!;
        }
        if (p === 0) addQuarters(walked, k);
      }
      for (let i = 0; i < layout.count; i++) {
        const mean = pairSums[i]! / 2;
        sums[2 * i]! += mean;
        sums[2 * i + 1]! += mean * mean;
      }
    },
    finish(first, paths) {
      for (const [p, { states }] of (tallied?.policies ?? []).entries()) {
        for (const [h, { wealth, trough }] of states.entries()) {
          figures.wealth[p]!.set(wealth.subarray(0, paths), h * all + first);
          const drawdown = figures.drawdown[p]!;
          for (let i = 0, at = h * all + first; i < paths; i++) drawdown[at + i] = 1 - trough[i]!;
        }
      }
      for (let q = 0; q < quarters; q++)
        figures.quarters.set(atQuarters.subarray(q * CHUNK_PATHS, q * CHUNK_PATHS + paths), q * all + first);
      return sums;
    },
  };
}
