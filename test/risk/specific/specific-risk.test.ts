import { normalQuantile } from '../../../src/math/random/normal-quantile.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { addToMedians, runningMedians } from '../../../src/math/windows/running-median.ts';
import type { CrossSection } from '../../../src/risk/regression/cross-section.ts';
import { shrinkToDecileMean, sizeDeciles } from '../../../src/risk/specific/bayesian-shrinkage.ts';
import {
  DEFAULT_SPECIFIC_RISK_RULES,
  specificRiskRules,
} from '../../../src/risk/specific/specific-risk-rules.ts';
import {
  advanceSpecificRisk,
  newSpecificRisk,
  type SpecificRisk,
} from '../../../src/risk/specific/specific-risk.ts';
import { crossSection, normal } from '../regression/cross-section.fixture.ts';

const ISSUERS = 300;
const RULES = specificRiskRules.parse({ sizeShrinkage: 0, regimeHalfLife: null });

/** True specific volatility: exp(−4 + 0.2·BETA) times 1.5 in the first industry. */
const truth = ({ styles, industry }: CrossSection): Float64Array =>
  Float64Array.from(industry, (g, i) => Math.exp(-4 + 0.2 * styles[i * 12]!) * (g === 0 ? 1.5 : 1));

function residualsOf(section: CrossSection, days: number, seed: number): Float64Array[] {
  const stream = randomStream(seed);
  const sigma = truth(section);
  return Array.from({ length: days }, () => sigma.map((s) => s * normal(stream)));
}

function run(
  section: CrossSection,
  days: readonly Float64Array[],
  rules = RULES,
  state = newSpecificRisk(section.industry.length, rules),
) {
  let last: SpecificRisk | undefined;
  for (const e of days) last = advanceSpecificRisk(state, e, section, rules);
  return { state, risk: last! };
}

const section = crossSection(ISSUERS, 1, 10);

describe('specific risk', () => {
  test('finds each stock’s volatility from its own residuals', () => {
    const { state, risk } = run(section, residualsOf(section, 600, 2), { ...RULES, lags: 0, halfLife: 300 });
    const sigma = truth(section);
    let bias = 0;
    risk.volatility.forEach((v, i) => {
      bias += v / sigma[i]! / ISSUERS;
      expect(Math.abs(v / sigma[i]! - 1)).toBeLessThan(0.2);
    });
    expect(bias).toBeCloseTo(1, 2);
    expect(state.blending.every((gamma) => gamma === 1)).toBe(true);
  });

  test('is missing until a stock has 61 residuals, and exists for all stocks with exposures from then on', () => {
    const days = residualsOf(section, 61, 3);
    expect(run(section, days.slice(0, 60)).risk.volatility.every(Number.isNaN)).toBe(true);
    expect(run(section, days).risk.volatility.every((v) => v > 0 && v < 1)).toBe(true);
  });

  test('is structural for a new stock, and shifts to its own history as that grows', () => {
    const days = residualsOf(section, 400, 4);
    for (const [t, e] of days.entries()) {
      if (t < 400) e[0] = NaN; // never traded
      if (t < 280) e[1] = NaN; // 120 residuals
    }
    const { state, risk } = run(section, days);
    expect(state.blending[0]).toBe(0);
    expect(state.blending[1]).toBeCloseTo(0.5, 12);
    expect(risk.volatility[0]! / truth(section)[0]!).toBeCloseTo(1, 0.8);
    expect(state.structure!.slopes[0]).toBeCloseTo(0.2, 1);
  });

  test('gives less weight to the history of a stock with fat tails: γ = exp(1 − Z)', () => {
    const days = residualsOf(section, 400, 5);
    // 0.1 % on most days and 5 % on every 40th: the standard deviation is far above the robust one.
    days.forEach((e, t) => (e[0] = (t % 2 ? 0.001 : -0.001) * (t % 40 === 0 ? 50 : 1)));
    const { state } = run(section, days);
    const deviation = Math.sqrt(state.variances.squares[0]! / state.variances.weights[0]!);
    const z = Math.abs(deviation / (1.4826 * state.medians.medians[0]!) - 1);
    expect(z).toBeGreaterThan(1);
    expect(state.blending[0]).toBeCloseTo(Math.exp(1 - z), 12);
  });

  test('remains for a stock that stops trading, and is missing only without exposures and history', () => {
    const days = residualsOf(section, 300, 6);
    const { state, risk } = run(section, days);
    const before = risk.volatility[5]!;
    const stopped = days.map((e) => e.map((v, i) => (i === 5 ? NaN : v)));
    const later = run(section, stopped, RULES, state).risk;
    expect(later.volatility[5]).toBeCloseTo(before, 12);
    const styles = section.styles.slice().fill(NaN, 7 * 12, 8 * 12);
    const withoutHistory = days.map((e) => e.map((v, i) => (i === 7 ? NaN : v)));
    const { volatility } = run({ ...section, styles }, withoutHistory).risk;
    expect(volatility[7]).toBeNaN();
    expect(volatility.filter(Number.isNaN)).toHaveLength(1);
  });

  test('is bit-identical after an extension and a rebuild, also through a copy of its state', () => {
    const days = residualsOf(section, 200, 7);
    const whole = run(section, days, DEFAULT_SPECIFIC_RISK_RULES);
    const first = structuredClone(run(section, days.slice(0, 133), DEFAULT_SPECIFIC_RISK_RULES).state);
    const extended = run(section, days.slice(133), DEFAULT_SPECIFIC_RISK_RULES, first);
    expect(extended).toEqual(whole);
  });

  test('has a bias statistic of one on simulated residuals', () => {
    const days = residualsOf(section, 700, 8);
    const state = newSpecificRisk(ISSUERS, DEFAULT_SPECIFIC_RISK_RULES);
    let squares = 0;
    let count = 0;
    let forecast: Float64Array | null = null;
    days.forEach((e, t) => {
      if (t >= 200 && forecast) {
        for (let i = 0; i < ISSUERS; i++) squares += (e[i]! / forecast[i]!) ** 2;
        count += ISSUERS;
      }
      forecast = advanceSpecificRisk(state, e, section, DEFAULT_SPECIFIC_RISK_RULES).volatility;
    });
    // An estimate from about 240 effective days with five lags errs by some 8 %, which lifts E[z²] by two per cent or
    // so.
    expect(Math.sqrt(squares / count)).toBeGreaterThan(0.98);
    expect(Math.sqrt(squares / count)).toBeLessThan(1.04);
  });

  test('rises for all stocks after surprises across the market', () => {
    const days = residualsOf(section, 300, 9);
    const { state } = run(section, days, DEFAULT_SPECIFIC_RISK_RULES);
    const storm = residualsOf(section, 30, 10).map((e) => e.map((v) => 3 * v));
    expect(run(section, storm, DEFAULT_SPECIFIC_RISK_RULES, state).risk.regime).toBeGreaterThan(1.3);
  });
});

describe('Bayesian shrinkage by size', () => {
  test('moves σ by v = q|σ − σ̄|/(Δ + q|σ − σ̄|) to the cap-weighted mean, as computed by hand', () => {
    // One decile: mean (1·0.01 + 3·0.03)/4 = 0.025; Δ = √((0.015² + 0.005²)/2) = 0.01118.
    const volatility = Float64Array.of(0.01, 0.03);
    const one = { breakpoints: new Float64Array(9).fill(Infinity), decile: new Uint8Array(2) };
    shrinkToDecileMean(volatility, Float64Array.of(1, 3), one, 0.1);
    const spread = Math.sqrt((0.015 ** 2 + 0.005 ** 2) / 2);
    expect(volatility[0]).toBeCloseTo(0.01 + (0.0015 / (spread + 0.0015)) * 0.015, 15);
    expect(volatility[1]).toBeCloseTo(0.03 - (0.0005 / (spread + 0.0005)) * 0.005, 15);
  });

  test('forms ten deciles of equal count, and leaves stocks without a size unchanged', () => {
    const caps = Float64Array.from({ length: 101 }, (_, i) => (i === 100 ? NaN : i + 1));
    const volatility = new Float64Array(101).fill(0.02);
    const deciles = sizeDeciles(volatility, caps);
    expect([...deciles.breakpoints]).toEqual([11, 21, 31, 41, 51, 61, 71, 81, 91]);
    volatility[100] = 0.5;
    shrinkToDecileMean(volatility, caps, deciles, 0.1);
    expect([...deciles.decile.subarray(0, 100)]).toEqual(
      Array.from({ length: 100 }, (_, i) => Math.floor(i / 10)),
    );
    expect(volatility[100]).toBe(0.5);
    expect(volatility[0]).toBe(0.02);
  });
});

test('the running median of absolute residuals is within three standard errors of the true one, and follows a change', () => {
  const series = 200;
  const state = runningMedians(series, 84);
  const stream = randomStream(11);
  const step = (scale: number) =>
    addToMedians(
      state,
      Float64Array.from({ length: series }, () => scale * normal(stream)),
    );
  const meanOf = (v: Float64Array) => v.reduce((sum, x) => sum + x, 0) / v.length;
  const median = normalQuantile(0.75);
  for (let t = 0; t < 100; t++) step(1);
  // The sample median of 100 sizes has a standard error of 1/(2·0.6356·10) = 0.079, the mean over 200 series of
  // 0.0056.
  expect(Math.abs(meanOf(state.medians) - median)).toBeLessThan(3 * 0.0056 + 0.01);
  for (let t = 0; t < 400; t++) step(2);
  expect(Math.abs(meanOf(state.medians) / (2 * median) - 1)).toBeLessThan(0.06);
});
