/**
 * The distribution function of the standard normal; absolute error under 1e-15, and 8 digits of the far tail. Source: Hart (1968) algorithm 5666 in the
 * form of West (2005), "Better approximations to cumulative normal functions", Wilmott.
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x);
  const tail = z > 37 ? 0 : Math.exp((-z * z) / 2) * upper(z);
  return x > 0 ? 1 - tail : tail;
}

const OVER = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  3.52624965998911e-2,
];
const UNDER = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 8.83883476483184e-2,
];
const FAR = 7.07106781186547;
const SQRT_TWO_PI = 2.506628274631;

const polynomial = (coefficients: readonly number[], z: number): number =>
  coefficients.reduceRight((sum, c) => sum * z + c, 0);

/** The tail beyond z divided by exp(−z²/2): a ratio of polynomials near zero, a continued fraction in the far tail. */
const upper = (z: number): number =>
  z < FAR
    ? polynomial(OVER, z) / polynomial(UNDER, z)
    : 1 / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / SQRT_TWO_PI;
