import { normalQuantile } from './normal-quantile.ts';
import type { RandomStream } from './random.ts';

/** A standard normal draw by inversion: one uniform in, one normal out, so streams stay aligned. */
export const normal = (stream: RandomStream): number => normalQuantile(stream.uniform());

/** A gamma draw of the given shape (≥ 1) and scale 1. Source: Marsaglia and Tsang (2000), rejection. */
export function gamma(stream: RandomStream, shape: number): number {
  if (!(shape >= 1))
    throw new RangeError(`the shape of a gamma distribution must be at least 1, not ${shape}`);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(stream);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(stream.uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** A chi-squared draw with the given degrees of freedom (≥ 2). */
export const chiSquared = (stream: RandomStream, degrees: number): number => 2 * gamma(stream, degrees / 2);

/** A Student-t draw with the given degrees of freedom (≥ 2): a normal over the root of a chi-squared mean. */
export const studentT = (stream: RandomStream, degrees: number): number =>
  normal(stream) / Math.sqrt(chiSquared(stream, degrees) / degrees);
