import { estimationNoise } from '../../../src/risk/diagnostics/estimation-noise.ts';
import { FACTOR_COUNT, INDUSTRY_COUNT, STYLE_COUNT } from '../../../src/risk/factors.ts';
import type { FactorForecast } from '../../../src/risk/covariance/factor-forecast.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';

const diagonal = (of: (factor: number) => number): Float64Array => {
  const matrix = new Float64Array(FACTOR_COUNT * FACTOR_COUNT).fill(7);
  for (let k = 0; k < FACTOR_COUNT; k++) matrix[k * FACTOR_COUNT + k] = of(k);
  return matrix;
};
const forecast = (remove: boolean): FactorForecast => ({
  covariance: diagonal((k) => (k === 0 ? 100 : 10)),
  meanError: diagonal((k) => (k === 0 ? 1 : k <= STYLE_COUNT ? 2 : 5)),
  latestError: new Float64Array(0),
  marketRegime: 1,
  eigenfactors: null,
  rules: {
    ...DEFAULT_RULE_BOOK.risk,
    estimationError: { ...DEFAULT_RULE_BOOK.risk.estimationError, remove },
  },
});

test('is the error’s part of the summed variances, by group of factors and in all', () => {
  const noise = estimationNoise(forecast(true))!;
  expect(noise).toMatchObject({ market: 0.01, styles: 0.2, industries: 0.5 });
  expect(noise.all).toBeCloseTo(
    (1 + 2 * STYLE_COUNT + 5 * INDUSTRY_COUNT) / (100 + 10 * (STYLE_COUNT + INDUSTRY_COUNT)),
    14,
  );
});

test('is not known under rules that do not estimate it', () => {
  expect(estimationNoise(forecast(false))).toBeNull();
});
