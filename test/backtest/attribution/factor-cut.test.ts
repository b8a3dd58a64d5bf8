import fc from 'fast-check';
import { factorCut, type HeldSession } from '../../../src/backtest/attribution/factor-cut.ts';
import { logParts } from '../../../src/backtest/attribution/session-parts.ts';
import { addDays, day } from '../../../src/market/day.ts';
import { FACTOR_COUNT, FACTORS, STYLE_COUNT } from '../../../src/risk/factors.ts';
import type { RiskSession } from '../../../src/risk/store/daily-record.ts';

const START = day('2024-01-01');
const STOCKS = 4;
const VALUE = FACTORS.indexOf('VALUE');

/** Records of a model of four stocks: the first two in one industry; only what an attribution reads. */
function record(
  s: number,
  { returns, factorReturns }: { returns: readonly number[]; factorReturns: readonly number[] },
): RiskSession {
  const styles = new Float64Array(STOCKS * STYLE_COUNT);
  for (let i = 0; i < STOCKS; i++) styles[i * STYLE_COUNT + VALUE - 1] = i - 1;
  styles.fill(NaN, 3 * STYLE_COUNT);
  return {
    day: addDays(START, s),
    styles,
    industry: Uint8Array.of(0, 0, 1, 1),
    marketCap: Float64Array.of(100, 200, 100, 50),
    inEstimation: Uint8Array.of(1, 1, 1, 0),
    returns: Float64Array.from(returns),
    resumed: new Float64Array(STOCKS).fill(NaN),
    factorReturns: Float64Array.from({ length: FACTOR_COUNT }, (_, k) => factorReturns[k] ?? 0),
  } as unknown as RiskSession;
}
const factorReturnsOf = (market: number, value: number, first: number, second: number): number[] => {
  const f = Array.from({ length: FACTOR_COUNT }, () => 0);
  [f[0], f[VALUE], f[1 + STYLE_COUNT], f[2 + STYLE_COUNT]] = [market, value, first, second];
  return f;
};
const BENCHMARK = { name: 'equal', weightsAt: () => [0, 1, 2].map((issuer) => ({ issuer, weight: 1 / 3 })) };
const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);

test('a portfolio that returns what its factors do has that return in its factors, and nothing specific', () => {
  // Stocks 0 and 2: market, value exposures −1 and 1, an industry each.
  const f = factorReturnsOf(0.01, 0.004, 0.002, -0.003);
  const returns = [0.01 - 0.004 + 0.002, 0.01 + 0.002, 0.01 + 0.004 - 0.003, 0.05];
  const model = [record(0, { returns, factorReturns: f }), record(1, { returns, factorReturns: f })];
  const total = 0.25 * returns[0]! + 0.75 * returns[2]!;
  const held: HeldSession = {
    day: addDays(START, 1),
    holdings: [
      { issuer: 0, weight: 0.25 },
      { issuer: 2, weight: 0.75 },
    ],
    total,
    strategic: 0,
    benchmark: sum(returns.slice(0, 3)) / 3,
  };
  const cut = factorCut({ periods: [{ from: 'a', to: 'b', sessions: [held] }], model, benchmark: BENCHMARK });
  const scale = Math.log1p(total) / total;
  const of = (name: string) => cut.factors.find((p) => p.factor === name)!;
  expect(of('MARKET').fund).toBeCloseTo(0.01 * scale, 15);
  expect(of('VALUE')).toMatchObject({ exposure: 0.5, activeExposure: 0.5 });
  expect(of('VALUE').fund).toBeCloseTo(0.5 * 0.004 * scale, 15);
  expect(cut.others.find((p) => p.id === 'specific')!.fund).toBeCloseTo(0, 15);
  expect(cut.others.find((p) => p.id === 'uncovered')!.fund).toBeCloseTo(0, 15);
  expect(cut.total.fund).toBeCloseTo(Math.log1p(total), 15);
  // Of equal factors and stocks, what is left between the two is the value exposure and the industries.
  expect(of('VALUE').active).toBeCloseTo(0.5 * 0.004 * scale, 15);
});

test('what the model does not cover, cash and a session without a record have parts of their own', () => {
  const returns = [0.01, 0.01, 0.01, 0.05];
  const model = [0, 1].map((s) => record(s, { returns, factorReturns: factorReturnsOf(0.01, 0, 0, 0) }));
  const held = (s: number): HeldSession => ({
    day: addDays(START, s),
    holdings: [
      { issuer: 1, weight: 0.5 },
      { issuer: 3, weight: 0.3 },
    ],
    total: 0.5 * 0.01 + 0.3 * 0.05 + 0.0001,
    strategic: 0.0001,
    benchmark: 0.01,
  });
  const cut = factorCut({
    periods: [{ from: 'a', to: 'b', sessions: [held(1), held(2)] }],
    model,
    benchmark: BENCHMARK,
  });
  expect(cut).toMatchObject({ sessions: 2, withoutModel: 1 });
  const scale = Math.log1p(held(1).total) / held(1).total;
  const [, uncovered, strategic] = cut.others;
  expect(uncovered!.fund).toBeCloseTo((0.3 * 0.05 + 0.02) * scale, 14);
  expect(strategic!.fund).toBeCloseTo(2 * 0.0001 * scale, 14);
});

test('the parts of any session add up to its logarithmic return, and those of periods to that of the span', () => {
  const simple = fc.double({ min: -0.9, max: 1, noNaN: true });
  const sessions = fc.array(
    fc.record({
      returns: fc.array(simple, { minLength: STOCKS, maxLength: STOCKS }),
      factorReturns: fc.array(simple, { minLength: FACTOR_COUNT, maxLength: FACTOR_COUNT }),
      weights: fc.array(fc.double({ min: 0, max: 0.25, noNaN: true }), {
        minLength: STOCKS,
        maxLength: STOCKS,
      }),
      total: simple,
      strategic: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      benchmark: simple,
    }),
    { minLength: 2, maxLength: 6 },
  );
  fc.assert(
    fc.property(sessions, (made) => {
      const model = [made[0]!, ...made].map((of, s) => record(s, of));
      const held = made.map(({ weights, total, strategic, benchmark }, s): HeldSession => ({
        day: addDays(START, s + 1),
        holdings: weights.map((weight, issuer) => ({ issuer, weight })),
        total,
        strategic,
        benchmark,
      }));
      const periods = [held.slice(0, 1), held.slice(1)].map((part) => ({ from: '', to: '', sessions: part }));
      const cut = factorCut({ periods, model, benchmark: BENCHMARK });
      const fund = sum(held.map((h) => Math.log1p(h.total)));
      const active = fund - sum(held.map((h) => Math.log1p(h.benchmark)));
      expect(cut.total.fund).toBeCloseTo(fund, 12);
      expect(cut.total.active).toBeCloseTo(active, 12);
      expect(sum(cut.byPeriod.flatMap((p) => p.fund))).toBeCloseTo(fund, 12);
      expect(sum(cut.byPeriod.flatMap((p) => p.active))).toBeCloseTo(active, 12);
      for (const h of held) expect(sum(Array.from(logParts(h, null)))).toBeCloseTo(Math.log1p(h.total), 13);
    }),
    { numRuns: 50 },
  );
});
