import type { Problem } from '../../../src/market/problem.ts';
import type { DailySlice, Issuer } from '../../../src/market/stocks/daily-slice.ts';
import { diagnose } from '../../../src/risk/diagnostics/diagnose.ts';
import { FACTOR_COUNT, INDUSTRIES, STYLE_COUNT, STYLES } from '../../../src/risk/factors.ts';
import { mapIndustries } from '../../../src/risk/exposures/industries.ts';
import { advanceRiskModel, newRiskModel, riskModelWorkspace } from '../../../src/risk/model.ts';
import { portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { riskRules } from '../../../src/risk/risk-rules.ts';
import { forecastAt, type RiskSession, sessionOf } from '../../../src/risk/store/daily-record.ts';
import { isCovered } from '../../../src/risk/snapshot.ts';
import { smallExchange } from '../small-exchange.fixture.ts';

const exchange = smallExchange({ names: 150, sessions: 260, seed: 3 });
const rules = riskRules.parse({
  universe: { size: { kind: 'fraction', of: 1 }, history: 60, coolingOff: 0 },
});
const last = exchange.slices.length - 1;

/** The model over the exchange, with each session modified first. */
function run(
  spoil: (slice: DailySlice, t: number) => DailySlice,
  issuers: readonly Issuer[] = exchange.issuers,
): { sessions: RiskSession[]; problems: Problem[] } {
  const model = newRiskModel(issuers, rules);
  const room = riskModelWorkspace(issuers.length);
  const problems: Problem[] = [];
  const sessions = exchange.slices.map((slice, t) => {
    const day = advanceRiskModel(model, spoil(slice, t), room);
    problems.push(...day.exposures.problems, ...(day.regression?.problem ? [day.regression.problem] : []));
    return sessionOf(day);
  });
  return { sessions, problems };
}

/** Checks that all outputs of covered issuers, the covariance and the diagnostics are numbers. */
function expectNoNaN(sessions: readonly RiskSession[]): void {
  const session = forecastAt(sessions.at(-1)!, 21);
  expect(session.covariance.every(Number.isFinite)).toBe(true);
  let covered = 0;
  for (let i = 0; i < session.returns.length; i++) {
    if (!isCovered(session, i)) continue;
    covered++;
    const styles = session.styles.subarray(i * STYLE_COUNT, (i + 1) * STYLE_COUNT);
    expect(styles.every(Number.isFinite)).toBe(true);
    expect(session.specificVolatility[i]).toBeGreaterThan(0);
    expect(session.marketCap[i]).toBeGreaterThan(0);
    const result = portfolioRisk(session, [{ issuer: i, weight: 1 }]);
    if (result.kind !== 'risk') throw new Error('covered');
    expect(result.risk.volatility).toBeGreaterThan(0);
  }
  expect(covered).toBeGreaterThan(90);
  // NaN is null in JSON, and null is only allowed where there was nothing to evaluate.
  expect(holdsNaN(diagnose(sessions.slice(-50)))).toBe(false);
}

const holdsNaN = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsNaN);

const withAccountsOf =
  (keep: (issuer: number) => boolean) =>
  (slice: DailySlice): DailySlice => ({
    ...slice,
    statements: slice.statements.filter((s) => keep(s.issuer)),
  });

test('issuers without accounts get imputed exposures, flagged, and a specific risk', () => {
  const { sessions } = run(withAccountsOf((i) => i % 3 !== 0));
  expectNoNaN(sessions);
  const session = sessions.at(-1)!;
  const bit = 1 << STYLES.indexOf('VALUE');
  for (let i = 0; i < 150; i += 3) if (isCovered(session, i)) expect(session.flags[i]! & bit).toBe(bit);
});

test('without any accounts, the styles that need them are reported as empty and the others are estimated', () => {
  const { sessions, problems } = run(withAccountsOf(() => false));
  expectNoNaN(sessions);
  const codes = new Set(problems.map((p) => p.code));
  expect(codes).toContain('style-without-data');
  // Reported once by the exposures; the regression does not report collinearity as well.
  expect(codes).not.toContain('singular-day');
  const { factorReturns } = sessions.at(-1)!;
  expect(factorReturns[1 + STYLES.indexOf('VALUE')]).toBeNaN();
  expect(factorReturns[1 + STYLES.indexOf('BETA')]).not.toBeNaN();
});

test.each([0, -12.5])(
  'a price of %p is a problem that names share, day and value, and no return',
  (price) => {
    const at = exchange.slices[last]!.close.findIndex((c) => c > 0);
    const { sessions, problems } = run((slice, t) =>
      t === last ? { ...slice, close: slice.close.map((c, i) => (i === at ? price : c)) } : slice,
    );
    expectNoNaN(sessions);
    expect(sessions.at(-1)!.returns[at]).toBeNaN();
    const found = problems.filter((p) => p.code === 'impossible-price');
    expect(found).toHaveLength(1);
    expect(found[0]!.about).toContain(exchange.issuers[at]!.isin);
    expect(found[0]!.message).toContain(String(price));
  },
);

test('a stock that stops trading keeps its risk for a quarter; afterwards a portfolio with it is reported as not covered', () => {
  const at = exchange.slices.at(-1)!.close.findIndex((c) => c > 0);
  const stops = last - 80;
  const { sessions } = run((slice, t) =>
    t < stops ? slice : { ...slice, close: slice.close.map((c, i) => (i === at ? NaN : c)) },
  );
  expectNoNaN(sessions);
  expect(isCovered(sessions[stops + 30]!, at)).toBe(true);
  expect(isCovered(sessions.at(-1)!, at)).toBe(false);
  expect(portfolioRisk(forecastAt(sessions.at(-1)!, 21), [{ issuer: at, weight: 1 }])).toEqual({
    kind: 'uncovered',
    issuers: [at],
  });
});

test('an unknown industry maps to MISCELLAN with a problem, and the model is estimated', () => {
  const { industry, problems } = mapIndustries(
    exchange.issuers.map(({ isin, name, industry }, i) => ({
      isin,
      name,
      industries: [i === 7 ? 'Space Tourism' : INDUSTRIES[industry]!],
    })),
  );
  const unknown = problems.find((p) => p.about === 'Space Tourism')!;
  expect(unknown.message).toContain(exchange.issuers[7]!.isin);
  expect(INDUSTRIES[industry[7]!]).toBe('MISCELLAN');
  const issuers = exchange.issuers.map((issuer, i) =>
    i === 7 ? { ...issuer, industry: industry[7]! } : issuer,
  );
  expectNoNaN(run((slice) => slice, issuers).sessions);
});

test('an ISIN of two issuers is rejected, and both are named', () => {
  const twice = [...exchange.issuers, { ...exchange.issuers[4]!, symbol: 'OTHER' }];
  expect(() => newRiskModel(twice, rules)).toThrow(/INE000004.*S4 and OTHER/);
});

test('issuers without an ISIN are distinguished by their symbols', () => {
  const nameless = exchange.issuers.map((issuer) => ({ ...issuer, isin: '' }));
  expect(() => newRiskModel(nameless, rules)).not.toThrow();
  const twice = [...nameless, { ...nameless[0]!, name: 'Other' }];
  expect(() => newRiskModel(twice, rules)).toThrow(/^S0: is assigned to two issuers/);
});

test('a day with almost no trades has no factor returns, reports the reason, and leaves the forecast unchanged', () => {
  const day = last - 1;
  const { sessions, problems } = run((slice, t) =>
    t === day ? { ...slice, close: slice.close.map((c, i) => (i < 20 ? c : NaN)) } : slice,
  );
  expectNoNaN(sessions);
  const few = problems.filter((p) => p.code === 'too-few-stocks');
  expect(few.at(-1)!.message).toMatch(/has no factor returns: \d+ stocks .* are too few for \d+ factors/);
  expect(sessions[day]!.factorReturns.every(Number.isNaN)).toBe(true);
  expect(sessions[day]!.factorForecast).toEqual(sessions[day - 1]!.factorForecast);
  expect(sessions[day]!.factorReturns).toHaveLength(FACTOR_COUNT);
});
