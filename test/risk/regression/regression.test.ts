import fc from 'fast-check';
import { randomStream } from '../../../src/math/random/random.ts';
import { day } from '../../../src/market/day.ts';
import {
  FACTOR_COUNT,
  INDUSTRY_AT,
  INDUSTRY_COUNT,
  STYLE_AT,
  STYLE_COUNT,
} from '../../../src/risk/factors.ts';
import {
  DEFAULT_REGRESSION_RULES,
  type RegressionRules,
} from '../../../src/risk/regression/regression-rules.ts';
import { regress, regressionWorkspace } from '../../../src/risk/regression/regression.ts';
import type { CrossSection, RegressionDay } from '../../../src/risk/regression/cross-section.ts';
import { crossSection, explainedReturns, normal, randomFactors } from './cross-section.fixture.ts';
import { solveDense } from './dense-solve.fixture.ts';

const D = day('2020-03-23');

const fit = (
  section: CrossSection,
  returns: Float64Array,
  rules: Partial<RegressionRules> = {},
  specific?: Float64Array,
): RegressionDay =>
  regress(
    regressionWorkspace(returns.length),
    D,
    returns,
    section,
    { ...DEFAULT_REGRESSION_RULES, ...rules },
    specific,
  );

const noisy = (section: CrossSection, seed: number): Float64Array => {
  const stream = randomStream(seed);
  return explainedReturns(section, randomFactors(stream)).map((r) => r + 0.02 * normal(stream));
};

const largestGap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((gap, v, i) => Math.max(gap, Math.abs(v - b[i]!)), 0);

/** The 39 columns of an issuer: market, styles, industries. */
const rowOf = ({ styles, industry }: CrossSection, i: number): Float64Array => {
  const x = new Float64Array(FACTOR_COUNT);
  x[0] = 1;
  x.set(styles.subarray(i * STYLE_COUNT, (i + 1) * STYLE_COUNT), STYLE_AT);
  x[INDUSTRY_AT + industry[i]!] = 1;
  return x;
};

/** The same problem written out: 39 normal equations, and the constraint by a Lagrange multiplier. */
function dense(section: CrossSection, returns: Float64Array, weights: Float64Array, shares: Float64Array) {
  const n = FACTOR_COUNT + 1;
  const a = new Float64Array(n * n);
  const b = new Float64Array(n);
  for (let i = 0; i < returns.length; i++) {
    const x = rowOf(section, i);
    for (let p = 0; p < FACTOR_COUNT; p++) {
      b[p]! += weights[i]! * x[p]! * returns[i]!;
      for (let q = 0; q < FACTOR_COUNT; q++) a[p * n + q]! += weights[i]! * x[p]! * x[q]!;
    }
  }
  for (let g = 0; g < INDUSTRY_COUNT; g++) {
    a[(INDUSTRY_AT + g) * n + n - 1] = shares[g]!;
    a[(n - 1) * n + INDUSTRY_AT + g] = shares[g]!;
  }
  // The columns of the inverse belonging to the factors are (X′WX)⁻¹ under the constraint.
  const errorsOf = (variance: number) =>
    Float64Array.from({ length: FACTOR_COUNT }, (_, k) => {
      const unit = new Float64Array(n);
      unit[k] = 1;
      return Math.sqrt(variance * solveDense(a, unit)[k]!);
    });
  return { factors: solveDense(a, b).subarray(0, FACTOR_COUNT), errorsOf };
}

const equal = new Float64Array(INDUSTRY_COUNT).fill(1 / INDUSTRY_COUNT);

describe('the daily regression', () => {
  test('agrees with a dense solve of all 39 equations and the constraint within 1e-12', () => {
    for (const seed of [1, 2, 3]) {
      const section = crossSection(1250, seed);
      const returns = noisy(section, 100 + seed);
      const result = fit(section, returns);
      const { factors, errorsOf } = dense(section, returns, section.marketCap.map(Math.sqrt), equal);
      expect(largestGap(result.factorReturns, factors)).toBeLessThan(1e-12);
      let squares = 0;
      for (let i = 0; i < returns.length; i++) {
        const x = rowOf(section, i);
        const e = returns[i]! - x.reduce((sum, v, k) => sum + v * factors[k]!, 0);
        expect(Math.abs(result.residuals[i]! - e)).toBeLessThan(1e-12);
        squares += Math.sqrt(section.marketCap[i]!) * e * e;
      }
      const errors = errorsOf(squares / (1250 - 38));
      expect(largestGap(result.standardErrors, errors)).toBeLessThan(1e-12);
      result.tStats.forEach((t, k) => expect(t).toBeCloseTo(factors[k]! / errors[k]!, 8));
      expect(result).toMatchObject({ stocks: 1250, trimmed: 0, method: 'cholesky' });
      expect(result.problem).toBeUndefined();
    }
  });

  test('agrees with a dense solve if industries average to zero by capitalisation, which shifts only the market', () => {
    const section = crossSection(400, 4);
    const returns = noisy(section, 5);
    const caps = new Float64Array(INDUSTRY_COUNT);
    section.industry.forEach((g, i) => (caps[g]! += section.marketCap[i]!));
    const total = caps.reduce((sum, c) => sum + c, 0);
    const shares = caps.map((c) => c / total);
    const byCap = fit(section, returns, { industries: 'cap' });
    const { factors } = dense(section, returns, section.marketCap.map(Math.sqrt), shares);
    expect(largestGap(byCap.factorReturns, factors)).toBeLessThan(1e-12);
    const byCount = fit(section, returns);
    expect(byCap.residuals).toEqual(byCount.residuals);
    const shift = byCap.factorReturns[0]! - byCount.factorReturns[0]!;
    for (let g = INDUSTRY_AT; g < FACTOR_COUNT; g++)
      expect(byCount.factorReturns[g]! - byCap.factorReturns[g]!).toBeCloseTo(shift, 12);
  });

  test('agrees with a dense solve with inverse-specific-variance weights', () => {
    const section = crossSection(400, 6);
    const returns = noisy(section, 7);
    const stream = randomStream(8);
    const specific = Float64Array.from({ length: 400 }, () => 0.01 + 0.03 * stream.uniform());
    const { factors } = dense(
      section,
      returns,
      specific.map((s) => 1 / s ** 2),
      equal,
    );
    const result = fit(section, returns, { weights: 'inverse-specific-variance' }, specific);
    expect(largestGap(result.factorReturns, factors)).toBeLessThan(1e-12);
  });

  test('recovers factor returns exactly without specific returns', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const section = crossSection(300, seed);
        const factors = randomFactors(randomStream(seed).split('factors'));
        const result = fit(section, explainedReturns(section, factors));
        // A draw may leave an industry empty; then the average of the others is not zero.
        fc.pre(!result.factorReturns.some(Number.isNaN));
        expect(largestGap(result.factorReturns, factors)).toBeLessThan(1e-13);
        expect(result.rSquared).toBeCloseTo(1, 12);
      }),
      { numRuns: 30 },
    );
  });

  test('changes only the market return if a constant is added to all returns', () => {
    const section = crossSection(500, 9);
    const returns = noisy(section, 10);
    const [before, after] = [
      fit(section, returns),
      fit(
        section,
        returns.map((r) => r + 0.05),
      ),
    ];
    expect(after.factorReturns[0]! - before.factorReturns[0]!).toBeCloseTo(0.05, 14);
    expect(largestGap(after.factorReturns.subarray(1), before.factorReturns.subarray(1))).toBeLessThan(1e-15);
    expect(largestGap(after.residuals, before.residuals)).toBeLessThan(1e-15);
    expect(largestGap(after.standardErrors, before.standardErrors)).toBeLessThan(1e-15);
    expect(after.rSquared).toBeCloseTo(before.rSquared, 12);
  });

  test('scales with returns, exactly for a power of two, and does not depend on the unit of capitalisation', () => {
    const section = crossSection(500, 11);
    const returns = noisy(section, 12);
    const once = fit(section, returns);
    const twice = fit(
      section,
      returns.map((r) => 2 * r),
    );
    expect(twice.factorReturns).toEqual(once.factorReturns.map((f) => 2 * f));
    expect(twice.tStats).toEqual(once.tStats);
    const inLakhs = fit({ ...section, marketCap: section.marketCap.map((c) => c * 100) }, returns);
    expect(largestGap(inLakhs.factorReturns, once.factorReturns)).toBeLessThan(1e-15);
  });

  test('does not depend on the order of issuers, up to rounding (1e-15)', () => {
    const section = crossSection(500, 13);
    const returns = noisy(section, 14);
    const order = Array.from(returns.keys()).sort((a, b) => ((a * 7919) % 500) - ((b * 7919) % 500));
    const shuffled: CrossSection = {
      styles: Float64Array.from(order.flatMap((i) => [...section.styles.subarray(i * 12, i * 12 + 12)])),
      industry: Uint8Array.from(order, (i) => section.industry[i]!),
      marketCap: Float64Array.from(order, (i) => section.marketCap[i]!),
      inEstimation: section.inEstimation,
    };
    const [a, b] = [
      fit(section, returns),
      fit(
        shuffled,
        Float64Array.from(order, (i) => returns[i]!),
      ),
    ];
    expect(largestGap(a.factorReturns, b.factorReturns)).toBeLessThan(1e-15);
    expect(
      largestGap(
        Float64Array.from(order, (i) => a.residuals[i]!),
        b.residuals,
      ),
    ).toBeLessThan(1e-15);
  });

  test('gives no return to an industry without stocks, and the others average to zero', () => {
    const section = crossSection(500, 15, 25);
    const { factorReturns, standardErrors, residuals, method } = fit(section, noisy(section, 16));
    const industries = factorReturns.subarray(INDUSTRY_AT);
    expect(industries[INDUSTRY_COUNT - 1]).toBeNaN();
    expect(standardErrors[FACTOR_COUNT - 1]).toBeNaN();
    expect(industries.subarray(0, -1).every(Number.isFinite)).toBe(true);
    expect(industries.subarray(0, -1).reduce((sum, f) => sum + f, 0)).toBeCloseTo(0, 15);
    expect(residuals.every(Number.isFinite)).toBe(true);
    expect(method).toBe('cholesky');
  });

  test('computes residuals of stocks outside the estimation universe without affecting the fit', () => {
    const section = crossSection(500, 17);
    const returns = noisy(section, 18);
    const outside = section.inEstimation.map((_, i) => (i < 50 ? 0 : 1));
    returns[7] = 0.9;
    const result = fit({ ...section, inEstimation: outside }, returns);
    expect(result.stocks).toBe(450);
    expect(result.residuals[7]).toBeGreaterThan(0.8);
    returns[7] = NaN;
    const without = fit({ ...section, inEstimation: outside }, returns);
    expect(without.factorReturns).toEqual(result.factorReturns);
    expect(without.residuals[7]).toBeNaN();
    expect(without.residuals.filter(Number.isNaN)).toHaveLength(1);
  });

  test('excludes stocks without a return, exposures or capitalisation', () => {
    const section = crossSection(500, 19);
    const returns = noisy(section, 20);
    returns[0] = NaN;
    section.styles.fill(NaN, 12, 24);
    section.marketCap[2] = NaN;
    const result = fit(section, returns);
    expect(result.stocks).toBe(497);
    expect([...result.residuals.subarray(0, 3)].map(Number.isNaN)).toEqual([true, true, false]);
    expect(result.factorReturns.every(Number.isFinite)).toBe(true);
  });

  test('reports a collinear style, and estimates every other factor', () => {
    const section = crossSection(500, 21);
    // LOWVOL repeats BETA; LEVERAGE is the same for all stocks.
    for (let i = 0; i < 500; i++) {
      section.styles[i * 12 + 6] = section.styles[i * 12]!;
      section.styles[i * 12 + 8] = 0.3;
    }
    const result = fit(section, noisy(section, 22));
    expect(result.method).toBe('qr');
    expect(result.problem).toMatchObject({ code: 'singular-day', severity: 'warning', about: '2020-03-23' });
    expect(result.problem?.message).toContain('LOWVOL, LEVERAGE are collinear');
    const missing = [...result.factorReturns.keys()].filter((k) => Number.isNaN(result.factorReturns[k]));
    expect(missing).toEqual([STYLE_AT + 6, STYLE_AT + 8]);
    expect(result.residuals.every(Number.isFinite)).toBe(true);
    expect(result.standardErrors.filter(Number.isNaN)).toHaveLength(2);
    expect(result.rSquared).toBeGreaterThan(0);
  });

  test('solves nearly collinear styles by QR and reports it', () => {
    const section = crossSection(500, 23);
    const stream = randomStream(24);
    for (let i = 0; i < 500; i++)
      section.styles[i * 12 + 11] = section.styles[i * 12]! + 1e-4 * normal(stream);
    const factors = randomFactors(stream);
    const result = fit(section, explainedReturns(section, factors));
    expect(result.method).toBe('qr');
    expect(result.problem?.code).toBe('ill-conditioned-day');
    expect(result.condition).toBeGreaterThan(1e6);
    expect(result.vif[0]).toBeGreaterThan(1e6);
    // Normal equations would be off by about condition × 1e-16 = 1e-8 of the returns' size.
    expect(largestGap(result.factorReturns, factors)).toBeLessThan(1e-11);
  });

  test('has no factor returns on a day with fewer stocks than factors, and reports it', () => {
    const section = crossSection(30, 25);
    const result = fit(section, noisy(section, 26));
    expect(result.method).toBe('none');
    expect(result.problem?.code).toBe('too-few-stocks');
    expect(result.factorReturns.every(Number.isNaN)).toBe(true);
    const closed = new Float64Array(30).fill(NaN);
    expect(fit(section, closed)).toMatchObject({ stocks: 0, method: 'none' });
    expect(fit(section, closed, { trimBeyond: 5 })).toMatchObject({ stocks: 0, trimmed: 0, method: 'none' });
  });

  test('keeps outliers unless trimming is enabled, and then still computes their residuals', () => {
    const section = crossSection(800, 27);
    const factors = randomFactors(randomStream(28));
    const stream = randomStream(29);
    const returns = explainedReturns(section, factors).map((r) => r + 0.001 * normal(stream));
    returns[3]! += 2;
    const plain = fit(section, returns);
    const robust = fit(section, returns, { trimBeyond: 5 });
    expect(plain.trimmed).toBe(0);
    expect(robust.trimmed).toBeGreaterThan(0);
    expect(robust.residuals[3]).toBeCloseTo(2, 1);
    expect(largestGap(robust.factorReturns, factors)).toBeLessThan(
      largestGap(plain.factorReturns, factors) / 5,
    );
  });

  test('has a VIF of 1/(1 − R²) of a style on all other factors', () => {
    const section = crossSection(600, 30);
    for (let i = 0; i < 600; i++)
      section.styles[i * 12 + 3] = 0.8 * section.styles[i * 12 + 2]! + 0.6 * section.styles[i * 12 + 3]!;
    const { vif } = fit(section, noisy(section, 31));
    // The R² of the regression of LTMOM on the rest, by a regression in which LTMOM is the response and is left out.
    const response = Float64Array.from({ length: 600 }, (_, i) => section.styles[i * 12 + 3]!);
    const others = section.styles.map((x, at) => (at % 12 === 3 ? 0 : x));
    const { rSquared } = fit({ ...section, styles: others }, response);
    expect(vif[3]).toBeCloseTo(1 / (1 - rSquared), 10);
    expect(vif[3]).toBeGreaterThan(2);
    expect(vif.every((v) => v >= 1)).toBe(true);
  });

  test('estimates factor returns with slope 1.00 ± 0.02 on the true ones for every style', () => {
    const issuers = 1250;
    const days = 600;
    const section = crossSection(issuers, 32);
    const stream = randomStream(33);
    const work = regressionWorkspace(issuers);
    const products = new Float64Array(STYLE_COUNT);
    const squares = new Float64Array(STYLE_COUNT);
    const specific = section.marketCap.map((cap) => 0.02 * (cap / 1000) ** -0.1);
    // A sum of twelve uniforms less six is near enough to normal here, and quick.
    const draw = () => {
      let sum = -6;
      for (let j = 0; j < 12; j++) sum += stream.uint32() / 2 ** 32;
      return sum;
    };
    for (let t = 0; t < days; t++) {
      const factors = randomFactors(stream);
      const returns = explainedReturns(section, factors).map((r, i) => r + specific[i]! * draw());
      const found = regress(work, D, returns, section, DEFAULT_REGRESSION_RULES).factorReturns;
      for (let k = 0; k < STYLE_COUNT; k++) {
        products[k]! += factors[STYLE_AT + k]! * found[STYLE_AT + k]!;
        squares[k]! += factors[STYLE_AT + k]! ** 2;
      }
    }
    products.forEach((p, k) => expect(Math.abs(p / squares[k]! - 1)).toBeLessThan(0.02));
  });
});

test('a day below the minimum degrees of freedom has no factor returns, and reports it', () => {
  // 12 styles and 5 industries: 17 parameters.
  const section = crossSection(36, 5, 5);
  const returns = noisy(section, 6);
  const none = fit(section, returns);
  expect([none.method, none.stocks]).toEqual(['none', 36]);
  expect(none.factorReturns.every(Number.isNaN)).toBe(true);
  expect(none.problem).toMatchObject({ code: 'too-few-stocks' });
  expect(none.problem!.message).toMatch(/36 stocks .* 17 factors .* 20 degrees of freedom/);
  expect(fit(section, returns, { minimumFreedom: 19 }).method).toBe('cholesky');
  expect(fit(crossSection(37, 5, 5), noisy(crossSection(37, 5, 5), 6)).method).toBe('cholesky');
});

test('a style that is 0 for all stocks is not collinearity; one that duplicates others is reported', () => {
  const section = crossSection(200, 8);
  const without = (k: number, from?: number): CrossSection => ({
    ...section,
    styles: section.styles.map((x, at) =>
      at % STYLE_COUNT !== k ? x : from === undefined ? 0 : section.styles[at - k + from]!,
    ),
  });
  const returns = noisy(section, 9);
  const empty = fit(without(4), returns);
  expect(empty.factorReturns[STYLE_AT + 4]).toBeNaN();
  expect(empty.problem).toBeUndefined();
  expect(fit(without(4, 2), returns).problem).toMatchObject({ code: 'singular-day' });
});
