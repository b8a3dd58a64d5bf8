import { normalQuantile } from './normal-quantile.ts';
import type { RandomStream } from './random.ts';

/**
 * The sample covariance of `days` draws of independent normal variables with the given variances, drawn at once by
 * Bartlett's decomposition (1933): L·A·A′·L′/days with L = diag(√variances) and A lower-triangular, √χ²(days − i) on its
 * diagonal, standard normals below. n × n, row-major. @throws RangeError unless days ≥ n.
 */
export function sampleCovariance(variances: Float64Array, days: number, stream: RandomStream): Float64Array {
  const n = variances.length;
  if (!(days >= n)) throw new RangeError(`${days} days are too few for ${n} variables`);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const scale = Math.sqrt(variances[i]! / days);
    for (let j = 0; j < i; j++) a[i * n + j] = scale * normalQuantile(stream.uniform());
    a[i * (n + 1)] = scale * Math.sqrt(chiSquare(days - i, stream));
  }
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += a[i * n + k]! * a[j * n + k]!;
      covariance[i * n + j] = sum;
      covariance[j * n + i] = sum;
    }
  }
  return covariance;
}

/** A draw of χ² with k ≥ 2 degrees of freedom: twice a gamma of shape k/2, by Marsaglia and Tsang (2000). */
export function chiSquare(k: number, stream: RandomStream): number {
  const d = k / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalQuantile(stream.uniform());
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(stream.uniform()) < (x * x) / 2 + d * (1 - v + Math.log(v))) return 2 * d * v;
  }
}
