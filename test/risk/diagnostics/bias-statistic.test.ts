import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { testForecasts } from '../../../src/risk/diagnostics/bias-statistic.ts';

const draws = (n: number, sd: number, seed: number) => {
  const random = randomStream(seed);
  return Array.from({ length: n }, () => sd * normal(random));
};
/** A constant volatility forecast. */
const accuracy = (returns: readonly number[], forecast = 1) =>
  testForecasts(returns.map((realised) => ({ realised, forecast })));

describe('a test of volatility forecasts', () => {
  test('gives bias 1, MRAD 0.17 and Q 2.270 for perfect forecasts of normal returns', () => {
    const test = accuracy(draws(60_000, 1, 1))!;
    expect(test.bias).toBeCloseTo(1, 2);
    expect(test.mrad).toBeCloseTo(0.17, 2);
    expect(test.q).toBeCloseTo(2.27, 1);
  });

  test('has about 95 % of such five-year monthly series in the band', () => {
    const inside = Array.from({ length: 400 }, (_, seed) => accuracy(draws(60, 1, seed))!.inBand);
    // Binomial, p = 0.95, n = 400: mean 380, deviation 4.4.
    expect(inside.filter(Boolean).length).toBeGreaterThan(366);
    expect(inside.filter(Boolean).length).toBeLessThan(394);
  });

  test('distinguishes underforecast from overforecast risk', () => {
    expect(accuracy(draws(500, 1.3, 2))!.bias).toBeGreaterThan(1.2);
    expect(accuracy(draws(500, 0.7, 2))!.bias).toBeLessThan(0.8);
  });

  test('has a Q that is lowest for the correct scale', () => {
    const z = draws(5000, 1, 3);
    const q = (scale: number) => accuracy(z.map((x) => x * scale))!.q;
    expect(q(1)).toBeLessThan(q(0.8));
    expect(q(1)).toBeLessThan(q(1.25));
  });

  test('is null for a single return', () => expect(accuracy([1])).toBeNull());
});

test('QLIKE is ln σ² + r²/σ², lowest for the true volatility, and differs between forecasts of the same returns as Q does', () => {
  const [one] = [accuracy([0.01, -0.02], 0.02)!];
  expect(one.qlike).toBeCloseTo(Math.log(0.0004) + (0.25 + 1) / 2, 12);
  const r = draws(5000, 0.02, 4);
  const [right, low, high] = [0.02, 0.016, 0.025].map((sigma) => accuracy(r, sigma)!);
  expect(right!.qlike).toBeLessThan(low!.qlike);
  expect(right!.qlike).toBeLessThan(high!.qlike);
  expect(low!.qlike - high!.qlike).toBeCloseTo(low!.q - high!.q, 10);
  // A zero return counts against a high forecast; Q omits it.
  expect(accuracy([0, 0.01], 0.02)!.qlike).toBeLessThan(accuracy([0, 0.01], 0.04)!.qlike);
});
