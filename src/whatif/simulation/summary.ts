import type { Estimate } from '../../math/statistics/pair-errors.ts';

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
