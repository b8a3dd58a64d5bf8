import { weightedRidge } from '../../../src/math/regression/weighted-ridge.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';

const N = 600;
const TRUE = [0.8, -0.5, 1.2];

function sample(noise: number) {
  const stream = randomStream(7);
  const rows = Float64Array.from({ length: N * 3 }, () => normal(stream));
  const y = Float64Array.from(
    { length: N },
    (_, t) => TRUE.reduce((sum, b, i) => sum + b * rows[3 * t + i]!, 0) + noise * normal(stream),
  );
  return { rows, y, weights: Float64Array.from({ length: N }, (_, t) => 0.5 ** ((N - t) / 126)) };
}

test('a regression without noise finds the coefficients, whatever the prior', () => {
  const { rows, y, weights } = sample(0);
  const fit = weightedRidge(rows, y, weights, Float64Array.of(5, 5, 5), 1)!;
  TRUE.forEach((b, i) => expect(fit.coefficients[i]).toBeCloseTo(b, 6));
  expect(fit.rSquared).toBeCloseTo(1, 9);
});

test('a regression with noise finds the residual deviation and the R² that it implies', () => {
  const { rows, y, weights } = sample(0.7);
  const fit = weightedRidge(rows, y, weights, new Float64Array(3), 1)!;
  expect(fit.residualDeviation / 0.7).toBeGreaterThan(0.9);
  expect(fit.residualDeviation / 0.7).toBeLessThan(1.1);
  const signal = TRUE.reduce((sum, b) => sum + b * b, 0);
  expect(Math.abs(fit.rSquared - signal / (signal + 0.49))).toBeLessThan(0.04);
});

test('with a wide prior it is weighted least squares: residuals are orthogonal to the regressors', () => {
  const { rows, y, weights } = sample(0.7);
  const { coefficients } = weightedRidge(rows, y, weights, new Float64Array(3), 1e9)!;
  for (let i = 0; i < 3; i++) {
    let product = 0;
    for (let t = 0; t < N; t++) {
      const fitted = coefficients.reduce((sum, b, k) => sum + b * rows[3 * t + k]!, 0);
      product += weights[t]! * rows[3 * t + i]! * (y[t]! - fitted);
    }
    expect(Math.abs(product)).toBeLessThan(1e-6);
  }
});

test('a regressor that never moves keeps its prior', () => {
  const { rows, y, weights } = sample(0.5);
  for (let t = 0; t < N; t++) rows[3 * t + 2] = 0;
  const fit = weightedRidge(rows, y, weights, Float64Array.of(0, 0, 0.37), 1)!;
  expect(fit.coefficients[2]).toBeCloseTo(0.37, 12);
});
