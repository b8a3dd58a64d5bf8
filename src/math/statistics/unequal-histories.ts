import { cholesky } from '../linear-algebra/cholesky.ts';
import { solveCholesky } from '../linear-algebra/cholesky-solve.ts';

export interface HistoryMoments {
  readonly means: Float64Array;
  /** n × n, divisor (own number of rows) − 1. */
  readonly covariance: Float64Array;
}

/** An asset whose history is too short for the number of longer ones. */
export interface ShortHistory {
  readonly asset: number;
  readonly rows: number;
  readonly needed: number;
}

/**
 * Means and covariance of assets whose histories begin at different rows and all end at the last (Stambaugh 1997): each
 * shorter history is regressed on the longer ones over the rows that they share, and what the longer ones show before is
 * carried over through the regression. It is the maximum-likelihood estimate, except for the divisors: rows − 1, so
 * that equal histories give the sample covariance.
 *
 * @param returns [t × n], row-major; what precedes an asset's start is not read.
 * @param starts [n] first row of each asset.
 */
export function unequalHistories(
  returns: Float64Array,
  t: number,
  starts: ArrayLike<number>,
): HistoryMoments | ShortHistory {
  const n = starts.length;
  const means = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const groups = [...new Set(Array.from(starts))].sort((a, b) => a - b);
  const known: number[] = [];
  for (const start of groups) {
    const own = Array.from({ length: n }, (_, i) => i).filter((i) => starts[i] === start);
    const rows = t - start;
    // An asset that does not vary explains nothing and cannot be regressed on.
    const on = known.filter((i) => varies(returns, t, n, i, start));
    if (rows < on.length + 3) return { asset: own[0]!, rows, needed: on.length + 3 };
    const all = [...on, ...own];
    const { mean, cov } = sampleMoments(returns, t, n, all, start);
    const [k, m] = [on.length, all.length];
    const inner = new Float64Array(k * k);
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) inner[i * k + j] = cov[i * m + j]!;
    const l = cholesky(inner, k);
    if (l === null) return { asset: own[0]!, rows, needed: on.length + 3 };
    // β of each own asset on the known ones.
    const betas = own.map((_, p) =>
      solveCholesky(
        l,
        k,
        Float64Array.from({ length: k }, (_, i) => cov[i * m + k + p]!),
      ),
    );
    for (const [p, i] of own.entries()) {
      const beta = betas[p]!;
      means[i] = mean[k + p]! + on.reduce((sum, a, q) => sum + beta[q]! * (means[a]! - mean[q]!), 0);
      for (const other of known) {
        const c = on.reduce((sum, a, q) => sum + beta[q]! * covariance[a * n + other]!, 0);
        covariance[i * n + other] = c;
        covariance[other * n + i] = c;
      }
      for (const [o, j] of own.slice(0, p + 1).entries()) {
        const other = betas[o]!;
        let c = cov[(k + p) * m + k + o]!;
        for (const [q, a] of on.entries())
          for (const [s, b] of on.entries())
            c += beta[q]! * other[s]! * (covariance[a * n + b]! - cov[q * m + s]!);
        covariance[i * n + j] = c;
        covariance[j * n + i] = c;
      }
    }
    known.push(...own);
  }
  return { means, covariance };
}

function varies(returns: Float64Array, t: number, n: number, i: number, start: number): boolean {
  for (let k = start + 1; k < t; k++) if (returns[k * n + i] !== returns[start * n + i]) return true;
  return false;
}

function sampleMoments(
  returns: Float64Array,
  t: number,
  n: number,
  assets: readonly number[],
  start: number,
) {
  const m = assets.length;
  const mean = new Float64Array(m);
  for (let k = start; k < t; k++)
    for (let i = 0; i < m; i++) mean[i]! += returns[k * n + assets[i]!]! / (t - start);
  const cov = new Float64Array(m * m);
  for (let k = start; k < t; k++)
    for (let i = 0; i < m; i++) {
      const a = returns[k * n + assets[i]!]! - mean[i]!;
      for (let j = 0; j <= i; j++) cov[i * m + j]! += a * (returns[k * n + assets[j]!]! - mean[j]!);
    }
  for (let i = 0; i < m; i++)
    for (let j = 0; j <= i; j++) {
      cov[i * m + j]! /= t - start - 1;
      cov[j * m + i] = cov[i * m + j]!;
    }
  return { mean, cov };
}
