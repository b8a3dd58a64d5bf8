import type { RandomStream } from '../random/random.ts';

/**
 * The stationary bootstrap of Politis and Romano (1994): a resample is made of blocks that start anywhere in the sample and
 * have geometrically distributed lengths with the given mean; a block that runs past the end goes on at the beginning. It
 * keeps the dependence of neighbouring observations, which drawing them one by one would lose.
 *
 * Returns only the sums of the columns over each resample, which is all that means, variances and ratios of them need: with
 * running sums a block costs one subtraction a column, whatever its length. All columns of a draw use the same blocks, so
 * what moved together still does.
 *
 * @param columns observations in time order, all of one length n ≥ 1.
 * @param meanBlock mean length of a block in observations, at least 1.
 * @returns draws × columns, row-major: sums over n resampled observations.
 */
export function stationaryBootstrapSums(
  columns: readonly ArrayLike<number>[],
  draws: number,
  meanBlock: number,
  stream: RandomStream,
): Float64Array {
  const width = columns.length;
  const n = columns[0]?.length ?? 0;
  if (n === 0 || !(meanBlock >= 1))
    throw new RangeError(`cannot resample ${n} observations in blocks of ${meanBlock}`);
  // Observation-major running sums over two rounds of the sample, so that a block that wraps is still one difference.
  const running = new Float64Array((2 * n + 1) * width);
  for (let i = 0; i < 2 * n; i++)
    for (let c = 0; c < width; c++)
      running[(i + 1) * width + c] = running[i * width + c]! + columns[c]![i % n]!;
  const sums = new Float64Array(draws * width);
  /** ln P(a block goes on); −∞ for blocks of one. */
  const goOn = Math.log(1 - 1 / meanBlock);
  for (let d = 0; d < draws; d++) {
    const row = d * width;
    for (let left = n; left > 0;) {
      const start = Math.floor(stream.uniform() * n);
      // A geometric length by inversion; the sample ends a block that is longer than what is left.
      const length = Math.min(left, 1 + Math.floor(Math.log(stream.uniform()) / goOn));
      const [to, from] = [(start + length) * width, start * width];
      for (let c = 0; c < width; c++) sums[row + c]! += running[to + c]! - running[from + c]!;
      left -= length;
    }
  }
  return sums;
}

/**
 * The variance of √n times the mean of a stationary bootstrap resample, in closed form (Politis and Romano 1994, Lemma 1):
 * autocovariances weighted by (1 − i/n)(1 − p)^i + (i/n)(1 − p)^(n − i), p = 1/meanBlock.
 */
export function stationaryBootstrapVariance(x: ArrayLike<number>, meanBlock: number): number {
  const n = x.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += x[i]! / n;
  const keep = 1 - 1 / meanBlock;
  let variance = 0;
  for (let lag = 0; lag < n; lag++) {
    let covariance = 0;
    for (let i = 0; i + lag < n; i++) covariance += (x[i]! - mean) * (x[i + lag]! - mean);
    covariance /= n;
    const weight = (1 - lag / n) * keep ** lag + (lag / n) * keep ** (n - lag);
    variance += lag === 0 ? covariance : 2 * weight * covariance;
  }
  return variance;
}
