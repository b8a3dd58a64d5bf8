import {
  type Estimate,
  isAtLeast,
  isBelow,
  isPositive,
  itself,
  meanOf,
  meanOfPairs,
  meanOfWorst,
  quantilesOfPairs,
  squareAbout,
} from '../../math/statistics/pair-errors.ts';
import { quantilesOf } from '../../math/statistics/order-statistics.ts';
import type { SimulationTask } from './task.ts';
import { type PathTally, quarterCount, statisticsOf } from './tally.ts';

/** Probabilities of the reported quantiles of wealth. */
export const WEALTH_QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
/** Drawdowns whose chance is reported. */
export const DRAWDOWNS = [0.1, 0.2, 0.3] as const;
/** The fraction of paths in the mean of the worst. */
export const WORST = 0.05;

/** A policy up to a month. Wealth is a multiple of the start; each figure has its Monte Carlo standard error. */
export interface PolicyOutcome {
  readonly month: number;
  /** At `WEALTH_QUANTILES`. */
  readonly quantiles: readonly Estimate[];
  readonly mean: Estimate;
  /** Standard deviation over the paths. */
  readonly deviation: number;
  readonly chanceOfLoss: Estimate;
  /** Mean wealth of the worst 5 % of paths. */
  readonly meanOfWorst: Estimate;
  readonly drawdown: {
    readonly mean: Estimate;
    readonly median: Estimate;
    readonly q95: Estimate;
    /** Chance of a maximum drawdown of at least each of `DRAWDOWNS`. */
    readonly chances: readonly Estimate[];
  };
  /** Month-ends below the running peak. */
  readonly monthsUnderWater: Estimate;
  /** Chance of a month-end at or below the barrier. */
  readonly chanceBelow: Estimate;
  /** The same at any time, by a Brownian bridge between month-ends; null where the law of a month is not normal given its scale. */
  readonly chanceCrossed: Estimate | null;
  /** Total one-way turnover, and its cost as a fraction of wealth; 0 for a policy that never trades. */
  readonly turnover: Estimate;
  readonly cost: Estimate;
  /** Mean value of each asset, a multiple of the start, under a policy that buys and holds; null for others. */
  readonly holdings: readonly number[] | null;
}

/** Labels up to a month, the start included. */
export interface LabelOutcome {
  readonly month: number;
  /** Months in each label. */
  readonly months: readonly Estimate[];
  readonly switches: Estimate;
}

/** The first policy's wealth minus another's, path by path. */
export interface PolicyDifference {
  readonly than: string;
  readonly month: number;
  readonly mean: Estimate;
  /** At 5, 50 and 95 %. */
  readonly quantiles: readonly Estimate[];
  /** Chance that the first policy has more. */
  readonly chanceAhead: Estimate;
}

/** Quantiles of the first policy's wealth after every third month. */
export interface WealthFan {
  readonly months: readonly number[];
  /** One list for each of `WEALTH_QUANTILES`. */
  readonly quantiles: readonly (readonly number[])[];
}

/** Counts of maximum drawdowns over the whole period, in bins of equal width from 0. */
export interface DrawdownHistogram {
  readonly width: number;
  readonly counts: readonly number[];
}

/** What the paths show. */
export interface SimulationSummary {
  readonly policies: readonly {
    readonly id: string;
    readonly outcomes: readonly PolicyOutcome[];
    readonly drawdowns: DrawdownHistogram;
  }[];
  readonly labels: readonly LabelOutcome[];
  readonly differences: readonly PolicyDifference[];
  readonly fan: WealthFan;
}

/** Summarises all paths of a task. */
export function summarise(task: SimulationTask, tally: PathTally): SimulationSummary {
  const { horizons, policies, chain } = task;
  const { paths, sums } = tally;
  const layout = statisticsOf(task);
  const statistic = (k: number): Estimate => meanOfPairs(paths / 2, sums[2 * k]!, sums[2 * k + 1]!);
  const wealthOf = (p: number, h: number) => tally.wealth[p]!.subarray(h * paths, (h + 1) * paths);
  const months = [...horizons];

  const outcome = (p: number, month: number, h: number): PolicyOutcome => {
    const wealth = wealthOf(p, h);
    const drawdown = tally.drawdown[p]!.subarray(h * paths, (h + 1) * paths);
    const quantiles = quantilesOfPairs(wealth, WEALTH_QUANTILES);
    const [median, q95] = quantilesOfPairs(drawdown, [0.5, 0.95]);
    const mean = meanOf(wealth, itself);
    const ofPolicy = (name: Parameters<typeof layout.ofPolicy>[2]) => statistic(layout.ofPolicy(h, p, name));
    const crossed = ofPolicy('crossed');
    return {
      month,
      quantiles,
      mean,
      deviation: Math.sqrt(meanOf(wealth, squareAbout(mean.value)).value),
      chanceOfLoss: meanOf(wealth, isBelow(1)),
      meanOfWorst: meanOfWorst(wealth, WORST, quantiles[0]!.value),
      drawdown: {
        mean: meanOf(drawdown, itself),
        median: median!,
        q95: q95!,
        chances: DRAWDOWNS.map((d) => meanOf(drawdown, isAtLeast(d))),
      },
      monthsUnderWater: ofPolicy('underWater'),
      chanceBelow: ofPolicy('below'),
      chanceCrossed: Number.isNaN(crossed.value) ? null : crossed,
      turnover: ofPolicy('turnover'),
      cost: ofPolicy('cost'),
      holdings:
        policies[p]!.kind === 'hold'
          ? Array.from({ length: task.assets }, (_, i) => statistic(layout.holding(h, p, i)).value)
          : null,
    };
  };

  return {
    policies: policies.map(({ id }, p) => ({
      id,
      outcomes: months.map((month, h) => outcome(p, month, h)),
      drawdowns: histogramOf(tally.drawdown[p]!.subarray((horizons.length - 1) * paths)),
    })),
    labels: months.map((month, h) => ({
      month,
      months: Array.from({ length: chain.labels }, (_, s) => statistic(layout.months(h, s))),
      switches: statistic(layout.switches(h)),
    })),
    differences: policies
      .slice(1)
      .flatMap(({ id }, k) =>
        months.map((month, h) => differenceOf(id, month, wealthOf(0, h), wealthOf(k + 1, h))),
      ),
    fan: fanOf(task, tally),
  };
}

function differenceOf(
  than: string,
  month: number,
  first: Float64Array,
  other: Float64Array,
): PolicyDifference {
  const difference = first.map((w, i) => w - other[i]!);
  return {
    than,
    month,
    mean: meanOf(difference, itself),
    quantiles: quantilesOfPairs(difference, [0.05, 0.5, 0.95]),
    chanceAhead: meanOf(difference, isPositive),
  };
}

function fanOf(task: SimulationTask, { quarters, paths }: PathTally): WealthFan {
  const count = quarterCount(task);
  const byQuarter = Array.from({ length: count }, (_, q) =>
    quantilesOf(quarters.subarray(q * paths, (q + 1) * paths), WEALTH_QUANTILES),
  );
  return {
    months: byQuarter.map((_, q) => 3 * (q + 1)),
    quantiles: WEALTH_QUANTILES.map((_, k) => byQuarter.map((quantiles) => quantiles[k]!)),
  };
}

/** Bins of the histogram: a drawdown is a fraction from 0 to 1. */
const BINS = 40;

function histogramOf(drawdowns: Float32Array): DrawdownHistogram {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const x of drawdowns) counts[Math.min(BINS - 1, Math.floor(x * BINS))]!++;
  return { width: 1 / BINS, counts };
}
