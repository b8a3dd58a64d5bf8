import { addDays, day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import type { TestPortfolioFamily } from '../../../src/risk/diagnostics/test-portfolio.ts';
import { biasTests } from '../../../src/risk/diagnostics/bias-tests.ts';
import { bandCoveragePValue } from '../../../src/risk/diagnostics/band-coverage-p-value.ts';
import { characteristicPortfolios } from '../../../src/risk/diagnostics/characteristic-portfolios.ts';
import { diagnose } from '../../../src/risk/diagnostics/diagnose.ts';
import { fullyInvested } from '../../../src/risk/diagnostics/fully-invested.ts';
import { pureFactors } from '../../../src/risk/diagnostics/factor-portfolios.ts';
import { FACTOR_COUNT, INDUSTRY_COUNT, STYLE_COUNT } from '../../../src/risk/factors.ts';
import { DESCRIPTORS } from '../../../src/risk/exposures/descriptors/styles.ts';
import { plainForecast } from '../../../src/risk/covariance/factor-forecast.ts';
import { DEFAULT_RISK_RULES } from '../../../src/risk/risk-rules.ts';
import type { RiskSession } from '../../../src/risk/store/daily-record.ts';
import { addExposures, exposuresDot } from '../../../src/risk/snapshot.ts';
import { solveDense } from '../regression/dense-solve.fixture.ts';

const N = 60;
const FACTOR_SD = 0.01;

/** A session of a simulated model with accurate forecasts: factor returns and residuals are drawn from them. */
function simulatedSession(t: number, seed = 5): RiskSession {
  const random = randomStream(seed).split(`session ${t}`);
  const fixed = randomStream(seed).split('fixed');
  const draw = (n: number, sd: number, from = random) =>
    Float64Array.from({ length: n }, () => sd * normal(from));
  const covariance = new Float64Array(FACTOR_COUNT * FACTOR_COUNT);
  for (let k = 0; k < FACTOR_COUNT; k++) covariance[k * (FACTOR_COUNT + 1)] = FACTOR_SD ** 2;
  const styles = draw(N * STYLE_COUNT, 1, fixed);
  const specificVolatility = draw(N, 0.02, fixed).map((x) => 0.01 + Math.abs(x));
  const industry = Uint8Array.from({ length: N }, (_, i) => i % INDUSTRY_COUNT);
  const factorReturns = draw(FACTOR_COUNT, FACTOR_SD);
  const residuals = specificVolatility.map((sd) => sd * normal(random));
  return {
    day: addDays(day('2020-01-01'), t),
    styles,
    industry,
    factorForecast: plainForecast(covariance, DEFAULT_RISK_RULES),
    specificVolatility,
    residuals,
    residualScale: new Float64Array(N).fill(1),
    returns: residuals.map((e, i) => e + exposuresDot({ styles, industry }, i, factorReturns)),
    resumed: new Float64Array(N).fill(NaN),
    marketCap: draw(N, 1, fixed).map(Math.exp),
    inEstimation: new Uint8Array(N).fill(1),
    universeStatus: new Uint8Array(N),
    flags: new Uint16Array(N),
    factorReturns,
    standardErrors: new Float64Array(FACTOR_COUNT).fill(FACTOR_SD / 4),
    vif: new Float64Array(STYLE_COUNT).fill(2),
    dropped: new Int32Array(DESCRIPTORS.length),
    rSquared: 0.4,
    adjustedRSquared: 0.3,
    rSquaredAboutZero: 0.5,
    condition: 10,
    stocks: N,
    trimmed: 0,
    method: 'cholesky',
  };
}

const withCovariance = (s: RiskSession, change: (c: Float64Array) => Float64Array): RiskSession => ({
  ...s,
  factorForecast: plainForecast(change(s.factorForecast!.covariance), DEFAULT_RISK_RULES),
});

const sessions = Array.from({ length: 800 }, (_, t) => simulatedSession(t));
const found = diagnose(sessions);

test('accurate forecasts have 95 % of bias statistics in their bands, Q of 2.27 and MRAD of 0.17', () => {
  const daily = found.bias.filter((b) => b.horizon === 1);
  expect(daily.map((b) => b.family)).toEqual([
    'pure factors',
    'eigenfactors',
    'random active',
    'fully invested',
    'optimised',
  ]);
  for (const { summary, tests } of daily) {
    expect(tests[0]!.observations).toBe(799);
    expect(summary!.fractionInBand).toBeGreaterThan(0.84);
    expect(Math.abs(summary!.bias - 1)).toBeLessThan(0.03);
    expect(Math.abs(summary!.q - 2.27)).toBeLessThan(0.1);
    expect(Math.abs(summary!.mrad! - 0.17)).toBeLessThan(0.03);
  }
  for (const { bias, horizon } of found.specific.filter((s) => s.observations > 0)) {
    expect(Math.abs(bias! - 1)).toBeLessThan(horizon === 1 ? 0.02 : 0.08);
  }
});

test('a monthly period has 21 sessions without overlap, and its forecast is √21 times the daily one', () => {
  const month = found.bias.find((b) => b.horizon === 21 && b.family === 'pure factors')!;
  expect(month.tests[0]!.observations).toBe(38);
  const test = biasTests(pureFactors, [21]);
  for (const session of sessions.slice(0, 43)) test.add(session);
  const [first, second] = [1, 22].map((from) => {
    const sum = sessions.slice(from, from + 21).reduce((total, s) => total + s.factorReturns[3]!, 0);
    return sum / (FACTOR_SD * Math.sqrt(21));
  });
  // The standard deviation of two values.
  expect(test.result()[0]!.tests[3]!.bias).toBeCloseTo(Math.abs(first! - second!) / Math.SQRT2, 12);
});

test('buy-and-hold portfolios earn the return of their initial positions, rebalanced ones that of the latest', () => {
  const first = Number(sessions[0]!.day);
  // The position is 1, 2, 3 … by session; each session returns 1 per unit, −1 from the fifth on.
  const family = (rebalancing: TestPortfolioFamily['rebalancing']): TestPortfolioFamily => ({
    kind: 'optimised',
    names: ['growing'],
    rebalancing,
    construct: (session) => ({
      volatility: () => Float64Array.of(1),
      returnOn: ({ day: later }) => Float64Array.of((session.day - first + 1) * (later - first < 5 ? 1 : -1)),
    }),
  });
  const [buyAndHold, rebalanced] = (['none', 'every session'] as const).map((rebalancing) => {
    const test = biasTests(family(rebalancing), [4]);
    for (const session of sessions.slice(0, 9)) test.add(session);
    return test.result()[0]!.tests[0]!.bias;
  });
  // Two periods of four sessions: buy and hold 4·1 and 4·(−5), rebalanced 1 + 2 + 3 + 4 and −(5 + 6 + 7 + 8), over
  // √4.
  expect(buyAndHold).toBeCloseTo((4 + 20) / 2 / Math.SQRT2, 12);
  expect(rebalanced).toBeCloseTo((10 + 26) / 2 / Math.SQRT2, 12);
});

test('the p-value of the band coverage is binomial and agrees with R', () => {
  // pbinom(9, 13, 0.95), pbinom(110, 121, 0.95), pbinom(570, 600, 0.95)
  expect(bandCoveragePValue(9, 13)).toBeCloseTo(0.003102996168099131, 12);
  expect(bandCoveragePValue(110, 121)).toBeCloseTo(0.04045895881384488, 12);
  expect(bandCoveragePValue(570, 600)).toBeCloseTo(0.5261534684383652, 11);
  expect(bandCoveragePValue(13, 13)).toBe(1);
  expect(bandCoveragePValue(0, 1000)).toBe(0);
});

test('a return is compared with the forecast of the previous close, never of its own', () => {
  const twice = sessions.slice(0, 300).map((s, t) => {
    const last = t === 299;
    return last ? withCovariance(s, (c) => c.map((x) => 100 * x)) : s;
  });
  const table = (list: readonly RiskSession[]) => diagnose(list, { horizons: [1] }).bias[0]!.tests;
  expect(table(twice)).toEqual(table(sessions.slice(0, 300)));
});

test('optimised portfolios have unit exposure to their style and minimum risk, 1/√(a′V⁻¹a) by a dense solve', () => {
  const session = sessions[0]!;
  const portfolios = characteristicPortfolios.construct(session, 21)!;
  const rows = Array.from({ length: N }, (_, i) => {
    const x = new Float64Array(FACTOR_COUNT);
    addExposures(session, i, 1, x);
    return x;
  });
  const v = Float64Array.from(
    rows.flatMap((a, i) =>
      rows.map((b, j) => {
        const common = a.reduce((sum, x, k) => sum + x * b[k]! * FACTOR_SD ** 2, 0);
        return common + (i === j ? session.specificVolatility[i]! ** 2 : 0);
      }),
    ),
  );
  for (const k of [0, 1, 7, 12]) {
    const a = Float64Array.from(rows, (x) => x[k]!);
    const solved = solveDense(v, a);
    const precision = a.reduce((sum, x, i) => sum + x * solved[i]!, 0);
    expect(portfolios.volatility()[k]).toBeCloseTo(1 / Math.sqrt(precision), 12);
  }
  // With exposures as returns, a portfolio's return is its exposure.
  const style = 4;
  const returns = Float64Array.from(rows, (x) => x[1 + style]!);
  expect(portfolios.returnOn({ ...session, returns })[1 + style]).toBeCloseTo(1, 9);
});

test('BETA quintiles hold the stocks of highest and of lowest exposure, equally weighted', () => {
  const session = sessions[0]!;
  const beta = Float64Array.from({ length: N }, (_, i) => session.styles[i * STYLE_COUNT]!);
  const earned = fullyInvested.construct(session, 21)!.returnOn({ ...session, returns: beta });
  const sorted = beta.toSorted();
  const mean = (of: Float64Array) => of.reduce((sum, b) => sum + b, 0) / of.length;
  [mean(beta), mean(sorted.subarray(-12)), mean(sorted.subarray(0, 12))].forEach((expected, k) =>
    expect(earned[k]).toBeCloseTo(expected, 12),
  );
  const ones = new Float64Array(N).fill(1);
  for (const sum of fullyInvested.construct(session, 21)!.returnOn({ ...session, returns: ones }))
    expect(sum).toBeCloseTo(1, 12);
});

test('constant exposures are rated good, random ones bad', () => {
  expect(found.styles.every((s) => s.stability! > 0.999 && s.rating === 'good')).toBe(true);
  const random = Array.from({ length: 43 }, (_, t) => simulatedSession(t, t + 1));
  expect(diagnose(random).styles.every((s) => s.rating === 'bad')).toBe(true);
});

test('a covariance that is not symmetric positive definite is detected', () => {
  const set = (at: number, to: number) => (c: Float64Array) => c.map((x, k) => (k === at ? to : x));
  const spoiled = [
    sessions[0]!,
    withCovariance(sessions[1]!, set(0, -1e-9)),
    withCovariance(sessions[2]!, set(1, 1e-6)),
  ];
  expect(diagnose(spoiled).covariance.invalid).toEqual([sessions[1]!.day, sessions[2]!.day]);
});

test('fractions of significant returns, fit by year and factor returns agree with the sessions', () => {
  const [first] = found.factors;
  expect(first!.sessions).toBe(800);
  // |t| = |f|/(σ/4) > 2 is |z| > 0.5: 61.7 % of normal returns.
  const share = found.factors.reduce((sum, f) => sum + f.fractionSignificant!, 0) / FACTOR_COUNT;
  expect(Math.abs(share - 0.617)).toBeLessThan(0.01);
  expect(Math.abs(first!.annualVolatility! - FACTOR_SD * Math.sqrt(252))).toBeLessThan(0.01);
  expect(found.fit.map((f) => [f.year, f.sessions])).toEqual([
    [2020, 366],
    [2021, 365],
    [2022, 69],
  ]);
  expect(found.fit[0]!.rSquared).toBeCloseTo(0.4, 12);
});

test('an empty model has null diagnostics, not NaN', () => {
  const nothing = diagnose([]);
  expect(nothing.span).toBeNull();
  expect(nothing.bias.every((b) => b.summary === null)).toBe(true);
  expect(nothing.factors.every((f) => f.annualReturn === null)).toBe(true);
});
