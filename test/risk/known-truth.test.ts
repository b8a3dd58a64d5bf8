import { simulateEquities } from '../../fixtures/equities/equity-market.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { attribute, type AttributionDay } from '../../src/risk/portfolio/attribution.ts';
import type { BiasTable } from '../../src/risk/diagnostics/bias.ts';
import { chanceOfSoFew } from '../../src/risk/diagnostics/band-coverage-p-value.ts';
import { diagnose } from '../../src/risk/diagnostics/diagnose.ts';
import { STYLES } from '../../src/risk/factors.ts';
import { advanceRiskModel, newRiskModel, riskRoom } from '../../src/risk/model.ts';
import { type Holding, portfolioRisk } from '../../src/risk/portfolio/portfolio-risk.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { isCovered } from '../../src/risk/snapshot.ts';
import { runCompiled } from '../compiled.ts';
import type { StillMarket } from './still-market.fixture.ts';

describe('in a still market of 800 companies over eight years, whose factor returns are known', () => {
  let { slopes, diagnostics, knownTruth } = {} as StillMarket;
  beforeAll(() => {
    const rooms = ['src/math', 'src/market', 'src/risk', 'fixtures'];
    ({ slopes, diagnostics, knownTruth } = JSON.parse(
      runCompiled(rooms, 'test/risk/still-market.ts'),
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

  const table = (bets: string, horizon: number) =>
    diagnostics.bias.find((t) => t.bets === bets && t.horizon === horizon)!;

  const FAMILIES = ['pure factors', 'eigenfactors', 'random active', 'optimised'] as const;

  test('of all bets over a month, no fewer are in their bands than chance allows of perfect forecasts', () => {
    const tests = FAMILIES.flatMap((bets) => table(bets, 21).tests);
    expect(tests).toHaveLength(39 + 39 + 30 + 13);
    expect(chanceOfSoFew(tests.filter((t) => t.inBand).length, tests.length)).toBeGreaterThan(0.05);
  });

  // The thirteen optimised portfolios share their luck over 73 months: in this market 8 of them are in their bands
  // with the truth itself, in others all (docs/INEC-1.md counts five markets). So each family is judged alone by what
  // chance allows once in a hundred times, where perfect forecasts would be refused once in twenty.
  test.each(FAMILIES)('nor of one family alone: %s', (bets) => {
    const { tests, summary } = table(bets, 21);
    expect(tests[0]!.observations).toBeGreaterThan(60);
    expect(summary!.chance).toBeGreaterThan(0.01);
  });

  test('optimised portfolios are in their bands over a day, and nearer to 1 with the truth than with estimates', () => {
    const estimated = table('optimised', 1).summary!;
    const [{ summary: known }] = knownTruth as [BiasTable];
    expect(estimated.chance).toBeGreaterThan(0.01);
    expect(known!.chance).toBeGreaterThan(0.05);
    expect(Math.abs(known!.bias - 1)).toBeLessThan(0.01);
    expect(Math.abs(known!.bias - 1)).toBeLessThan(Math.abs(estimated.bias - 1));
  });

  test.each(FAMILIES)('forecasts for a month are right to 10 %% on average: %s', (bets) => {
    expect(Math.abs(table(bets, 21).summary!.bias - 1)).toBeLessThan(0.1);
  });

  test.each(['pure factors', 'random active', 'optimised'])(
    'forecasts for a day are right to 5 %% on average: %s',
    (bets) => {
      expect(Math.abs(table(bets, 1).summary!.bias - 1)).toBeLessThan(0.05);
    },
  );

  test('the smallest eigenfactor is the constraint on industries, which has no return; the others are forecast to 5 %', () => {
    const [first, ...others] = table('eigenfactors', 1).tests;
    expect(first!.bias).toBeLessThan(0.5);
    const mean = others.reduce((sum, t) => sum + t.bias, 0) / others.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.05);
  });

  test('specific risk is right for small and large companies, in the universe and out of it', () => {
    for (const { bias, q, observations } of diagnostics.specific) {
      expect(observations).toBeGreaterThan(1000);
      expect(Math.abs(bias! - 1)).toBeLessThan(0.07);
      expect(Math.abs(q! - 2.27)).toBeLessThan(0.1);
    }
  });

  test('every covariance is positive definite', () => {
    expect(diagnostics.covariance.forecasts).toBeGreaterThan(1000);
    expect(diagnostics.covariance.unsound).toEqual([]);
  });
});

describe('in a market of 120 companies, in which some industries are empty for a time', () => {
  const rules = riskRules.parse({ universe: { size: { kind: 'share', of: 1 } } });
  const market = simulateEquities({ issuers: 120, from: '2021-04-01', to: '2024-03-28' });
  const sessions: RiskSession[] = [];
  beforeAll(() => {
    const model = newRiskModel(market.issuers, rules);
    const room = riskRoom(market.issuers.length);
    for (const { slice } of market.days()) sessions.push(sessionOf(advanceRiskModel(model, slice, room)));
  });

  test('every covariance is symmetric and positive definite, those of days with an empty industry too', () => {
    const { covariance } = diagnose(sessions);
    expect(covariance.forecasts).toBeGreaterThan(400);
    expect(covariance.withEmptyIndustry).toBeGreaterThan(5);
    expect(covariance.unsound).toEqual([]);
  });

  const draw = randomStream(8).uniform;
  const portfolioOn = (session: RiskSession): Holding[] =>
    Array.from(session.returns.keys())
      .filter((i) => isCovered(session, i) && draw() < 0.4)
      .map((issuer) => ({ issuer, weight: draw() - 0.3 }));

  test('contributions to risk add up to 1e-10', () => {
    for (const session of sessions.slice(-40)) {
      const result = portfolioRisk(session, portfolioOn(session));
      if (result.kind !== 'risk') throw new Error('a covered portfolio has a risk');
      const { volatility, factorContributions, specificContribution, holdings } = result.risk;
      const byFactor = factorContributions.reduce((a, b) => a + b, 0) + specificContribution;
      const byHolding = holdings.reduce((sum, h) => sum + h.contribution, 0);
      expect(Math.abs(byFactor - volatility)).toBeLessThan(1e-10);
      expect(Math.abs(byHolding - volatility)).toBeLessThan(1e-10);
    }
  });

  test('attribution adds up to the returns of the shares to 1e-10', () => {
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
