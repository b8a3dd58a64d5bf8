import { singleLinkageOrder } from './single-linkage.ts';

/**
 * Hierarchical risk parity (López de Prado 2016): assets are ordered by single-linkage clustering of their correlations,
 * then weight is divided between the two halves of each cluster in inverse proportion to their variances, of inverse-variance
 * portfolios within. As in the paper, the distance of two assets is the Euclidean distance between their columns of
 * √(½·(1 − ρ)).
 *
 * Bounds restrict each division to what both halves can hold (as in skfolio), so that the weights lie within them.
 *
 * @param covariance n × n, dense, row-major; every variance above 0.
 * @param lower [n], 0 or more, summing to at most `total`. @param upper [n], summing to at least `total`.
 * @returns n weights that sum to `total`.
 */
export function hierarchicalRiskParity(
  covariance: Float64Array,
  n: number,
  lower: Float64Array,
  upper: Float64Array,
  total = 1,
): Float64Array {
  const order = singleLinkageOrder(columnDistances(correlationDistances(covariance, n), n), n);
  const weights = new Float64Array(n);
  const sumOf = (bounds: Float64Array, items: readonly number[]): number =>
    items.reduce((sum, i) => sum + bounds[i]!, 0);
  const divide = (items: readonly number[], weight: number): void => {
    if (items.length === 1) {
      weights[items[0]!] = weight;
      return;
    }
    const half = Math.floor(items.length / 2);
    const [left, right] = [items.slice(0, half), items.slice(half)];
    const [a, b] = [clusterVariance(covariance, n, left), clusterVariance(covariance, n, right)];
    const least = Math.max(sumOf(lower, left), weight - sumOf(upper, right));
    const most = Math.min(sumOf(upper, left), weight - sumOf(lower, right));
    const onLeft = Math.min(Math.max(weight * (1 - a / (a + b)), least), most);
    divide(left, onLeft);
    divide(right, weight - onLeft);
  };
  divide(order, total);
  return weights;
}

function correlationDistances(covariance: Float64Array, n: number): Float64Array {
  return covariance.map((c, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const correlation = c / Math.sqrt(covariance[i * (n + 1)]! * covariance[j * (n + 1)]!);
    return i === j ? 0 : Math.sqrt(Math.max(0, (1 - correlation) / 2));
  });
}

/** The Euclidean distances between the columns of a symmetric matrix. */
function columnDistances(matrix: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (matrix[i * n + k]! - matrix[j * n + k]!) ** 2;
      out[i * n + j] = out[j * n + i] = Math.sqrt(sum);
    }
  return out;
}

/** The variance of the inverse-variance portfolio of some assets. */
function clusterVariance(covariance: Float64Array, n: number, items: readonly number[]): number {
  const inverse = items.map((i) => 1 / covariance[i * (n + 1)]!);
  const sum = inverse.reduce((a, b) => a + b, 0);
  let variance = 0;
  for (const [p, i] of items.entries())
    for (const [q, j] of items.entries()) variance += inverse[p]! * inverse[q]! * covariance[i * n + j]!;
  return variance / sum ** 2;
}
