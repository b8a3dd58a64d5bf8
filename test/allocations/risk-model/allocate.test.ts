import fc from 'fast-check';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import { allocationSchema as schema } from '../../../allocations/allocation.ts';
import { allocate } from '../../../allocations/allocate.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { openingHoldings } from '../../../allocations/opening-holdings.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import { POSITIONS, SLEEVES, type Weights } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { REGIMES, type Regime } from '../../../regimes/regime.ts';
import type { AllocationByRiskModel } from '../../../allocations/allocation.ts';
import { addDays } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../../src/risk/factors.ts';
import { activeHoldings, portfolioBeta, portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { marketOf } from '../market.fixture.ts';
import { ALL_EQUAL, AS_OF, swinging } from '../run.fixture.ts';
import { allocated, modelHoldingsOf, NO_HOLDINGS, rulesWith } from './allocation.fixture.ts';
import { stockSnapshot, type MarketSpec, ON, randomMarket } from './stock-snapshot.fixture.ts';

const RULES = DEFAULT_ALLOCATION_RULES;
const total = (weights: Weights): number => Object.values(weights).reduce((sum, w) => sum + w, 0);

/** Random weights that sum to 1. */
function randomWeights(seed: number): Weights {
  const stream = randomStream(seed).split('held');
  // The Nifty 50 index fund is not looked through to stocks.
  const drawn = POSITIONS.map((id) => (id === 'nifty-50' ? 0 : Math.exp(normal(stream))));
  const sum = drawn.reduce((a, b) => a + b, 0);
  return Object.fromEntries(POSITIONS.map((id, i) => [id, drawn[i]! / sum]));
}

/** A portfolio's holdings by the test's own arithmetic. */
function stockHoldingsOf(snapshot: StockSnapshot, weights: Weights) {
  const held = new Map<number, number>();
  for (const id of SLEEVES)
    for (const { issuer, weight } of snapshot.sleeves[id]!.holdings)
      held.set(issuer, (held.get(issuer) ?? 0) + weight * (weights[id] ?? 0));
  return [...held].map(([issuer, weight]) => ({ issuer, weight }));
}

/** Checks every constraint of the rule book that was not relaxed, computed independently. */
function expectKept(
  snapshot: StockSnapshot,
  a: AllocationByRiskModel,
  weights: Weights,
  regime: Regime,
): void {
  const { trading } = RULES;
  const { softLimits, complianceLimits } = RULES.model;
  const roomFor = (limit: string, from: number) =>
    a.riskModel.relaxedConstraints.find((r) => r.constraint === limit)?.to ?? from;
  const EPS = 1e-9;
  const active = activeHoldings(stockHoldingsOf(snapshot, weights), snapshot.market);
  const risk = portfolioRisk(snapshot.riskModel, active);
  if (risk.kind !== 'risk') throw new Error(risk.kind);
  const { exposures } = risk.risk;
  const bouquet: Weights = Object.fromEntries(a.sleeves.map(({ id, base }) => [id, base]));
  const beta = exposures[STYLE_AT + STYLES.indexOf('BETA')]!;
  const outside = roomFor('beta', 0) + EPS;
  const ofBouquet = portfolioRisk(
    snapshot.riskModel,
    activeHoldings(stockHoldingsOf(snapshot, bouquet), snapshot.market),
  );
  if (ofBouquet.kind !== 'risk') throw new Error(ofBouquet.kind);
  const bouquetBeta = ofBouquet.risk.exposures[STYLE_AT + STYLES.indexOf('BETA')]!;
  const { low, high } = softLimits.betaBand[regime];
  expect(beta).toBeGreaterThanOrEqual(Math.min(low, bouquetBeta) - outside);
  expect(beta).toBeLessThanOrEqual(Math.max(high, bouquetBeta) + outside);
  const ofIndustries = (of: Weights): number[] => {
    const sums = INDUSTRIES.map(() => 0);
    for (const { issuer, weight } of stockHoldingsOf(snapshot, of))
      sums[snapshot.riskModel.industry[issuer]!]! += weight;
    return sums;
  };
  for (let g = 0; g < INDUSTRIES.length; g++)
    expect(Math.abs(ofIndustries(weights)[g]! - ofIndustries(bouquet)[g]!)).toBeLessThanOrEqual(
      roomFor('industry', softLimits.industryLimit) + EPS,
    );
  for (const { weight } of stockHoldingsOf(snapshot, weights))
    expect(weight).toBeLessThanOrEqual(complianceLimits.nameCap + EPS);
  // A band extends to weights that drifted past it by less than the minimum trade.
  for (const { id, band } of a.sleeves) {
    expect(weights[id]!).toBeGreaterThanOrEqual(Math.max(0, band.low - trading.minimumTrade));
    expect(weights[id]!).toBeLessThanOrEqual(band.high + trading.minimumTrade);
  }
  for (const id of POSITIONS) expect(weights[id]!).toBeGreaterThanOrEqual(0);
  expect(total(weights)).toBeCloseTo(1, 10);
}

describe('an allocation of any market, from any opening holdings', () => {
  const cases = fc.record({
    seed: fc.nat(10_000),
    regime: fc.constantFrom(...REGIMES),
    last: fc.constantFrom(...REGIMES),
  });

  test('satisfies every constraint that was not relaxed, and reports its turnover correctly', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, regime, last }) => {
        const snapshot = stockSnapshot(randomMarket(seed));
        const held = modelHoldingsOf(randomWeights(seed), last);
        const a = await allocated(snapshot, { regime, held });
        expectKept(snapshot, a, a.final, regime);
        const bought = POSITIONS.reduce((sum, id) => sum + Math.max(0, a.final[id]! - a.opening[id]!), 0);
        expect(a.turnover).toBeCloseTo(bought, 12);
        const limit =
          a.riskModel.relaxedConstraints.find((r) => r.constraint === 'turnover')?.to ?? a.turnoverLimit;
        expect(bought).toBeLessThanOrEqual(limit + 1e-9);
        for (const t of a.trades) expect(t.weight).toBeGreaterThan(0);

        const first = await allocated(snapshot, { regime, held: NO_HOLDINGS });
        expectKept(snapshot, first, first.final, regime);
        const inSleeves = SLEEVES.reduce((sum, id) => sum + first.final[id]!, 0);
        expect(inSleeves).toBeCloseTo(RULES.factorShare, 10);
      }),
      { numRuns: 25 },
    );
  });

  test('matches the published schema, with finite numbers only', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, regime, last }) => {
        const a = await allocated(stockSnapshot(randomMarket(seed, 80, 20)), {
          regime,
          held: modelHoldingsOf(randomWeights(seed), last),
        });
        const read: unknown = JSON.parse(canonicalJson(a));
        expect(schema.safeParse(read).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  test('is byte-identical when repeated, with weights independent of the order of issuers', async () => {
    for (const seed of [11, 12, 13]) {
      const made = randomMarket(seed);
      const held = modelHoldingsOf(randomWeights(seed), 'bullish');
      const a = await allocated(stockSnapshot(made), { held });
      expect(canonicalJson(await allocated(stockSnapshot(made), { held }))).toBe(canonicalJson(a));
      const turned: MarketSpec = { ...made, stocks: [...made.stocks].reverse() };
      const b = await allocated(stockSnapshot(turned), { held });
      for (const id of POSITIONS) expect(b.final[id]!).toBeCloseTo(a.final[id]!, 7);
    }
  });
});

describe('an allocation', () => {
  const made = randomMarket(5);
  const snapshot = stockSnapshot(made);
  const held = modelHoldingsOf(randomWeights(5), 'bearish');

  test('reports stock weights that add up, sleeve by sleeve', async () => {
    const a = await allocated(snapshot, { held });
    expect(a.riskModel.stocks.reduce((sum, s) => sum + s.final, 0)).toBeCloseTo(
      SLEEVES.reduce((sum, id) => sum + a.final[id]!, 0),
      12,
    );
    for (const id of SLEEVES)
      expect(a.riskModel.stocks.reduce((sum, s) => sum + (s.bySleeve[id] ?? 0), 0)).toBeCloseTo(
        a.final[id]!,
        12,
      );
    for (const s of a.riskModel.stocks) expect(total(s.bySleeve)).toBeCloseTo(s.final, 12);
    const own = new Map(
      stockHoldingsOf(snapshot, a.opening).map((h) => [snapshot.issuers[h.issuer]!.isin, h.weight]),
    );
    for (const s of a.riskModel.stocks) expect(s.opening).toBeCloseTo(own.get(s.isin) ?? 0, 12);
  });

  test('reports the styles and industries of its stocks', async () => {
    const a = await allocated(snapshot, { held });
    for (const [weights, side] of [
      [a.opening, 'opening'],
      [a.final, 'final'],
    ] as const) {
      const risk = portfolioRisk(
        snapshot.riskModel,
        activeHoldings(stockHoldingsOf(snapshot, weights), snapshot.market),
      );
      if (risk.kind !== 'risk') throw new Error(risk.kind);
      a.riskModel.styles.forEach((s, k) =>
        expect(s[side]).toBeCloseTo(risk.risk.exposures[STYLE_AT + k]!, 9),
      );
      a.riskModel.industries.forEach((s, g) =>
        expect(s[side]! - s.market).toBeCloseTo(risk.risk.exposures[INDUSTRY_AT + g]!, 9),
      );
    }
    expect(a.riskModel.styles.find((s) => s.style === 'LTMOM')!.target).toBe(0.5);
  });

  test('reports opening and final risk by the model, in contributions that add up', async () => {
    const a = await allocated(snapshot, { held });
    for (const [risk, weights] of [
      [a.risk.opening, a.opening],
      [a.risk.final, a.final],
    ] as const) {
      if (risk.kind !== 'modelled') throw new Error(risk.kind);
      const holdings = stockHoldingsOf(snapshot, weights);
      const annual = (of: typeof holdings): number => {
        const result = portfolioRisk(snapshot.riskModel, of);
        if (result.kind !== 'risk') throw new Error(result.kind);
        return 100 * Math.sqrt(252) * result.risk.volatility;
      };
      expect(risk.volatility).toBeCloseTo(annual(holdings), 9);
      expect(risk.trackingError).toBeCloseTo(annual(activeHoldings(holdings, snapshot.market)), 9);
      expect(risk.beta).toBeCloseTo(portfolioBeta(snapshot.riskModel, holdings, snapshot.market), 9);
      expect(Math.hypot(risk.systematic, risk.specific)).toBeCloseTo(risk.volatility, 9);
      for (const [parts, whole] of [
        [risk.volatilityContributions, risk.volatility],
        [risk.trackingErrorContributions, risk.trackingError],
      ] as const) {
        const factors = parts.factors.reduce((sum, f) => sum + f.contribution, 0);
        expect(factors + parts.specific).toBeCloseTo(whole, 9);
        expect(parts.factors.length).toBe(39);
      }
      expect(risk.volatilityContributions.factors[0]!.factor).toBe('MARKET');
    }
  });

  test('lowers risk and beta when the regime turns bearish', async () => {
    const before = modelHoldingsOf((await allocated(snapshot, { regime: 'bullish' })).final, 'bullish');
    const a = await allocated(snapshot, { regime: 'bearish', held: before });
    expect(a.riskModel.sleeves.find((s) => s.id === 'low-volatility')!.score).toBeGreaterThan(
      a.riskModel.sleeves.find((s) => s.id === 'momentum')!.score,
    );
    const beta = (exposed: Weights): number =>
      a.riskModel.sleeves.reduce((sum, s) => sum + (exposed[s.id] ?? 0) * s.exposures.BETA, 0);
    expect(beta(a.final)).toBeLessThan(beta(a.opening));
  });

  test('reports what its stocks use of each limit, compliance limits first', async () => {
    const a = await allocated(snapshot, { held });
    const use = (id: string) => a.riskModel.limits.find((l) => l.limit === id)!;
    expect(a.riskModel.limits.map((l) => [l.kind, l.limit])).toEqual([
      ['compliance', 'stock'],
      ['compliance', 'bands'],
      ['soft', 'turnover'],
      ['soft', 'industry'],
      ['soft', 'beta'],
    ]);
    expect(use('stock').high).toBe(0.08);
    expect(use('stock').value).toBeCloseTo(
      Math.max(...stockHoldingsOf(snapshot, a.final).map((h) => h.weight)),
      12,
    );
    expect(use('turnover')).toMatchObject({ high: a.turnoverLimit, value: a.turnover });
    expect(use('industry').value).toBeCloseTo(
      Math.max(...a.riskModel.industries.map((i) => Math.abs(i.final - i.bouquet))),
      12,
    );
    expect(use('beta').value).toBeCloseTo(a.riskModel.styles.find((s) => s.style === 'BETA')!.final, 12);
    for (const { constraint, to } of a.riskModel.relaxedConstraints)
      expect(use(constraint).relaxedTo).toBe(to);
  });

  test('has no opening risk without opening holdings', async () => {
    const a = await allocated(snapshot);
    expect(a.risk.opening).toEqual({ kind: 'unavailable', reason: 'Nothing is held.' });
    expect(a.turnover).toBeCloseTo(1, 12);
  });

  test('ignores trading costs, with a warning, on a day that the tables of charges do not cover', async () => {
    const early = stockSnapshot({ ...made, on: addDays(ON, -365 * 25) });
    const a = await allocated(early, { held });
    expect(a.problems.find((p) => p.code === 'cost-unknown')!.message).toMatch(
      /^Trading costs are not known, so the weights were optimised without them/,
    );
  });
});

describe('the model’s opening holdings', () => {
  const before = { ...randomMarket(21), on: addDays(ON, -30), grown: {} };
  const now = { ...randomMarket(21), on: ON };
  const heldAt = (basisThen: StockSnapshot | null) =>
    openingHoldings({
      market: marketOf({}),
      asOf: ON,
      previous: { monthEnd: addDays(ON, -30), regime: 'bullish' },
      portfolio: null,
      rules: RULES,
      stocksAt: (on) => Promise.resolve(on === ON ? stockSnapshot(now) : basisThen),
    });

  test('are its target on the stocks of that day, drifted by the sleeves’ returns since', async () => {
    const held = await heldAt(stockSnapshot(before));
    const then = await allocated(stockSnapshot(before));
    expect(held.current).toEqual(then.target);
    expect(held.openingSource).toEqual({ kind: 'model', monthEnd: '2024-12-16', regime: 'bullish' });
    const grown = (id: keyof Weights): number =>
      then.target[id]! * (now.growth?.[id as keyof typeof now.growth] ?? 1);
    const sum = POSITIONS.reduce((s, id) => s + grown(id), 0);
    for (const id of POSITIONS) expect(held.opening[id]).toBeCloseTo(grown(id) / sum, 12);
    expect(total(held.opening)).toBeCloseTo(1, 12);
  });

  test('are empty if there was neither stock nor index then', async () => {
    expect((await heldAt(null)).openingSource).toEqual({ kind: 'none' });
  });
});

describe('an allocation without stocks', () => {
  const view = swinging(ALL_EQUAL).view(AS_OF);
  const given = {
    view,
    regime: 'bullish',
    holdings: NO_HOLDINGS,
    rules: RULES,
    costs: DEFAULT_COST_RULES,
  } as const;

  test('uses inverse volatility, with one note per limitation', async () => {
    const a = await allocate({ ...given, stocks: null });
    expect(a.method).toBe('inverse-volatility');
    const notes = a.problems.filter((p) => p.code === 'without-stocks');
    expect(notes.map((p) => p.about)).toEqual(['scores', 'limits', 'stocks', 'risk']);
    expect(notes[0]!.message).toMatch(
      /The store has no stocks, too few, or stale ones to build a risk model and sleeves from\.$/,
    );
  });

  test('is the same if there are stocks, but no sleeve of the bouquet holds any yet', async () => {
    const bare = stockSnapshot({ ...randomMarket(1), sleeves: {} });
    const a = await allocate({ ...given, stocks: bare });
    const without = await allocate({ ...given, stocks: null });
    expect(a.final).toEqual(without.final);
    expect(a.problems.find((p) => p.code === 'without-stocks')!.message).toMatch(
      /No sleeve of the bullish bouquet holds stocks yet\.$/,
    );
  });

  test('is replaced by the risk model as soon as sleeves hold stocks', async () => {
    const a = await allocate({ ...given, stocks: stockSnapshot(randomMarket(1)) });
    expect(a.method).toBe('risk-model');
    expect(a.problems.map((p) => p.code)).not.toContain('without-stocks');
  });
});

describe('the untilted bouquet beside the decision', () => {
  const snapshot = stockSnapshot(randomMarket(9));
  const held = modelHoldingsOf(randomWeights(9), 'bullish');
  const untiltedBook = rulesWith(0.1, { informationRatio: 0 });

  test('is the decision of the same rule book with an information ratio of 0', async () => {
    const chosen = await allocated(snapshot, { held });
    const alone = await allocated(snapshot, { held, rules: untiltedBook });
    expect(chosen.untilted.final).toEqual(alone.final);
    expect(chosen.untilted.trades).toEqual(alone.trades);
    expect(chosen.untilted.risk).toEqual(alone.risk.final);
    expect(chosen.untilted.tilt.expectedReturn).toBeGreaterThan(0);
  });

  test('is the decision itself where the rule book sets no tilt', async () => {
    const a = await allocated(snapshot, { held, rules: untiltedBook });
    expect(a.untilted.final).toEqual(a.final);
    expect(a.untilted.tilt).toEqual({ expectedReturn: 0, trackingError: 0 });
  });

  test('has a first purchase of exactly the bouquet if no limit binds', async () => {
    const rules = rulesWith(0.1, {
      informationRatio: 0,
      softLimits: { betaBand: { bullish: { low: -3, high: 3 } } },
      complianceLimits: { nameCap: 1 },
    });
    const a = await allocated(snapshot, { rules });
    for (const { id, base } of a.sleeves) expect(a.final[id]).toBeCloseTo(base, 9);
  });

  test('differs by a tracking error that is that of the stocks', async () => {
    const a = await allocated(snapshot, { held });
    const difference = Object.fromEntries(
      SLEEVES.map((id) => [id, (a.final[id] ?? 0) - (a.untilted.final[id] ?? 0)]),
    );
    const risk = portfolioRisk(snapshot.riskModel, stockHoldingsOf(snapshot, difference));
    if (risk.kind !== 'risk') throw new Error(risk.kind);
    expect(a.untilted.tilt.trackingError).toBeCloseTo(100 * Math.sqrt(252) * risk.risk.volatility, 9);
  });
});
