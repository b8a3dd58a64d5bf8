import { userError } from '../../market/problem.ts';

/** Months below which nothing is fitted, and below which a label gets the pooled covariance (our choices). */
const LEAST_MONTHS = 36;
export const LEAST_LABEL_MONTHS = 12;
/** Months of prior weight with which a label's mean and covariance are shrunk to those of all months (our choice). */
const MEAN_SHRINKAGE = 24;
const COVARIANCE_SHRINKAGE = 36;
/** A smaller variance is that of rounding. */
const ROUNDING = 1e-24;

/**
 * How expected returns depend on the label. `pooled`: the mean of all months under every label (default: labels do not forecast
 * the market's mean). `regime`: the label's own mean, shrunk to the pooled one. `zero`: cash's mean for every asset.
 */
export type MeanRule = 'pooled' | 'regime' | 'zero';

/** Monthly returns of assets and the label in force when each month began. */
export interface LabelledReturns {
  /** Simple returns by asset, one a month; NaN where unknown. */
  readonly returns: Readonly<Record<string, readonly number[] | Float64Array>>;
  /** The label at the end of the month before; null where there was none. */
  readonly labels: readonly (string | null)[];
}

/** How the laws of returns by label are estimated. */
export interface FitReturnsOptions {
  /** All labels, in the order of the result; default: those of the data, in order of appearance. */
  readonly order?: readonly string[];
  /** Default `pooled`. */
  readonly means?: MeanRule;
  /** The asset whose mean counts as that of cash under `zero`; without it, means are 0. */
  readonly cash?: string;
}

/** Moments of monthly returns under each label. Arrays are in the order of `assets` and `labels`. */
export interface FittedReturns {
  readonly assets: readonly string[];
  readonly labels: readonly string[];
  /** Indices of the months used: those with a label, and a return of every asset. */
  readonly months: readonly number[];
  /** Months left out for want of a return. */
  readonly leftOut: number;
  /** Months of each label, and whether its covariance is the pooled one. */
  readonly byLabel: readonly { readonly months: number; readonly isPooled: boolean }[];
  /** Index of each used month's label. */
  readonly labelOf: readonly number[];
  /** [months × assets] the returns used. */
  readonly history: Float64Array;
  /** [labels × assets] */
  readonly means: Float64Array;
  /** [labels × assets × assets] */
  readonly covariances: Float64Array;
  /** [assets] over all months used. */
  readonly pooledMean: Float64Array;
  /** [assets] standard deviations over all months used. */
  readonly deviation: Float64Array;
}

/**
 * Fits means and covariances of monthly returns under each label. A label's covariance is Σ*_s = n_s/(n_s+36)·Σ_s + 36/(n_s+36)·Σ̄,
 * convex and so positive semi-definite; a label with fewer than 12 months gets Σ̄.
 *
 * @param data returns by asset, and labels, of the same months. A month without a label, or in which a return is missing, is left
 * out for all assets.
 * @param options rule for means, order of labels.
 * @returns moments, and how many months they rest on.
 * @throws UserError for fewer than 36 months, an asset without any return, or returns that never vary.
 * @example
 * import { fitReturns } from 'trrm/simulation';
 *
 * const months = Array.from({ length: 48 }, (_, t) => t);
 * const labels = months.map((t) => (t % 12 < 8 ? 'bullish' : 'bearish'));
 * const returns = { fund: months.map((t) => 0.01 + 0.04 * Math.sin(t)), cash: months.map(() => 0.005) };
 * console.log(fitReturns({ returns, labels }).byLabel);
 */
export function fitReturns(
  { returns, labels: record }: LabelledReturns,
  { order, means = 'pooled', cash }: FitReturnsOptions = {},
): FittedReturns {
  const assets = Object.keys(returns);
  const n = assets.length;
  const labels = order ?? [...new Set(record.filter((label) => label !== null))];
  for (const asset of assets)
    if (!returns[asset]!.some((r) => !Number.isNaN(r)))
      throw userError('no-returns', asset, 'has no monthly return at all.', 'Import its history.');
  const labelled = record.flatMap((label, t) => (label === null ? [] : [t]));
  const months = labelled.filter((t) => assets.every((asset) => Number.isFinite(returns[asset]![t])));
  if (months.length < LEAST_MONTHS)
    throw userError(
      'too-few-months',
      'simulation',
      `Only ${months.length} months have a label and a return of every asset; at least ${LEAST_MONTHS} are needed.`,
      `Import longer histories. The shortest is that of ${shortest(returns)}.`,
    );
  const labelOf = months.map((t) => labels.indexOf(record[t]!));
  const history = new Float64Array(months.length * n);
  for (const [k, t] of months.entries())
    for (const [i, asset] of assets.entries()) history[k * n + i] = returns[asset]![t]!;
  const all = months.map((_, k) => k);
  const pooled = momentsOf(history, n, all);
  if (!pooled.covariance.some((x, k) => k % (n + 1) === 0 && x > ROUNDING))
    throw userError(
      'constant-returns',
      'simulation',
      'All returns are constant: there is nothing to simulate.',
      'Import series that vary.',
    );

  const meansByLabel = new Float64Array(labels.length * n);
  const covariances = new Float64Array(labels.length * n * n);
  const cashAt = cash === undefined ? -1 : assets.indexOf(cash);
  const byLabel = labels.map((_, s) => {
    const own = all.filter((k) => labelOf[k] === s);
    const isPooled = own.length < LEAST_LABEL_MONTHS;
    const moments = isPooled ? pooled : momentsOf(history, n, own);
    const weight = isPooled ? 0 : own.length / (own.length + COVARIANCE_SHRINKAGE);
    for (let k = 0; k < n * n; k++)
      covariances[s * n * n + k] = weight * moments.covariance[k]! + (1 - weight) * pooled.covariance[k]!;
    for (let i = 0; i < n; i++)
      meansByLabel[s * n + i] =
        means === 'zero'
          ? cashAt < 0
            ? 0
            : pooled.mean[cashAt]!
          : means === 'pooled' || own.length === 0
            ? pooled.mean[i]!
            : pooled.mean[i]! +
              (own.length / (own.length + MEAN_SHRINKAGE)) * (ownMean(history, n, own, i) - pooled.mean[i]!);
    return { months: own.length, isPooled };
  });
  return {
    assets,
    labels,
    months,
    leftOut: labelled.length - months.length,
    byLabel,
    labelOf,
    history,
    means: meansByLabel,
    covariances,
    pooledMean: pooled.mean,
    deviation: Float64Array.from({ length: n }, (_, i) => Math.sqrt(pooled.covariance[i * (n + 1)]!)),
  };
}

const shortest = (returns: LabelledReturns['returns']): string => {
  const count = (id: string): number => [...returns[id]!].filter((r) => Number.isFinite(r)).length;
  return Object.keys(returns).reduce((a, b) => (count(b) < count(a) ? b : a));
};

const ownMean = (history: Float64Array, n: number, rows: readonly number[], i: number): number =>
  rows.reduce((sum, k) => sum + history[k * n + i]!, 0) / rows.length;

/** Mean and covariance (n − 1) of some rows. */
function momentsOf(history: Float64Array, n: number, rows: readonly number[]) {
  const mean = Float64Array.from({ length: n }, (_, i) => ownMean(history, n, rows, i));
  const covariance = new Float64Array(n * n);
  for (const k of rows) {
    for (let i = 0; i < n; i++) {
      const d = history[k * n + i]! - mean[i]!;
      for (let j = 0; j <= i; j++) covariance[i * n + j]! += d * (history[k * n + j]! - mean[j]!);
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      covariance[i * n + j]! /= rows.length - 1;
      covariance[j * n + i] = covariance[i * n + j]!;
    }
  }
  return { mean, covariance };
}
