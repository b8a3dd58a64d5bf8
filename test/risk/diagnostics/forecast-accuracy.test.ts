import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { testForecasts } from '../../../src/risk/diagnostics/forecast-accuracy.ts';

const draws = (n: number, sd: number, seed: number) => {
  const random = randomStream(seed);
  return Array.from({ length: n }, () => sd * normal(random));
};
/** The same volatility forecast for all. */
const judge = (returns: readonly number[], forecast = 1) =>
  testForecasts(returns.map((earned) => ({ earned, forecast })));

describe('a test of volatility forecasts', () => {
  test('finds perfect forecasts of normal returns right: bias 1, MRAD 0.17, Q 2.270', () => {
    const test = judge(draws(60_000, 1, 1))!;
    expect(test.bias).toBeCloseTo(1, 2);
    expect(test.mrad).toBeCloseTo(0.17, 2);
    expect(test.q).toBeCloseTo(2.27, 1);
  });

  test('puts 95 of 100 such records of five years of months in the band, or nearly', () => {
    const inside = Array.from({ length: 400 }, (_, seed) => judge(draws(60, 1, seed))!.inBand);
    // Binomial, p = 0.95, n = 400: mean 380, deviation 4.4.
    expect(inside.filter(Boolean).length).toBeGreaterThan(366);
    expect(inside.filter(Boolean).length).toBeLessThan(394);
  });

  test('tells underforecast risk from overforecast', () => {
    expect(judge(draws(500, 1.3, 2))!.bias).toBeGreaterThan(1.2);
    expect(judge(draws(500, 0.7, 2))!.bias).toBeLessThan(0.8);
  });

  test('has a Q that is least for the right scale', () => {
    const z = draws(5000, 1, 3);
    const q = (scale: number) => judge(z.map((x) => x * scale))!.q;
    expect(q(1)).toBeLessThan(q(0.8));
    expect(q(1)).toBeLessThan(q(1.25));
  });

  test('says nothing of a single return', () => expect(judge([1])).toBeNull());
});

test('QLIKE is ln σ² + r²/σ², least for the true volatility, and tells forecasts of the same returns apart as Q does', () => {
  const [one] = [judge([0.01, -0.02], 0.02)!];
  expect(one.qlike).toBeCloseTo(Math.log(0.0004) + (0.25 + 1) / 2, 12);
  const r = draws(5000, 0.02, 4);
  const [right, low, high] = [0.02, 0.016, 0.025].map((sigma) => judge(r, sigma)!);
  expect(right!.qlike).toBeLessThan(low!.qlike);
  expect(right!.qlike).toBeLessThan(high!.qlike);
  expect(low!.qlike - high!.qlike).toBeCloseTo(low!.q - high!.q, 10);
  // A return of nothing is bad for a high forecast too; Q leaves it out.
  expect(judge([0, 0.01], 0.02)!.qlike).toBeLessThan(judge([0, 0.01], 0.04)!.qlike);
});
