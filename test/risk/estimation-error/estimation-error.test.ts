import { symmetricEigen } from '../../../src/math/linear-algebra/symmetric-eigen.ts';
import { cholesky } from '../../../src/math/linear-algebra/cholesky.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { addDays, day } from '../../../src/market/day.ts';
import { advanceCovariance, newCovariance } from '../../../src/risk/covariance/covariance.ts';
import {
  eigenfactorBasis,
  factorForecast,
  formCovariance,
  HORIZONS,
} from '../../../src/risk/covariance/factor-forecast.ts';
import {
  advanceEstimationError,
  meanEstimationError,
  newEstimationError,
} from '../../../src/risk/estimation-error/estimation-error.ts';
import { DEFAULT_ESTIMATION_ERROR_RULES } from '../../../src/risk/estimation-error/estimation-error-rules.ts';
import { regressionError } from '../../../src/risk/estimation-error/renewal.ts';
import { FACTOR_COUNT, INDUSTRY_AT, INDUSTRY_COUNT, STYLE_COUNT } from '../../../src/risk/factors.ts';
import type { CrossSection } from '../../../src/risk/regression/cross-section.ts';
import { regress, regressionWorkspace } from '../../../src/risk/regression/regression.ts';
import { regressionRules, type RegressionRules } from '../../../src/risk/regression/regression-rules.ts';
import { riskRules } from '../../../src/risk/risk-rules.ts';
import {
  crossSection,
  explainedReturns,
  normal,
  randomFactors,
} from '../regression/cross-section.fixture.ts';
import { solveDense } from '../regression/dense-solve.fixture.ts';

const N = FACTOR_COUNT;
const DAY = day('2020-01-31');

/** Stocks in 24 industries: the last has one stock, two are empty. The last ten are not in the fit. */
function gappy(stocks: number, seed: number): CrossSection {
  const section = crossSection(stocks, seed, 23);
  section.industry[0] = 23;
  section.inEstimation.fill(0, stocks - 10);
  return section;
}

const variancesOf = (stocks: number, seed: number): Float64Array => {
  const stream = randomStream(seed);
  return Float64Array.from({ length: stocks }, () => (0.01 + 0.03 * stream.uniform()) ** 2);
};

const rulesOf = (change: Partial<RegressionRules> = {}): RegressionRules =>
  regressionRules.parse({ minimumFreedom: 1, ...change });

function solve(section: CrossSection, rules: RegressionRules, volatility?: Float64Array) {
  const stream = randomStream(77);
  const returns = explainedReturns(section, randomFactors(stream)).map((r) => r + 0.02 * normal(stream));
  const work = regressionWorkspace(section.industry.length);
  return regress(work, DAY, returns, section, rules, volatility);
}

/** X: stocks × 39, and A: 39 × stocks with f̂ = A·r, from the dense normal equations with a Lagrange multiplier. */
function densePortfolios(section: CrossSection, weight: Float64Array, shares: Float64Array) {
  const stocks = section.industry.length;
  const present = Array.from({ length: N }, (_, k) => k).filter(
    (k) => k < INDUSTRY_AT || shares[k - INDUSTRY_AT]! > 0,
  );
  const x = Array.from({ length: stocks }, (_, i) => {
    const row = new Float64Array(N);
    row[0] = 1;
    for (let k = 0; k < STYLE_COUNT; k++) row[1 + k] = section.styles[i * STYLE_COUNT + k]!;
    row[INDUSTRY_AT + section.industry[i]!] = 1;
    return row;
  });
  const size = present.length + 1;
  const system = new Float64Array(size * size);
  present.forEach((k, a) => {
    present.forEach((l, b) => {
      for (let i = 0; i < stocks; i++) system[a * size + b]! += weight[i]! * x[i]![k]! * x[i]![l]!;
    });
    const share = k < INDUSTRY_AT ? 0 : shares[k - INDUSTRY_AT]!;
    system[a * size + size - 1] = share;
    system[(size - 1) * size + a] = share;
  });
  const a = Array.from({ length: N }, () => new Float64Array(stocks));
  for (let i = 0; i < stocks; i++) {
    if (weight[i] === 0) continue;
    const right = Float64Array.from({ length: size }, (_, r) =>
      r < present.length ? weight[i]! * x[i]![present[r]!]! : 0,
    );
    const solved = solveDense(system, right);
    present.forEach((k, r) => (a[k]![i] = solved[r]!));
  }
  return { x, a };
}

describe('the estimation error of a regression', () => {
  test.each(['equal', 'cap'] as const)(
    'is A·D·A′ by a dense solve, and residual variances are those of (I − XA)·D·(I − XA)′, with %s industries',
    (industries) => {
      const stocks = 90;
      const section = gappy(stocks, 5);
      const variance = variancesOf(stocks, 6);
      const { solution } = solve(section, rulesOf({ industries }));
      const { factors, ratios } = regressionError(solution!, section, variance);
      const { x, a } = densePortfolios(section, solution!.weight, solution!.constraintWeights);
      const largest = Math.max(...factors.map(Math.abs));
      for (let k = 0; k < N; k++)
        for (let l = 0; l < N; l++) {
          const dense = a[k]!.reduce((sum, w, i) => sum + w * variance[i]! * a[l]![i]!, 0);
          expect(Math.abs(factors[k * N + l]! - dense) / largest).toBeLessThan(1e-12);
        }
      for (let i = 0; i < stocks; i++) {
        let residual = 0;
        for (let j = 0; j < stocks; j++) {
          let hat = 0;
          for (let k = 0; k < N; k++) hat += x[i]![k]! * a[k]![j]!;
          residual += ((i === j ? 1 : 0) - hat) ** 2 * variance[j]!;
        }
        const hasIndustry = solution!.constraintWeights[section.industry[i]!]! > 0;
        const expected = hasIndustry ? residual / variance[i]! : 1;
        expect(Math.abs(ratios[i]! - expected)).toBeLessThan(1e-12);
      }
    },
  );

  test('is (X′D⁻¹X)⁻¹ where the weights are inverse specific variances', () => {
    const section = gappy(120, 7);
    const volatility = variancesOf(120, 8).map(Math.sqrt);
    const { solution } = solve(section, rulesOf({ weights: 'inverse-specific-variance' }), volatility);
    const { factors } = regressionError(
      solution!,
      section,
      volatility.map((s) => s * s),
    );
    for (let k = 0; k < STYLE_COUNT; k++)
      for (let l = 0; l < STYLE_COUNT; l++)
        expect(factors[(1 + k) * N + 1 + l]! / solution!.fit.inverse[k * STYLE_COUNT + l]!).toBeCloseTo(1, 9);
  });

  test('is that of White’s HC2 for equal weights and variances: ratios are 1 − leverage', () => {
    const section = { ...crossSection(200, 9), marketCap: new Float64Array(200).fill(100) };
    const { solution } = solve(section, rulesOf());
    const { ratios } = regressionError(solution!, section, new Float64Array(200).fill(4e-4));
    // Leverages sum to the number of parameters: 12 styles and 26 industries.
    expect(ratios.reduce((sum, r) => sum + 1 - r, 0)).toBeCloseTo(STYLE_COUNT + INDUSTRY_COUNT, 10);
  });
});

/** Sessions of 60 stocks, few more than there are factors, with a late factor, an empty and a one-stock industry. */
function fold(days: number, change: Parameters<typeof riskRules.parse>[0] = {}) {
  const rules = riskRules.parse({ regression: { minimumFreedom: 1 }, ...(change as object) });
  const stream = randomStream(3);
  const section = gappy(70, 4);
  const work = regressionWorkspace(70);
  const covariance = newCovariance(rules.covariance);
  const error = newEstimationError(70);
  const sigma = variancesOf(70, 11).map(Math.sqrt);
  for (let t = 0; t < days; t++) {
    const late = section.inEstimation.slice();
    if (t < 40) section.industry.forEach((g, i) => g === 5 && (late[i] = 0));
    const returns = explainedReturns(section, randomFactors(stream)).map(
      (r, i) => r + sigma[i]! * normal(stream),
    );
    const result = regress(
      work,
      addDays(DAY, t),
      returns,
      { ...section, inEstimation: late },
      rules.regression,
    );
    advanceCovariance(covariance, result.factorReturns, rules.covariance);
    advanceEstimationError(
      error,
      result,
      section,
      Math.floor(t / 21),
      t < 10 ? null : sigma,
      rules.estimationError,
    );
  }
  return { rules, covariance, error, sigma };
}

describe('the mean estimation error', () => {
  const { rules, covariance, error } = fold(90);

  test('is positive semi-definite, and 0 for industries that never had a return', () => {
    const mean = meanEstimationError(error, []);
    const { values } = symmetricEigen(mean, N);
    expect(values[0]! / values[N - 1]!).toBeGreaterThan(-1e-14);
    for (const k of [INDUSTRY_AT + 24, INDUSTRY_AT + 25]) expect(mean[k * (N + 1)]).toBe(0);
    expect(mean[(INDUSTRY_AT + 23) * (N + 1)]).toBeGreaterThan(0);
  });

  test('leaves a positive definite forecast for every horizon, though stocks are few and industries empty', () => {
    const forecast = factorForecast(covariance, error, null, rules)!;
    for (const horizon of HORIZONS) {
      const matrix = formCovariance(forecast, horizon);
      expect(cholesky(matrix, N)).not.toBeNull();
      for (let k = 0; k < N; k++)
        expect(matrix[k * (N + 1)]).toBeLessThan(forecast.covariance[k * (N + 1)]! * 1.5);
    }
    // At the month's horizon the market has no regime of its own, and every factor loses variance.
    const month = formCovariance(forecast, 21);
    for (let k = 0; k < N; k++) expect(month[k * (N + 1)]).toBeLessThan(forecast.covariance[k * (N + 1)]!);
  });

  test('of a factor with a borrowed variance is the mean of its kind, without covariances', () => {
    const own = meanEstimationError(error, []);
    const borrowed = meanEstimationError(error, [3, 4]);
    let mean = 0;
    for (const k of [1, 2, 5, 6, 7, 8, 9, 10, 11, 12]) mean += own[k * (N + 1)]! / 10;
    expect(borrowed[3 * (N + 1)]).toBeCloseTo(mean, 18);
    for (let j = 0; j < N; j++) if (j !== 3) expect(borrowed[3 * N + j]).toBe(0);
    expect(borrowed[5 * N + 6]).toBe(own[5 * N + 6]);
  });

  test('follows S ← κS + E and W ← κW + 1, and each factor has the mean over its own days', () => {
    const one = fold(1);
    const [single, latest] = [meanEstimationError(one.error, []), one.error.latest];
    single.forEach((e, at) => expect(e).toBeCloseTo(latest[at]!, 18));
    const keep = 0.5 ** (1 / DEFAULT_ESTIMATION_ERROR_RULES.halfLife);
    expect(error.weights[0]).toBeCloseTo((1 - keep ** 90) / (1 - keep), 9);
    // Industry 5 has had stocks for the last fifty of ninety sessions.
    expect(error.weights[INDUSTRY_AT + 5]).toBeCloseTo((1 - keep ** 50) / (1 - keep), 9);
  });

  test('is renewed with the universe and with a new factor, and stands between', () => {
    const latestAfter = (days: number) => fold(days).error.latest;
    expect(latestAfter(20)).toEqual(latestAfter(2));
    expect(latestAfter(22)).not.toEqual(latestAfter(21));
    expect(latestAfter(40)).toEqual(latestAfter(30));
    expect(latestAfter(41)).not.toEqual(latestAfter(40));
  });

  test('is 0 in a forecast from which it is not removed, which is then the estimate itself over a month', () => {
    const rulesOff = riskRules.parse({ estimationError: { remove: false } });
    const forecast = factorForecast(covariance, error, null, rulesOff)!;
    expect(formCovariance(forecast, 21)).toEqual(forecast.covariance);
    expect(forecast.latestError.every((e) => e === 0)).toBe(true);
  });
});

describe('the forecast for a horizon', () => {
  const { rules, covariance, error } = fold(90);
  const forecast = factorForecast(covariance, error, null, rules)!;

  test('scales row and column of the market by its own regime over one session, and not over a month', () => {
    const plain = riskRules.parse({ estimationError: { remove: false } });
    const strong = { ...factorForecast(covariance, error, null, plain)!, marketRegime: 1.44 };
    const [daily, monthly] = [formCovariance(strong, 1), formCovariance(strong, 21)];
    expect(daily[0]! / monthly[0]!).toBeCloseTo(1.44, 12);
    expect(daily[7]! / monthly[7]!).toBeCloseTo(1.2, 12);
    expect(daily[7 * N]).toBe(daily[7]);
    expect(daily[8 * N + 7]).toBe(monthly[8 * N + 7]);
  });

  test('adjusts the eigenfactors of the corrected covariance by the month’s simulation', () => {
    const basis = eigenfactorBasis(24_241, forecast);
    const adjusted = { ...forecast, eigenfactors: basis };
    for (const [h, horizon] of HORIZONS.entries()) {
      const [before, after] = [formCovariance(forecast, horizon), formCovariance(adjusted, horizon)];
      const { values } = symmetricEigen(before, N);
      values.forEach((v, k) => expect(v / basis.values[h]![k]!).toBeCloseTo(1, 6));
      // The smallest are raised, the largest hardly changes (Menchero, Wang and Orr 2011).
      const raised = symmetricEigen(after, N).values;
      expect(raised[1]! / values[1]!).toBeGreaterThan(1.02);
      expect(Math.abs(raised[N - 1]! / values[N - 1]! - 1)).toBeLessThan(0.04);
    }
  });
});

test('residuals are scaled by 1/√ratio within the limits of the rules, and new issuers by 1', () => {
  const { error } = fold(5);
  const scale = error.residualScale;
  const { least, most } = DEFAULT_ESTIMATION_ERROR_RULES.residualRatio;
  expect(Math.max(...scale)).toBeLessThanOrEqual(1 / Math.sqrt(least));
  expect(Math.min(...scale)).toBeGreaterThanOrEqual(1 / Math.sqrt(most));
  // A stock alone in its industry has a residual of 0: its ratio is at the limit.
  expect(scale[0]).toBe(1 / Math.sqrt(least));
  // Stocks outside the fit have the error of the fit besides their own.
  expect(scale.subarray(60).every((s) => s <= 1)).toBe(true);
});
