import { simulateEquities } from '../../fixtures/equities/equity-market.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { attribute, type AttributionDay } from '../../src/risk/portfolio/attribution.ts';
import type { BiasTable } from '../../src/risk/diagnostics/bias-tests.ts';
import { bandCoveragePValue } from '../../src/risk/diagnostics/band-coverage-p-value.ts';
import { diagnose } from '../../src/risk/diagnostics/diagnose.ts';
import { STYLES } from '../../src/risk/factors.ts';
import { advanceRiskModel, newRiskModel, riskModelWorkspace } from '../../src/risk/model.ts';
import { type Holding, portfolioRisk } from '../../src/risk/portfolio/portfolio-risk.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import { forecastAt, type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { isCovered } from '../../src/risk/snapshot.ts';
import { runCompiled } from '../compiled.ts';
import type { StillMarket } from './still-market.fixture.ts';

describe('in a stationary market of 800 stocks over eight years with known factor returns', () => {
  let { slopes, diagnostics, knownTruth } = {} as StillMarket;
  beforeAll(() => {
    const rooms = ['src/math', 'src/market', 'src/risk', 'fixtures'];
    ({ slopes, diagnostics, knownTruth } = JSON.parse(
      runCompiled(rooms, 'test/risk/still-market.fixture.ts'),
    ) as StillMarket);
  }, 180_000);

  test.each(STYLES.map((style, k) => [style, k] as const))(
    'the slope of estimated on true returns of %s is 1.00 ± 0.02',
    (_, k) => {
      const { slope, error } = slopes[k]!;
      expect(error).toBeLessThan(0.008);
      expect(Math.abs(slope - 1)).toBeLessThan(0.02);
    },
  );

  const table = (family: string, horizon: number) =>
    diagnostics.bias.find((t) => t.family === family && t.horizon === horizon)!;

  const FAMILIES = ['pure factors', 'eigenfactors', 'random active', 'optimised'] as const;

  // The thirteen optimised portfolios are correlated over 73 months: in this market 8 of them are in their bands with
  // the true risk itself, in others all (docs/methodology/inec1-measurements.md covers five markets). So they are compared
  // with the truth, and the others with perfect forecasts.
  const OTHERS = ['pure factors', 'eigenfactors', 'random active'] as const;

  test('the monthly band coverage of factors and random portfolios is consistent with perfect forecasts', () => {
    const tests = OTHERS.flatMap((family) => table(family, 21).tests);
    expect(tests).toHaveLength(39 + 39 + 30);
    expect(bandCoveragePValue(tests.filter((t) => t.inBand).length, tests.length)).toBeGreaterThan(0.05);
  });

  test('as many optimised portfolios are in their monthly bands as with the true risk', () => {
    const inBand = ({ tests }: BiasTable) => tests.filter((t) => t.inBand).length;
    const known = knownTruth.find(({ horizon }) => horizon === 21)!;
    expect(known.tests).toHaveLength(13);
    expect(inBand(table('optimised', 21))).toBeGreaterThanOrEqual(inBand(known));
  });

  // Each family is tested separately at the 1 % level, because at 5 % perfect forecasts would fail once in twenty.
  test.each(OTHERS)(
    'the monthly band coverage of a single family is consistent with perfect forecasts: %s',
    (family) => {
      const { tests, summary } = table(family, 21);
      expect(tests[0]!.observations).toBeGreaterThan(60);
      expect(summary!.coveragePValue).toBeGreaterThan(0.01);
    },
  );

  test('optimised portfolios are in their bands over a day, and closer to 1 with true than with estimated risk', () => {
    const estimated = table('optimised', 1).summary!;
    const [{ summary: known }] = knownTruth as [BiasTable];
    expect(estimated.coveragePValue).toBeGreaterThan(0.01);
    expect(known!.coveragePValue).toBeGreaterThan(0.05);
    expect(Math.abs(known!.bias - 1)).toBeLessThan(0.01);
    expect(Math.abs(known!.bias - 1)).toBeLessThan(Math.abs(estimated.bias - 1));
  });

  test.each(FAMILIES)('monthly forecasts are accurate to 10 %% on average: %s', (family) => {
    expect(Math.abs(table(family, 21).summary!.bias - 1)).toBeLessThan(0.1);
  });

  test.each(['pure factors', 'random active', 'optimised'])(
    'daily forecasts are accurate to 5 %% on average: %s',
    (family) => {
      expect(Math.abs(table(family, 1).summary!.bias - 1)).toBeLessThan(0.05);
    },
  );

  test('the smallest eigenfactor is the industry constraint, which has no return; the others are forecast to 5 %', () => {
    const [first, ...others] = table('eigenfactors', 1).tests;
    expect(first!.bias).toBeLessThan(0.5);
    const mean = others.reduce((sum, t) => sum + t.bias, 0) / others.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.05);
  });

  test('specific risk is accurate for small and large stocks, inside and outside the universe', () => {
    for (const { bias, q, observations } of diagnostics.specific) {
      expect(observations).toBeGreaterThan(1000);
      expect(Math.abs(bias! - 1)).toBeLessThan(0.07);
      expect(Math.abs(q! - 2.27)).toBeLessThan(0.1);
    }
  });

  test('every covariance is positive definite', () => {
    expect(diagnostics.covariance.forecasts).toBeGreaterThan(1000);
    expect(diagnostics.covariance.invalid).toEqual([]);
  });
});

describe('in a market of 120 stocks in which some industries are temporarily empty', () => {
  const rules = riskRules.parse({ universe: { size: { kind: 'fraction', of: 1 } } });
  const market = simulateEquities({ issuers: 120, from: '2021-04-01', to: '2024-03-28' });
  const sessions: RiskSession[] = [];
  beforeAll(() => {
    const model = newRiskModel(market.issuers, rules);
    const room = riskModelWorkspace(market.issuers.length);
    for (const { slice } of market.days()) sessions.push(sessionOf(advanceRiskModel(model, slice, room)));
  });

  test('every covariance is symmetric positive definite, even with an empty industry', () => {
    const { covariance } = diagnose(sessions);
    expect(covariance.forecasts).toBeGreaterThan(400);
    expect(covariance.withEmptyIndustry).toBeGreaterThan(5);
    expect(covariance.invalid).toEqual([]);
  });

  const draw = randomStream(8).uniform;
  const portfolioOn = (session: RiskSession): Holding[] =>
    Array.from(session.returns.keys())
      .filter((i) => isCovered(session, i) && draw() < 0.4)
      .map((issuer) => ({ issuer, weight: draw() - 0.3 }));

  test('risk contributions sum to the volatility within 1e-10', () => {
    for (const session of sessions.slice(-40)) {
      const result = portfolioRisk(forecastAt(session, 21), portfolioOn(session));
      if (result.kind !== 'risk') throw new Error('a covered portfolio has a risk');
      const { volatility, factorContributions, specificContribution, holdings } = result.risk;
      const byFactor = factorContributions.reduce((a, b) => a + b, 0) + specificContribution;
      const byHolding = holdings.reduce((sum, h) => sum + h.contribution, 0);
      expect(Math.abs(byFactor - volatility)).toBeLessThan(1e-10);
      expect(Math.abs(byHolding - volatility)).toBeLessThan(1e-10);
    }
  });

  test('attribution sums to the stocks’ returns within 1e-10', () => {
    let direct = 0;
    const days = sessions.slice(-60).flatMap((after, k, list): AttributionDay[] => {
      const before = list[k - 1];
      if (!before) return [];
      const holdings = portfolioOn(before);
      for (const { issuer, weight } of holdings)
        direct += weight * (after.returns[issuer]! || after.resumed[issuer]! || 0);
      const { factorReturns, returns, resumed } = after;
      return [{ holdings, exposures: before, factorReturns, returns, resumed }];
    });
    const { total, factors, specific, uncovered } = attribute(days);
    expect(Math.abs(direct)).toBeGreaterThan(1e-3);
    expect(Math.abs(total - direct)).toBeLessThan(1e-10);
    expect(Math.abs(factors.reduce((a, b) => a + b, 0) + specific + uncovered - total)).toBeLessThan(1e-10);
  });
});
