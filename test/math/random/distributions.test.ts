import { chiSquared, gamma, normal, studentT } from '../../../src/math/random/distributions.ts';
import { normalQuantile } from '../../../src/math/random/normal-quantile.ts';
import { randomStream } from '../../../src/math/random/random.ts';

describe('the normal quantile', () => {
  // Values of SciPy 1.17 norm.ppf, which inverts the Cephes normal integral: another method altogether.
  test.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [1e-9, -5.9978070150076865],
    [0.001, -3.090232306167813],
    [0.05, -1.6448536269514729],
    [0.075, -1.4395314709384563],
    [0.25, -0.6744897501960817],
    [0.6, 0.2533471031357997],
    [0.975, 1.959963984540054],
    [0.999999, 4.753424308817087],
  ])('of %d is %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-14);
  });

  test('is 0 in the middle and symmetric', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.125)).toBe(-normalQuantile(0.875));
  });

  test.each([0, 1, -0.1, NaN])('refuses %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(String(p));
  });
});

/** The largest distance of the mean and the variance of many draws from the true ones, in standard errors. */
function distance(
  draw: () => number,
  count: number,
  truth: { mean: number; variance: number; fourth: number },
): number {
  const values = Float64Array.from({ length: count }, draw);
  const mean = values.reduce((sum, x) => sum + x, 0) / count;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
  return Math.max(
    Math.abs(mean - truth.mean) / Math.sqrt(truth.variance / count),
    Math.abs(variance - truth.variance) / Math.sqrt((truth.fourth - truth.variance ** 2) / count),
  );
}

describe('draws have the mean and variance of their distribution, within four standard errors', () => {
  const stream = randomStream(5);
  test('normal', () => {
    const s = stream.split('normal');
    expect(distance(() => normal(s), 200_000, { mean: 0, variance: 1, fourth: 3 })).toBeLessThan(4);
  });
  test('gamma with shape 1 and 4.5', () => {
    const s = stream.split('gamma');
    // The fourth central moment of gamma(k) is 3k² + 6k.
    expect(distance(() => gamma(s, 1), 100_000, { mean: 1, variance: 1, fourth: 9 })).toBeLessThan(4);
    expect(distance(() => gamma(s, 4.5), 100_000, { mean: 4.5, variance: 4.5, fourth: 87.75 })).toBeLessThan(
      4,
    );
  });
  test('chi-squared with 5 degrees of freedom', () => {
    const s = stream.split('chi');
    // The fourth central moment of chi-squared(n) is 12n² + 48n.
    expect(distance(() => chiSquared(s, 5), 100_000, { mean: 5, variance: 10, fourth: 540 })).toBeLessThan(4);
  });
  test('Student t with 9 degrees of freedom, in its 2.5 % tails too', () => {
    const s = stream.split('t');
    const draws = Float64Array.from({ length: 200_000 }, () => studentT(s, 9));
    let i = 0;
    // The fourth central moment of t(n) is 3n² / ((n − 2)(n − 4)).
    expect(
      distance(() => draws[i++]!, draws.length, { mean: 0, variance: 9 / 7, fourth: 243 / 35 }),
    ).toBeLessThan(4);
    // 2.262157 is the printed 97.5 % point of t(9).
    const beyond = draws.filter((x) => Math.abs(x) > 2.262157).length / draws.length;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / draws.length));
  });
  test('a shape or degrees of freedom too small for the method are refused', () => {
    expect(() => gamma(stream, 0.5)).toThrow('0.5');
    expect(() => studentT(stream, 1)).toThrow('0.5');
  });
});
