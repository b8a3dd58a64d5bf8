import fc from 'fast-check';
import { cholesky } from '../../../src/math/linear-algebra/cholesky.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { symmetricEigen } from '../../../src/math/linear-algebra/symmetric-eigen.ts';
import {
  advanceCovariance,
  factorCovariance,
  newCovariance,
} from '../../../src/risk/covariance/covariance.ts';
import {
  covarianceRules,
  type CovarianceRules,
  DEFAULT_COVARIANCE_RULES,
} from '../../../src/risk/covariance/covariance-rules.ts';
import { adjustEigenfactors, eigenfactorScale } from '../../../src/risk/covariance/eigenfactors.ts';
import { FACTOR_COUNT, INDUSTRY_AT, INDUSTRY_COUNT } from '../../../src/risk/factors.ts';
import { updateVolatilityRegime, volatilityRegime } from '../../../src/risk/covariance/volatility-regime.ts';
import { normal, randomFactors } from '../regression/cross-section.fixture.ts';

const N = FACTOR_COUNT;

/** A year and more of factor returns of half a per cent a day, industries averaging to zero. */
function history(days: number, seed: number, change: (f: Float64Array, t: number) => void = () => {}) {
  const stream = randomStream(seed);
  return Array.from({ length: days }, (_, t) => {
    const f = randomFactors(stream);
    change(f, t);
    return f;
  });
}

function run(days: readonly Float64Array[], rules = DEFAULT_COVARIANCE_RULES, state = newCovariance(rules)) {
  for (const f of days) advanceCovariance(state, f, rules);
  return state;
}

const plain = covarianceRules.parse({ regimeHalfLife: null });

describe('the factor covariance', () => {
  test('is symmetric positive definite on every day, with industries empty temporarily, permanently or from the start', () => {
    const empties = fc.array(
      fc.record({
        factor: fc.integer({ min: INDUSTRY_AT, max: N - 1 }),
        from: fc.integer({ min: 0, max: 90 }),
        length: fc.integer({ min: 1, max: 90 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.integer(), empties, (seed, gaps) => {
        const days = history(90, seed, (f, t) => {
          for (const { factor, from, length } of gaps) if (t >= from && t < from + length) f[factor] = NaN;
        });
        const state = newCovariance(DEFAULT_COVARIANCE_RULES);
        days.forEach((f, t) => {
          advanceCovariance(state, f, DEFAULT_COVARIANCE_RULES);
          const forecast = factorCovariance(state, DEFAULT_COVARIANCE_RULES);
          if (t + 1 < DEFAULT_COVARIANCE_RULES.warmUp) return expect(forecast).toBeNull();
          const { matrix } = forecast!;
          expect(matrix.every((v, at) => v === matrix[(at % N) * N + Math.floor(at / N)])).toBe(true);
          expect(cholesky(matrix, N)).not.toBeNull();
        });
      }),
      { numRuns: 10 },
    );
  });

  test('is positive definite without shrinkage, although industry returns that average to zero make it singular', () => {
    const rules = covarianceRules.parse({ shrink: false });
    const forecast = factorCovariance(run(history(400, 1), rules), rules)!;
    expect(forecast.floored).toBe(true);
    const correlation = forecast.matrix.map(
      (v, at) => v / (forecast.volatilities[Math.floor(at / N)]! * forecast.volatilities[at % N]!),
    );
    expect(symmetricEigen(correlation, N).values[0]).toBeGreaterThan(0.9e-3);
    const shrunk = factorCovariance(run(history(400, 1)), DEFAULT_COVARIANCE_RULES)!;
    expect(shrunk.floored).toBe(false);
  });

  test('recovers the volatilities and correlations that generated the returns', () => {
    // STREV and LTMOM correlated −0.6; the market moves 1.2 % a day.
    const stream = randomStream(2);
    const days = history(4000, 3, (f) => {
      f[0] = 0.012 * normal(stream);
      f[4] = -0.6 * f[3]! + 0.8 * f[4]!;
    });
    const rules = covarianceRules.parse({
      volatility: { halfLife: 1000 },
      correlation: { halfLife: 2000 },
      shrink: false,
      regimeHalfLife: null,
    });
    const { matrix, volatilities } = factorCovariance(run(days, rules), rules)!;
    expect(volatilities[0]! / 0.012).toBeCloseTo(1, 1);
    expect(volatilities[4]! / 0.005).toBeCloseTo(1, 1);
    expect(matrix[3 * N + 4]! / (volatilities[3]! * volatilities[4]!)).toBeCloseTo(-0.6, 1);
  });

  test('includes autocorrelation: a trending factor has a long-run variance above its daily variance', () => {
    const trending = history(1500, 4);
    for (let t = 1; t < trending.length; t++) trending[t]![1]! += 0.5 * trending[t - 1]![1]!;
    const lagless = covarianceRules.parse({ volatility: { lags: 0 }, regimeHalfLife: null });
    const withLags = factorCovariance(run(trending, plain), plain)!.volatilities[1]!;
    const without = factorCovariance(run(trending, lagless), lagless)!.volatilities[1]!;
    // AR(1) of 0.5: Σ over five lags of 2(1 − l/6)0.5^l is 1.33, so √2.33 in the long run.
    expect(withLags / without).toBeGreaterThan(1.3);
    expect(withLags / without).toBeLessThan(1.8);
  });

  test('is bit-identical after an extension and a rebuild, also through a copy of its state', () => {
    const rules = DEFAULT_COVARIANCE_RULES;
    const days = history(150, 5, (f, t) => {
      if (t % 7 === 0) f[20] = NaN;
    });
    const whole = run(days, rules);
    const first = structuredClone(run(days.slice(0, 101), rules));
    expect(run(days.slice(101), rules, first)).toEqual(whole);
    expect(factorCovariance(first, rules)).toEqual(factorCovariance(whole, rules));
  });

  test('gives an industry without history the mean variance of the others and no correlation, and reports it', () => {
    const days = history(120, 6, (f) => (f[N - 1] = NaN));
    const { matrix, volatilities, imputed: fitted } = factorCovariance(run(days, plain), plain)!;
    expect(fitted).toEqual([N - 1]);
    let mean = 0;
    for (let k = INDUSTRY_AT; k < N - 1; k++) mean += volatilities[k]! ** 2 / (INDUSTRY_COUNT - 1);
    expect(volatilities[N - 1]! ** 2).toBeCloseTo(mean, 15);
    for (let k = 0; k < N - 1; k++) expect(matrix[k * N + N - 1]).toBe(0);
  });

  test('forecasts a style with a short history like other styles, not like industries, and excludes it from λ', () => {
    // Styles of 0.3 % a day, industries of 1 %; BETA is known from the hundredth day on.
    const scaled = (days: number, seed: number) =>
      history(days, seed, (f, t) => {
        for (let k = 1; k < N; k++) f[k]! *= k < INDUSTRY_AT ? 0.6 : 2;
        if (t < 100) f[1] = NaN;
      });
    const { volatilities, imputed: fitted } = factorCovariance(run(scaled(150, 11), plain), plain)!;
    expect(fitted).toEqual([1]);
    const styles = volatilities.slice(2, INDUSTRY_AT);
    expect(volatilities[1]! ** 2).toBeCloseTo(styles.reduce((sum, v) => sum + v * v, 0) / styles.length, 15);
    expect(Math.abs(volatilities[1]! / 0.003 - 1)).toBeLessThan(0.1);
    const state = run(scaled(150, 11));
    expect(state.expected[1]).toBeNaN();
    // If it were included, its standardised returns of a third would lower λ.
    const without = scaled(150, 11).map((f) => f.map((v, k) => (k === 1 ? NaN : v)));
    expect(state.regime.variance).toBe(run(without).regime.variance);
  });

  test('keeps correlations with the market, and shrinks the others to the single-index model', () => {
    // Of two factors with 0.8 of the market in them, one has half of the other's rest too; the others have nothing in
    // common.
    const days = history(500, 12, (f) => {
      f[1] = 0.8 * f[0]! + 0.6 * f[1]!;
      f[2] = 0.8 * f[0]! + 0.3 * ((f[1] - 0.8 * f[0]!) / 0.6) + 0.52 * f[2]!;
    });
    const loose = covarianceRules.parse({ shrink: false, regimeHalfLife: null, eigenvalueFloor: 1e-8 });
    const correlation = (rules: CovarianceRules) => {
      const { matrix, volatilities, shrinkage } = factorCovariance(run(days, rules), rules)!;
      return {
        r: (i: number, j: number) => matrix[i * N + j]! / (volatilities[i]! * volatilities[j]!),
        shrinkage,
      };
    };
    const [raw, shrunk] = [correlation(loose), correlation(plain)];
    expect(shrunk.shrinkage).toBeGreaterThan(0.1);
    for (const k of [1, 2, 20]) expect(shrunk.r(0, k)).toBeCloseTo(raw.r(0, k), 9);
    for (const [i, j] of [
      [1, 2],
      [3, 4],
      [1, 30],
    ] as const) {
      const ofMarket = raw.r(0, i) * raw.r(0, j);
      const expected = raw.r(i, j) + shrunk.shrinkage * (ofMarket - raw.r(i, j));
      expect(shrunk.r(i, j)).toBeCloseTo(expected, 9);
    }
    // An identity target would have shrunk 0.8² towards 0.
    expect(shrunk.r(1, 2)).toBeGreaterThan(0.6);
  });

  test('is unchanged by a day without a regression, and positive definite even if returns are constant', () => {
    const days = history(80, 7);
    const state = run(days);
    const before = structuredClone(state);
    advanceCovariance(state, new Float64Array(N).fill(NaN), DEFAULT_COVARIANCE_RULES);
    expect(state).toEqual(before);
    const still = run(days.map(() => new Float64Array(N)));
    expect(cholesky(factorCovariance(still, DEFAULT_COVARIANCE_RULES)!.matrix, N)).not.toBeNull();
  });

  test('scales with returns', () => {
    const days = history(200, 8);
    const once = factorCovariance(run(days), DEFAULT_COVARIANCE_RULES)!;
    const twice = factorCovariance(run(days.map((f) => f.map((v) => 2 * v))), DEFAULT_COVARIANCE_RULES)!;
    twice.matrix.forEach((v, at) => expect(v / 4).toBeCloseTo(once.matrix[at]!, 14));
    expect(twice.shrinkage).toBeCloseTo(once.shrinkage, 12);
  });

  test('rises and falls with the volatility regime', () => {
    const calm = history(300, 9);
    const storm = history(60, 10).map((f) => f.map((v) => 3 * v));
    const state = run(calm);
    expect(factorCovariance(state, DEFAULT_COVARIANCE_RULES)!.regime).toBeCloseTo(1, 1);
    run(storm, DEFAULT_COVARIANCE_RULES, state);
    expect(factorCovariance(state, DEFAULT_COVARIANCE_RULES)!.regime).toBeGreaterThan(1.3);
  });
});

test('the volatility regime is the weighted mean of squared standardised returns', () => {
  const regime = volatilityRegime();
  updateVolatilityRegime(
    regime,
    Float64Array.of(0.02, NaN, 0.03),
    Float64Array.of(0.01, 0.01, 0.03),
    1,
    Float64Array.of(3, 1, 1),
  );
  // B² = (3·2² + 1·1²)/4 = 3.25; half of it and half of 1.
  expect(regime.variance).toBeCloseTo(2.125, 14);
  updateVolatilityRegime(regime, Float64Array.of(0.02), Float64Array.of(NaN), 1);
  expect(regime.variance).toBeCloseTo(2.125, 14);
});

describe('the eigenfactor adjustment', () => {
  const rules = { apply: 'always', samples: 300, days: 200, scale: 1, seed: 1 } as const;
  const variances = Float64Array.from({ length: 10 }, (_, k) => 1.5 ** k);
  const diagonal = Float64Array.from({ length: 100 }, (_, at) => (at % 11 === 0 ? variances[at / 11]! : 0));

  test('raises the smallest eigenfactors, leaves the middle ones, lowers the largest (Menchero, Wang and Orr 2011)', () => {
    const scale = eigenfactorScale(variances, '2020-03', rules);
    expect(scale[0]).toBeGreaterThan(1.02);
    expect(scale[9]).toBeLessThan(1);
    expect(scale[0]! - 1).toBeGreaterThan(Math.abs(scale[5]! - 1));
  });

  test('is the same for the same month and seed', () => {
    const scale = eigenfactorScale(variances, '2020-03', rules);
    expect(eigenfactorScale(variances, '2020-03', rules)).toEqual(scale);
    expect(eigenfactorScale(variances, '2020-04', rules)).not.toEqual(scale);
    const stretched = eigenfactorScale(variances, '2020-03', { ...rules, scale: 1.4 });
    stretched.forEach((g, k) => expect(g - 1).toBeCloseTo(1.4 * (scale[k]! - 1), 12));
  });

  test('with γ = 1 changes nothing', () => {
    const same = adjustEigenfactors(diagonal, 10, new Float64Array(10).fill(1));
    same.forEach((v, at) => expect(v).toBeCloseTo(diagonal[at]!, 12));
  });
});
