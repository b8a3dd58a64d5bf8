import { ledoitWolf, type ShrinkageTarget } from '../math/statistics/ledoit-wolf.ts';
import { unequalHistories } from '../math/statistics/unequal-histories.ts';
import { doesVary } from '../math/statistics/rounding.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { Assets } from './assets.ts';

/** How moments are estimated. */
export interface EstimateOptions {
  /** Shrinks the sample covariance (Ledoit and Wolf 2004). Default: the sample covariance. */
  readonly shrinkage?: ShrinkageTarget;
  /** [n] first period of each asset; default 0. What precedes it is not read. */
  readonly starts?: readonly number[];
  /** Uses the common periods of unequal histories instead of all (Stambaugh 1997). Default false. */
  readonly commonPeriods?: boolean;
}

/**
 * Sample means and the sample covariance (divisor t − 1) of simple returns, both annualised by `perYear`. An asset with the
 * same return in every period is cash, with a variance of exactly 0.
 *
 * @param periods [t][n] decimal returns, oldest first; finite from each asset's start.
 * @param perYear periods per year; 1 keeps the period's own unit.
 * @param about the source of the returns, for messages.
 * @returns the assets, with the common periods as scenarios, and warnings: a covariance that is singular (no more periods
 *   than assets), unequal histories, the intensity of shrinkage.
 * @throws UserError for fewer than three common periods, or a history too short to be regressed on the longer ones.
 */
export function estimateMoments(
  names: readonly string[],
  periods: readonly (readonly number[])[],
  perYear: number,
  about: string,
  { shrinkage, starts, commonPeriods = false }: EstimateOptions = {},
): { readonly assets: Assets; readonly problems: readonly Problem[] } {
  const n = names.length;
  const latest = starts ? Math.max(...starts) : 0;
  const common = periods.slice(latest);
  const t = common.length;
  if (t < 3)
    throw userError(
      'unusable-returns',
      about,
      `${t} rows of returns are too few to estimate a covariance.`,
      'Give at least three rows.',
    );
  const scenarios = Float64Array.from(common.flat());
  const isUnequal = latest > 0 && starts!.some((s) => s !== latest);
  const useAll = isUnequal && !commonPeriods;
  if (useAll && shrinkage)
    throw userError(
      'unequal-histories',
      about,
      'shrinkage needs equal histories, and some assets begin later than others.',
      'Use the common periods only (--histories common), or leave shrinkage out.',
    );
  const estimated = useAll
    ? fromAllHistories(names, periods, starts!, about)
    : fromCommonHistory(scenarios, t, n, shrinkage);
  const { means, matrix, intensity } = estimated;
  const covariance = { kind: 'dense', n, matrix: matrix.map((v) => v * perYear) } as const;
  const problems = [
    ...(t <= n && !intensity ? [singularCovariance(about, n, t)] : []),
    ...(isUnequal ? [unequal(names, starts!, periods.length, about, useAll)] : []),
    ...(intensity === null ? [] : [shrunk(about, shrinkage!, intensity)]),
  ];
  return {
    assets: {
      names,
      covariance,
      expected: means.map((m) => m * perYear),
      scenarios: { count: t, returns: scenarios },
    },
    problems,
  };
}

interface Estimated {
  readonly means: Float64Array;
  readonly matrix: Float64Array;
  /** Of the shrinkage; null without it. */
  readonly intensity: number | null;
}

function fromCommonHistory(
  returns: Float64Array,
  t: number,
  n: number,
  shrinkage: ShrinkageTarget | undefined,
): Estimated {
  const means = new Float64Array(n);
  for (let k = 0; k < t; k++) for (let i = 0; i < n; i++) means[i]! += returns[k * n + i]!;
  for (let i = 0; i < n; i++) means[i]! /= t;
  const matrix = new Float64Array(n * n);
  for (let k = 0; k < t; k++)
    for (let i = 0; i < n; i++) {
      const a = returns[k * n + i]! - means[i]!;
      for (let j = 0, at = i * n; j <= i; j++, at++) matrix[at]! += a * (returns[k * n + j]! - means[j]!);
    }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      matrix[i * n + j]! /= t - 1;
      matrix[j * n + i] = matrix[i * n + j]!;
    }
  zeroCash(matrix, means, n);
  if (!shrinkage) return { means, matrix, intensity: null };
  // Cash has no error to shrink, and would have no correlation.
  const risky = Array.from({ length: n }, (_, i) => i).filter((i) => matrix[i * (n + 1)]! > 0);
  const own = Float64Array.from({ length: t * risky.length }, (_, at) => {
    const [k, i] = [Math.floor(at / risky.length), risky[at % risky.length]!];
    return returns[k * n + i]!;
  });
  const { covariance, intensity } = ledoitWolf(own, t, risky.length, shrinkage);
  for (const [p, i] of risky.entries())
    for (const [q, j] of risky.entries()) matrix[i * n + j] = covariance[p * risky.length + q]!;
  return { means, matrix, intensity };
}

/** Sets what is left of a constant return's variance by rounding to exactly 0. */
function zeroCash(matrix: Float64Array, means: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    if (doesVary(Math.sqrt(matrix[i * (n + 1)]!), means[i]!)) continue;
    for (let j = 0; j < n; j++) matrix[i * n + j] = matrix[j * n + i] = 0;
  }
}

function fromAllHistories(
  names: readonly string[],
  periods: readonly (readonly number[])[],
  starts: readonly number[],
  about: string,
): Estimated {
  const n = names.length;
  const found = unequalHistories(Float64Array.from(periods.flat()), periods.length, starts);
  if ('asset' in found)
    throw userError(
      'unequal-histories',
      about,
      `${names[found.asset]} has ${found.rows} periods, too few to relate it to the assets with longer histories; ${found.needed} are needed.`,
      'Use the common periods only (--histories common), or leave the asset out.',
    );
  zeroCash(found.covariance, found.means, n);
  return { means: found.means, matrix: found.covariance, intensity: null };
}

const warning = (code: string, about: string, message: string, remedy: string): Problem => ({
  severity: 'warning',
  code,
  about,
  message,
  remedy,
});

const singularCovariance = (about: string, assets: number, periods: number): Problem =>
  warning(
    'few-returns',
    about,
    `the sample covariance of ${assets} assets is singular: there are only ${periods} periods.`,
    'Give more periods than assets, shrink the covariance, or supply expected returns and a covariance matrix from a risk model.',
  );

function unequal(
  names: readonly string[],
  starts: readonly number[],
  periods: number,
  about: string,
  all: boolean,
): Problem {
  const first = Math.min(...starts);
  const late = names
    .map((name, i) => ({ name, rows: periods - starts[i]! }))
    .filter(({ rows }) => rows < periods - first)
    .map(({ name, rows }) => `${name} (${rows} of ${periods - first} periods)`);
  return warning(
    'unequal-histories',
    about,
    `histories are unequal: ${late.join(', ')}. ` +
      (all
        ? 'All periods were used: shorter histories are regressed on longer ones (Stambaugh 1997).'
        : 'Only the common periods were used.'),
    'Choose --histories common to use the common periods only, or --histories all.',
  );
}

const shrunk = (about: string, target: ShrinkageTarget, intensity: number): Problem => ({
  severity: 'note',
  code: 'covariance-shrunk',
  about,
  message: `the sample covariance was shrunk by ${(100 * intensity).toFixed(1)} % towards ${target === 'identity' ? 'equal variances without correlation' : 'the mean correlation'} (Ledoit and Wolf 2004).`,
  remedy: '',
});
