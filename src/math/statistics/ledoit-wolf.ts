/** What a sample covariance is shrunk towards. */
export type ShrinkageTarget = 'identity' | 'constant-correlation';

export interface ShrunkCovariance {
  /** n × n, per period, divisor t − 1. */
  readonly covariance: Float64Array;
  /** The weight of the target, 0 to 1. */
  readonly intensity: number;
}

/**
 * The sample covariance of t returns of n assets, shrunk by the intensity of Ledoit and Wolf that minimises the expected
 * squared error:
 *
 * - `identity`: towards the mean variance times the identity (2004, J. Multivariate Analysis 88; as in scikit-learn's
 *   `LedoitWolf`);
 * - `constant-correlation`: towards the sample's variances with the mean correlation for all pairs (2004, "Honey, I
 *   shrunk the sample covariance matrix").
 *
 * The intensity is computed as published, with divisor t; the matrices then have divisor t − 1, so that at an intensity of
 * 0 the result is the sample covariance (our choice).
 *
 * @param returns [t × n], row-major; every column varies.
 */
export function ledoitWolf(
  returns: Float64Array,
  t: number,
  n: number,
  target: ShrinkageTarget,
): ShrunkCovariance {
  const x = centred(returns, t, n);
  const sample = new Float64Array(n * n);
  // Σₜ (xᵢxⱼ)², for the sampling error of each entry.
  const squares = new Float64Array(n * n);
  for (let k = 0; k < t; k++)
    for (let i = 0; i < n; i++) {
      const a = x[k * n + i]!;
      for (let j = 0, at = i * n; j <= i; j++, at++) {
        const product = a * x[k * n + j]!;
        sample[at]! += product / t;
        squares[at]! += product * product;
      }
    }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      sample[j * n + i] = sample[i * n + j]!;
      squares[j * n + i] = squares[i * n + j]!;
    }
  const towards = target === 'identity' ? scaledIdentity(sample, n) : constantCorrelation(sample, n);
  let [error, distance] = [0, 0];
  for (let at = 0; at < n * n; at++) {
    error += squares[at]! / t - sample[at]! ** 2;
    distance += (sample[at]! - towards[at]!) ** 2;
  }
  if (target === 'constant-correlation') error -= targetCovariance(x, sample, t, n);
  const intensity = distance > 0 ? Math.min(Math.max(error / t / distance, 0), 1) : 1;
  const unbiased = t / (t - 1);
  return {
    covariance: sample.map((s, at) => unbiased * (s + intensity * (towards[at]! - s))),
    intensity,
  };
}

function centred(returns: Float64Array, t: number, n: number): Float64Array {
  const means = new Float64Array(n);
  for (let k = 0; k < t; k++) for (let i = 0; i < n; i++) means[i]! += returns[k * n + i]! / t;
  return returns.map((r, at) => r - means[at % n]!);
}

function scaledIdentity(sample: Float64Array, n: number): Float64Array {
  let mean = 0;
  for (let i = 0; i < n; i++) mean += sample[i * (n + 1)]! / n;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * (n + 1)] = mean;
  return out;
}

function constantCorrelation(sample: Float64Array, n: number): Float64Array {
  const deviation = deviationsOf(sample, n);
  const mean = meanCorrelation(sample, deviation, n);
  return sample.map((s, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i === j ? s : mean * deviation[i]! * deviation[j]!;
  });
}

const deviationsOf = (sample: Float64Array, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => Math.sqrt(sample[i * (n + 1)]!));

function meanCorrelation(sample: Float64Array, deviation: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) sum += sample[i * n + j]! / (deviation[i]! * deviation[j]!);
  return n > 1 ? (2 * sum) / (n * (n - 1)) : 0;
}

/**
 * ρ̂ of the 2004 paper: the covariance of the target's entries with the sample's, t times. The diagonal is that of the
 * sample; off it r̄/2·Σ (√(sⱼⱼ/sᵢᵢ)·θᵢᵢ,ᵢⱼ + √(sᵢᵢ/sⱼⱼ)·θⱼⱼ,ᵢⱼ).
 */
function targetCovariance(x: Float64Array, sample: Float64Array, t: number, n: number): number {
  const deviation = deviationsOf(sample, n);
  const mean = meanCorrelation(sample, deviation, n);
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const [sii, sij] = [sample[i * (n + 1)]!, sample[i * n + j]!];
      let theta = 0;
      for (let k = 0; k < t; k++) {
        const a = x[k * n + i]!;
        theta += (a * a - sii) * (a * x[k * n + j]! - sij);
      }
      theta /= t;
      // θⱼⱼ,ᵢⱼ is counted when the pair is met the other way round.
      sum += i === j ? theta : mean * (deviation[j]! / deviation[i]!) * theta;
    }
  return sum;
}
