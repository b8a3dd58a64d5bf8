import type { ShrinkageTarget } from '../math/statistics/ledoit-wolf.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { Assets } from './assets.ts';
import { checkedCovariance } from './covariance-repair.ts';
import { implausibleFigure } from './plausible-moments.ts';
import { estimateMoments } from './moments.ts';

/** Simple decimal returns by asset: each asset has [t] returns, oldest first, for the same periods. */
export type ReturnsByAsset = Readonly<Record<string, ArrayLike<number>>>;

/** Expected returns and covariance of n assets, decimals in one time unit (usually a year). */
export interface Moments {
  /** [n] unique names, in the order of the rows. */
  readonly names: readonly string[];
  /** [n][n] symmetric, positive semi-definite. */
  readonly covariance: readonly ArrayLike<number>[];
  /** [n]; left out where there is no view, which minimum-variance, equal-risk and maximum-diversification accept. */
  readonly expected?: ArrayLike<number>;
}

/** The assets of a problem: their returns, or their moments. */
export type AssetData =
  | {
      readonly returns: ReturnsByAsset;
      /** Periods per year, to annualise: 252 for daily returns, 12 for monthly. Default 1: the period's own unit. */
      readonly periodsPerYear?: number;
      /** Shrinks the sample covariance (Ledoit and Wolf 2004). Default: no shrinkage. */
      readonly shrinkage?: ShrinkageTarget;
      readonly moments?: never;
    }
  | { readonly moments: Moments; readonly returns?: never; readonly periodsPerYear?: never };

/**
 * The assets of a problem, checked; returns become sample means and the sample covariance (divisor t − 1).
 *
 * @throws UserError for lengths that differ, a value that is not finite, a return below −1, fewer than three periods,
 *   or a matrix that is not a covariance.
 */
export function assetsOf(data: AssetData): {
  readonly assets: Assets;
  readonly problems: readonly Problem[];
} {
  if (data.returns !== undefined)
    return assetsFromReturns(data.returns, data.periodsPerYear ?? 1, data.shrinkage);
  if (data.moments !== undefined) return { assets: assetsFromMoments(data.moments), problems: [] };
  throw userError('no-assets', 'assets', 'neither returns nor moments are given.', 'Give one of them.');
}

function assetsFromReturns(
  returns: ReturnsByAsset,
  periodsPerYear: number,
  shrinkage: ShrinkageTarget | undefined,
) {
  const names = Object.keys(returns);
  const refuse = (message: string, remedy: string) =>
    userError('unusable-returns', 'returns', message, remedy);
  if (names.length === 0)
    throw refuse('there are no assets.', 'Give returns by asset, such as { gold: [0.01, …] }.');
  if (!(periodsPerYear > 0 && periodsPerYear < Infinity))
    throw refuse(
      `periodsPerYear is ${periodsPerYear}; it must be a positive number.`,
      'Give 252 for daily returns or 12 for monthly ones.',
    );
  const t = returns[names[0]!]!.length;
  for (const name of names) {
    const own = returns[name]!;
    if (own.length !== t)
      throw refuse(
        `${name} has ${own.length} returns, ${names[0]} has ${t}.`,
        'Give every asset one return for each period.',
      );
    const bad = Array.from(own).findIndex((r) => !(Number.isFinite(r) && r >= -1));
    if (bad >= 0)
      throw refuse(
        `return ${bad + 1} of ${name} is ${own[bad]}; a simple return is a finite number of at least −1.`,
        'Correct it, or remove the period or the asset: missing returns are never filled.',
      );
  }
  const periods = Array.from({ length: t }, (_, k) => names.map((name) => returns[name]![k]!));
  return estimateMoments(names, periods, periodsPerYear, 'returns', shrinkage && { shrinkage });
}

function assetsFromMoments({ names, covariance, expected }: Moments): Assets {
  const refuse = (message: string, remedy: string) =>
    userError('unusable-moments', 'moments', message, remedy);
  const n = names.length;
  if (n === 0) throw refuse('there are no assets.', 'Give at least one name.');
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) throw refuse(`${repeated} is named twice.`, 'Give each asset a unique name.');
  if (covariance.length !== n || covariance.some((row) => row.length !== n))
    throw refuse(
      `the covariance has ${covariance.length} rows of ${[...new Set(covariance.map((r) => r.length))].join(', ')} values for ${n} assets.`,
      'Give one row and one column per asset.',
    );
  if (expected !== undefined && expected.length !== n)
    throw refuse(`there are ${expected.length} expected returns for ${n} assets.`, 'Give one per asset.');
  const matrix = Float64Array.from(covariance.flatMap((row) => Array.from(row)));
  const [badCovariance, badExpected] = [matrix, expected ?? []].map((values) =>
    Array.from(values).findIndex((v) => !Number.isFinite(v)),
  );
  if (badCovariance! >= 0)
    throw refuse(
      `the covariance of ${names[Math.floor(badCovariance! / n)]} with ${names[badCovariance! % n]} is ${matrix[badCovariance!]}.`,
      'Fill in the whole matrix with finite numbers.',
    );
  if (badExpected! >= 0)
    throw refuse(
      `the expected return of ${names[badExpected!]} is ${expected![badExpected!]}.`,
      'Give finite expected returns for all assets or for none.',
    );
  const implausible = implausibleFigure(names, matrix, Array.from(expected ?? []));
  if (implausible) throw refuse(implausible.message, implausible.remedy);
  const checked = checkedCovariance(names, matrix, null, 'moments');
  if ('fault' in checked) throw refuse(checked.fault.message, checked.fault.remedy);
  return {
    names,
    covariance: { kind: 'dense', n, matrix: checked.matrix },
    expected: expected ? Float64Array.from(expected) : null,
  };
}
