import fc from 'fast-check';
import { canonicalJson } from '../../../src/decision/canonical-json.ts';
import { allocation as schema } from '../../../src/decision/schema/allocation.ts';
import { allocate } from '../../../allocations/allocate.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { heldBefore } from '../../../allocations/opening-holdings.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import { POSITIONS, SLEEVES, type Weights } from '../../../allocations/positions.ts';
import type { StockBasis } from '../../../allocations/stocks/stock-snapshot.ts';
import { REGIMES, type Regime } from '../../../regimes/regime.ts';
import type { AllocationByRiskModel } from '../../../allocations/allocation.ts';
import { addDays } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../../src/risk/factors.ts';
import { activeHoldings, portfolioBeta, portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { marketOf } from '../market.fixture.ts';
import { ALL_EQUAL, AS_OF, swinging } from '../run.fixture.ts';
import { allocated, heldOf, NOTHING } from './allocation.fixture.ts';
import { basisOf, type MadeMarket, ON, randomMarket } from './stock-snapshot.fixture.ts';

const RULES = DEFAULT_ALLOCATION_RULES;
const total = (weights: Weights): number => Object.values(weights).reduce((sum, w) => sum + w, 0);

/** Weights by chance that sum to 1. */
function randomWeights(seed: number): Weights {
  const stream = randomStream(seed).split('held');
  const drawn = POSITIONS.map(() => Math.exp(normal(stream)));
  const sum = drawn.reduce((a, b) => a + b, 0);
  return Object.fromEntries(POSITIONS.map((id, i) => [id, drawn[i]! / sum]));
}

/** A portfolio's shares by the test's own arithmetic. */
function sharesOf(basis: StockBasis, weights: Weights) {
  const held = new Map<number, number>();
  for (const id of SLEEVES)
    for (const { issuer, weight } of basis.sleeves[id]!.holdings)
      held.set(issuer, (held.get(issuer) ?? 0) + weight * (weights[id] ?? 0));
  return [...held].map(([issuer, weight]) => ({ issuer, weight }));
}

/** Every limit of the rule book, as far as it did not give way, by the test's own arithmetic. */
function expectKept(basis: StockBasis, a: AllocationByRiskModel, weights: Weights, regime: Regime): void {
  const { model, trading } = RULES;
  const roomFor = (limit: string, from: number) =>
    a.scored.relaxed.find((r) => r.limit === limit)?.to ?? from;
  const EPS = 1e-9;
  const active = activeHoldings(sharesOf(basis, weights), basis.market);
  const risk = portfolioRisk(basis.snapshot, active);
  if (risk.kind !== 'risk') throw new Error(risk.kind);
  const { exposures } = risk.risk;
  const beta = exposures[STYLE_AT + STYLES.indexOf('BETA')]!;
  const outside = roomFor('beta', 0) + EPS;
  expect(beta).toBeGreaterThanOrEqual(model.betaBand[regime].low - outside);
  expect(beta).toBeLessThanOrEqual(model.betaBand[regime].high + outside);
  for (let g = 0; g < INDUSTRIES.length; g++)
    expect(Math.abs(exposures[INDUSTRY_AT + g]!)).toBeLessThanOrEqual(
      roomFor('industry', model.industryLimit) + EPS,
    );
  for (const { weight } of sharesOf(basis, weights)) expect(weight).toBeLessThanOrEqual(model.nameCap + EPS);
  // A band reaches to what has only drifted past it by less than a trade.
  for (const { id, band } of a.sleeves) {
    expect(weights[id]!).toBeGreaterThanOrEqual(Math.max(0, band.low - trading.minimumTrade));
    expect(weights[id]!).toBeLessThanOrEqual(band.high + trading.minimumTrade);
  }
  for (const id of POSITIONS) expect(weights[id]!).toBeGreaterThanOrEqual(0);
  expect(total(weights)).toBeCloseTo(1, 10);
}

describe('an allocation of any market, from anything held', () => {
  const cases = fc.record({
    seed: fc.nat(10_000),
    regime: fc.constantFrom(...REGIMES),
    last: fc.constantFrom(...REGIMES),
  });

  test('keeps every limit that has not given way, and counts its turnover rightly', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, regime, last }) => {
        const basis = basisOf(randomMarket(seed));
        const held = heldOf(randomWeights(seed), last);
        const a = await allocated(basis, { regime, held });
        expectKept(basis, a, a.after, regime);
        const bought = POSITIONS.reduce((sum, id) => sum + Math.max(0, a.after[id]! - a.drifted[id]!), 0);
        expect(a.turnover).toBeCloseTo(bought, 12);
        const limit = a.scored.relaxed.find((r) => r.limit === 'turnover')?.to ?? a.turnoverLimit;
        expect(bought).toBeLessThanOrEqual(limit + 1e-9);
        for (const t of a.trades) expect(t.weight).toBeGreaterThan(0);

        const first = await allocated(basis, { regime, held: NOTHING });
        expectKept(basis, first, first.after, regime);
        const inSleeves = SLEEVES.reduce((sum, id) => sum + first.after[id]!, 0);
        expect(inSleeves).toBeCloseTo(RULES.factorShare, 10);
      }),
      { numRuns: 25 },
    );
  });

  test('keeps to the published schema, and holds no number that is none', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, regime, last }) => {
        const a = await allocated(basisOf(randomMarket(seed, 80, 20)), {
          regime,
          held: heldOf(randomWeights(seed), last),
        });
        const read: unknown = JSON.parse(canonicalJson(a));
        expect(schema.safeParse(read).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  test('is the same bytes again, and the same weights in whatever order issuers stand', async () => {
    for (const seed of [11, 12, 13]) {
      const made = randomMarket(seed);
      const held = heldOf(randomWeights(seed), 'bullish');
      const a = await allocated(basisOf(made), { held });
      expect(canonicalJson(await allocated(basisOf(made), { held }))).toBe(canonicalJson(a));
      const turned: MadeMarket = { ...made, shares: [...made.shares].reverse() };
      const b = await allocated(basisOf(turned), { held });
      for (const id of POSITIONS) expect(b.after[id]!).toBeCloseTo(a.after[id]!, 7);
    }
  });
});

describe('an allocation', () => {
  const made = randomMarket(5);
  const basis = basisOf(made);
  const held = heldOf(randomWeights(5), 'bearish');

  test('tells its shares so that they add up, sleeve by sleeve', async () => {
    const a = await allocated(basis, { held });
    expect(a.scored.shares.reduce((sum, s) => sum + s.after, 0)).toBeCloseTo(
      SLEEVES.reduce((sum, id) => sum + a.after[id]!, 0),
      12,
    );
    for (const id of SLEEVES)
      expect(a.scored.shares.reduce((sum, s) => sum + (s.from[id] ?? 0), 0)).toBeCloseTo(a.after[id]!, 12);
    for (const s of a.scored.shares) expect(total(s.from)).toBeCloseTo(s.after, 12);
    const own = new Map(sharesOf(basis, a.drifted).map((h) => [basis.issuers[h.issuer]!.isin, h.weight]));
    for (const s of a.scored.shares) expect(s.drifted).toBeCloseTo(own.get(s.isin) ?? 0, 12);
  });

  test('tells its styles and industries as its shares have them', async () => {
    const a = await allocated(basis, { held });
    for (const [weights, side] of [
      [a.drifted, 'drifted'],
      [a.after, 'after'],
    ] as const) {
      const risk = portfolioRisk(basis.snapshot, activeHoldings(sharesOf(basis, weights), basis.market));
      if (risk.kind !== 'risk') throw new Error(risk.kind);
      a.scored.styles.forEach((s, k) => expect(s[side]).toBeCloseTo(risk.risk.exposures[STYLE_AT + k]!, 9));
      a.scored.industries.forEach((s, g) =>
        expect(s[side]! - s.market).toBeCloseTo(risk.risk.exposures[INDUSTRY_AT + g]!, 9),
      );
    }
    expect(a.scored.styles.find((s) => s.style === 'LTMOM')!.wanted).toBe(0.5);
  });

  test('tells its risk before and after by the model, in parts that add up', async () => {
    const a = await allocated(basis, { held });
    for (const [risk, weights] of [
      [a.risk.before, a.drifted],
      [a.risk.after, a.after],
    ] as const) {
      if (risk.kind !== 'modelled') throw new Error(risk.kind);
      const shares = sharesOf(basis, weights);
      const annual = (holdings: typeof shares): number => {
        const result = portfolioRisk(basis.snapshot, holdings);
        if (result.kind !== 'risk') throw new Error(result.kind);
        return 100 * Math.sqrt(252) * result.risk.volatility;
      };
      expect(risk.volatility).toBeCloseTo(annual(shares), 9);
      expect(risk.trackingError).toBeCloseTo(annual(activeHoldings(shares, basis.market)), 9);
      expect(risk.beta).toBeCloseTo(portfolioBeta(basis.snapshot, shares, basis.market), 9);
      expect(Math.hypot(risk.systematic, risk.specific)).toBeCloseTo(risk.volatility, 9);
      for (const [parts, whole] of [
        [risk.ofVolatility, risk.volatility],
        [risk.ofTrackingError, risk.trackingError],
      ] as const) {
        const factors = parts.factors.reduce((sum, f) => sum + f.contribution, 0);
        expect(factors + parts.specific).toBeCloseTo(whole, 9);
        expect(parts.factors.length).toBe(39);
      }
      expect(risk.ofVolatility.factors[0]!.factor).toBe('MARKET');
    }
  });

  test('lowers risk and beta where the regime turns bearish', async () => {
    const before = heldOf((await allocated(basis, { regime: 'bullish' })).after, 'bullish');
    const a = await allocated(basis, { regime: 'bearish', held: before });
    expect(a.scored.sleeves.find((s) => s.id === 'low-volatility')!.score).toBeGreaterThan(
      a.scored.sleeves.find((s) => s.id === 'momentum')!.score,
    );
    const beta = (exposed: Weights): number =>
      a.scored.sleeves.reduce((sum, s) => sum + (exposed[s.id] ?? 0) * s.exposures.BETA, 0);
    expect(beta(a.after)).toBeLessThan(beta(a.drifted));
  });

  test('held nothing before, so that there is no risk before', async () => {
    const a = await allocated(basis);
    expect(a.risk.before).toEqual({ kind: 'unavailable', why: 'Nothing is held.' });
    expect(a.turnover).toBeCloseTo(1, 12);
  });

  test('made on a day that the tables of charges do not know is found without their cost, and says so', async () => {
    const early = basisOf({ ...made, on: addDays(ON, -365 * 25) });
    const a = await allocated(early, { held });
    expect(a.problems.find((p) => p.code === 'cost-unknown')!.message).toMatch(
      /as if trading were free, since what it costs is not known/,
    );
  });
});

describe('what the model held before', () => {
  const before = { ...randomMarket(21), on: addDays(ON, -30), grown: {} };
  const now = { ...randomMarket(21), on: ON };
  const heldAt = (basisThen: StockBasis | null) =>
    heldBefore({
      market: marketOf({}),
      asOf: ON,
      previous: { monthEnd: addDays(ON, -30), regime: 'bullish' },
      portfolio: null,
      rules: RULES,
      basisAt: (on) => Promise.resolve(on === ON ? basisOf(now) : basisThen),
    });

  test('is its target on the shares of that day, moved by what its sleeves have earned since', async () => {
    const held = await heldAt(basisOf(before));
    const then = await allocated(basisOf(before));
    expect(held.current).toEqual(then.target);
    expect(held.before).toEqual({ kind: 'model', monthEnd: '2024-12-16', regime: 'bullish' });
    const grown = (id: keyof Weights): number =>
      then.target[id]! * (now.grown?.[id as keyof typeof now.grown] ?? 1);
    const sum = POSITIONS.reduce((s, id) => s + grown(id), 0);
    for (const id of POSITIONS) expect(held.drifted[id]).toBeCloseTo(grown(id) / sum, 12);
    expect(total(held.drifted)).toBeCloseTo(1, 12);
  });

  test('is nothing where there was neither share nor index then', async () => {
    expect((await heldAt(null)).before).toEqual({ kind: 'none' });
  });
});

describe('an allocation without shares', () => {
  const view = swinging(ALL_EQUAL).view(AS_OF);
  const given = { view, regime: 'bullish', held: NOTHING, rules: RULES, costs: DEFAULT_COST_RULES } as const;

  test('is by inverse volatility, and says part by part what it goes without', async () => {
    const a = await allocate({ ...given, basis: null });
    expect(a.method).toBe('inverse-volatility');
    const notes = a.problems.filter((p) => p.code === 'without-shares');
    expect(notes.map((p) => p.about)).toEqual(['scores', 'limits', 'shares', 'risk']);
    expect(notes[0]!.message).toMatch(
      /Shares to build a risk model and sleeves from are missing, too few, or end too early\.$/,
    );
  });

  test('is the same where there are shares, but no sleeve of the bouquet holds any yet', async () => {
    const bare = basisOf({ ...randomMarket(1), sleeves: {} });
    const a = await allocate({ ...given, basis: bare });
    const without = await allocate({ ...given, basis: null });
    expect(a.after).toEqual(without.after);
    expect(a.problems.find((p) => p.code === 'without-shares')!.message).toMatch(
      /No sleeve of the bullish bouquet holds shares yet\.$/,
    );
  });

  test('gives way to one by the risk model as soon as sleeves hold shares', async () => {
    const a = await allocate({ ...given, basis: basisOf(randomMarket(1)) });
    expect(a.method).toBe('risk-model');
    expect(a.problems.map((p) => p.code)).not.toContain('without-shares');
  });
});
