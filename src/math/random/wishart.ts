import { chiSquared, normal } from './distributions.ts';
import type { RandomStream } from './random.ts';

/**
 * The sample covariance of `days` draws of independent normal variables with the given variances, drawn at once by
 * Bartlett's decomposition (1933): L·A·A′·L′/days with L = diag(√variances) and A lower-triangular, √χ²(days − i) on its
 * diagonal, standard normals below. n × n, row-major. @throws RangeError unless days > n.
 */
export function sampleCovariance(variances: Float64Array, days: number, stream: RandomStream): Float64Array {
  const n = variances.length;
  if (!(days > n)) throw new RangeError(`${days} days are too few for ${n} variables`);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const scale = Math.sqrt(variances[i]! / days);
    for (let j = 0; j < i; j++) a[i * n + j] = scale * normal(stream);
    a[i * (n + 1)] = scale * Math.sqrt(chiSquared(stream, days - i));
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
