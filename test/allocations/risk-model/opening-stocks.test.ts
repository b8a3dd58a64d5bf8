import fc from 'fast-check';
import type { AllocationByRiskModel } from '../../../allocations/allocation.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { execute } from '../../../allocations/orders/order-plan.ts';
import type { ExecutionPlan } from '../../../allocations/orders/result.ts';
import type { PortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import { POSITIONS, SLEEVES, type SleeveId, STRATEGIC, type Weights } from '../../../allocations/positions.ts';
import type { StockBasis } from '../../../allocations/stocks/stock-snapshot.ts';
import { canonicalJson } from '../../../src/decision/canonical-json.ts';
import { allocation as schema } from '../../../src/decision/schema/allocation.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { INDUSTRIES, INDUSTRY_AT, STYLE_AT } from '../../../src/risk/factors.ts';
import { activeHoldings, portfolioBeta, portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { allocated } from './allocation.fixture.ts';
import { basisOf, ON, randomMarket } from './stock-snapshot.fixture.ts';
import { heldByLot, lotsOf, type MadeHolding } from './lots.fixture.ts';

const { trading, model } = DEFAULT_ALLOCATION_RULES;
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

/** The weights of shares in a file, by the test's own arithmetic. */
function sharesIn({ portfolio }: PortfolioFile & { kind: 'by-lot' }): Map<string, number> {
  const weights = new Map<string, number>();
  for (const h of portfolio.holdings)
    if (h.kind === 'stock') weights.set(h.id, (weights.get(h.id) ?? 0) + h.value / portfolio.value);
  return weights;
}

/** Weights of sleeves in the sleeves' own shares. */
function sharesOf(basis: StockBasis, weights: Weights): Map<string, number> {
  const all = new Map<string, number>();
  for (const id of SLEEVES)
    for (const { issuer, weight } of basis.sleeves[id]!.holdings) {
      const { isin } = basis.issuers[issuer]!;
      all.set(isin, (all.get(isin) ?? 0) + weight * (weights[id] ?? 0));
    }
  return all;
}

function riskOf(basis: StockBasis, shares: ReadonlyMap<string, number>) {
  const holdings = [...shares].map(([isin, weight]) => ({
    issuer: basis.issuers.findIndex((i) => i.isin === isin),
    weight,
  }));
  const total = portfolioRisk(basis.snapshot, holdings);
  const active = portfolioRisk(basis.snapshot, activeHoldings(holdings, basis.market));
  if (total.kind !== 'risk' || active.kind !== 'risk') throw new Error('not covered');
  return {
    volatility: 100 * Math.sqrt(252) * total.risk.volatility,
    beta: portfolioBeta(basis.snapshot, holdings, basis.market),
    active: active.risk.exposures,
  };
}

/** So dear that no sleeve is worth trading for a percent of it. */
const DEAR = { ...DEFAULT_COST_RULES, impact: { ...DEFAULT_COST_RULES.impact, halfSpread: 0.01 } };

const lots = (made: readonly MadeHolding[], cash: number) =>
  lotsOf(made, cash) as PortfolioFile & { kind: 'by-lot' };

function planOf(a: AllocationByRiskModel, held: PortfolioFile, basis: StockBasis): ExecutionPlan {
  const { towards, reach } = a;
  const found = execute({ asOf: ON, held, towards, reach, basis, costs: DEFAULT_COST_RULES });
  if (found.kind === 'unavailable') throw new Error(found.why);
  return found.plan;
}
const dealt = ({ orders, value }: ExecutionPlan, side: 'buy' | 'sell'): number =>
  sum(orders.filter((o) => o.side === side).map((o) => o.amount)) / value;

/** A ₹ 10 crore portfolio of the given weights in the sleeves' own shares, whole. */
function following(basis: StockBasis, weights: Weights): PortfolioFile & { kind: 'by-lot' } {
  const made = SLEEVES.flatMap((id) =>
    basis.sleeves[id]!.holdings.map(({ issuer, weight }) => ({
      id: basis.issuers[issuer]!.isin,
      position: id,
      quantity: Math.round(((weights[id] ?? 0) * weight * 1e8) / 100),
    })),
  );
  const funds = (['gold', 'g-sec'] as const).map((id) => ({
    id: id === 'gold' ? '100001' : '100002',
    position: id,
    quantity: Math.round(((weights[id] ?? 0) * 1e8) / 100),
  }));
  return lots([...made, ...funds], Math.round((weights['liquid-fund'] ?? 0) * 1e8));
}

describe('a portfolio of other shares than its sleeves have', () => {
  const basis = basisOf(randomMarket(5));

  test('of one share has the risk of that share before, not of the sleeve that it counts to', async () => {
    const held = lots([{ id: 'INES7', position: 'quality', quantity: 1_000_000 }], 0);
    const a = await allocated(basis, { held: await heldByLot(held) });
    const own = riskOf(basis, new Map([['INES7', 1]]));
    const ofSleeve = riskOf(basis, sharesOf(basis, { quality: 1 }));
    if (a.risk.before.kind !== 'modelled') throw new Error(a.risk.before.kind);
    expect(a.risk.before.volatility).toBeCloseTo(own.volatility, 9);
    expect(a.risk.before.beta).toBeCloseTo(own.beta, 9);
    expect(Math.abs(own.volatility - ofSleeve.volatility)).toBeGreaterThan(5);
    expect(a.scored.shares.filter((s) => s.drifted > 0).map((s) => [s.isin, s.drifted])).toEqual([
      ['INES7', 1],
    ]);
    a.scored.styles.forEach((s, k) => expect(s.drifted).toBeCloseTo(own.active[STYLE_AT + k]!, 9));
    a.scored.industries.forEach((s, g) =>
      expect(s.drifted! - s.market).toBeCloseTo(own.active[INDUSTRY_AT + g]!, 9),
    );
  });

  /** ₹ 10 crore on the model's own weights, but each sleeve in one share that none of it holds. */
  async function misheld() {
    const first = await allocated(basis);
    const made = SLEEVES.flatMap((id) => {
      const own = new Set(basis.sleeves[id]!.holdings.map((h) => h.issuer));
      const other = basis.issuers.findIndex((_, i) => !own.has(i));
      const quantity = Math.round(first.after[id]! * 1e6);
      return [{ id: basis.issuers[other]!.isin, position: id, quantity }];
    });
    const rest = STRATEGIC.map((id) => first.after[id]! * 1e8);
    const held = lots(made, Math.round(sum(rest)));
    return { held, a: await allocated(basis, { held: await heldByLot(held) }) };
  }

  test('counts turnover share by share, and stops at the limit by every share alike', async () => {
    const { held, a } = await misheld();
    const was = sharesIn(held);
    const wanted = sharesOf(basis, a.towards);
    const ids = new Set([...was.keys(), ...wanted.keys()]);
    const inShares = sum([...ids].map((id) => Math.max(0, (wanted.get(id) ?? 0) - (was.get(id) ?? 0))));
    const elsewhere = sum(STRATEGIC.map((id) => Math.max(0, a.towards[id]! - (a.drifted[id] ?? 0))));
    const whole = inShares + elsewhere;
    expect(whole).toBeGreaterThan(0.8);
    expect(a.turnover).toBeCloseTo(trading.turnoverLimit, 9);
    expect(a.reach).toBeCloseTo(trading.turnoverLimit / whole, 9);
    expect(a.binding.find((b) => b.startsWith('Share by share'))).toMatch(
      /turnover limit of 30\.0 % stops it after 3\d % of the way/,
    );

    const plan = planOf(a, held, basis);
    const kept = (plan.cost.total + plan.cash.forTax) / plan.value;
    expect(dealt(plan, 'buy')).toBeLessThanOrEqual(trading.turnoverLimit + 0.001);
    expect(dealt(plan, 'sell')).toBeLessThanOrEqual(trading.turnoverLimit + kept + 0.001);
    expect(dealt(plan, 'sell')).toBeGreaterThan(0.8 * trading.turnoverLimit);
  });

  test('is not said to stay as held where its shares are traded', async () => {
    const { a } = await misheld();
    const text = a.binding.join(' ');
    expect(text).not.toMatch(/stays? as held/);
    expect(text).toMatch(/keeps? (its|their) weights?; \d+\.\d % of/);
  });

  test('moves between sleeves without counting the cost of what is exchanged anyway', async () => {
    const first = await allocated(basis);
    // Both stay inside their bands.
    const more = first.sleeves.find((s) => s.target > 0.05 && s.boundBy === null)?.id;
    const less = first.sleeves.find((s) => s.boundBy === 'high')?.id;
    const shifted = {
      ...first.after,
      [more!]: first.after[more!]! + 0.012,
      [less!]: first.after[less!]! - 0.012,
    };
    const own = await allocated(basis, { held: await heldByLot(following(basis, shifted)), costs: DEAR });
    expect(own.trades).toEqual([]);
    const foreign = following(basis, shifted).portfolio.holdings.map((h) => ({
      id: h.kind === 'stock' && h.position === more ? `INES${119 - (h.line % 10)}` : h.id,
      position: h.position!,
      quantity: h.lots[0]!.quantity,
    }));
    const cash = following(basis, shifted).portfolio.cash / 100;
    const a = await allocated(basis, { held: await heldByLot(lots(foreign, cash)), costs: DEAR });
    expect(a.towards[more!]!).toBeLessThan(a.drifted[more!]! - 0.005);
  });

  test('tells the limits that it does not keep yet, with their figures', async () => {
    const { held, a } = await misheld();
    const told = a.problems.find((p) => p.code === 'limit-not-yet-kept')!.message;
    const above = a.scored.shares.filter((s) => s.after > model.nameCap + 1e-6);
    expect(above.length).toBeGreaterThan(0);
    for (const s of above) expect(told).toContain(`${s.symbol} at ${(100 * s.after).toFixed(1)} %`);
    const { active } = riskOf(basis, new Map(a.scored.shares.map((s) => [s.isin, s.after])));
    INDUSTRIES.forEach((name, g) => {
      const isOut = Math.abs(active[INDUSTRY_AT + g]!) > model.industryLimit + 1e-6;
      expect(told.includes(`${name} by`)).toBe(isOut);
    });
    expect(sharesIn(held).size).toBeLessThan(9);
  });

  test('has whatever the model does not cover told by name and weight', async () => {
    const made = randomMarket(5);
    const shares = made.shares.map((s) => (s.symbol === 'S3' ? { ...s, specific: null } : s));
    const held = lots(
      [
        { id: 'INES3', position: 'value', quantity: 200_000 },
        { id: 'INES4', position: 'value', quantity: 800_000 },
      ],
      0,
    );
    const partly = basisOf({ ...made, shares });
    const a = await allocated(partly, { held: await heldByLot(held) });
    expect(a.problems.find((p) => p.code === 'held-not-covered')!.message).toMatch(
      /does not cover 20\.0 % of the portfolio: INES3\./,
    );
    if (a.risk.before.kind !== 'modelled') throw new Error(a.risk.before.kind);
    expect(a.risk.before.volatility).toBeCloseTo(riskOf(partly, new Map([['INES4', 1]])).volatility, 9);
  });
});

describe('from any lots', () => {
  const cases = fc.record({ seed: fc.nat(10_000), names: fc.integer({ min: 1, max: 40 }) });

  /** Shares by chance, each counted to a sleeve by chance, some sleeves in part in a fund. */
  function randomLots(seed: number, names: number) {
    const stream = randomStream(seed).split('lots');
    const pick = (): SleeveId => SLEEVES[Math.floor(9 * stream.uniform())]!;
    const made = Array.from({ length: names }, (_, i): MadeHolding => {
      const id = stream.uniform() < 0.2 ? `${100_000 + i}` : `INES${Math.floor(120 * stream.uniform())}`;
      return { id, position: pick(), quantity: 1 + Math.floor(1e6 * stream.uniform()) };
    });
    const once = [...new Map(made.map((h) => [`${h.id} ${h.position}`, h])).values()];
    return lots(once, Math.floor(1e7 * stream.uniform()));
  }

  test('what is held after lies between held and wanted, adds up, and its risk is its own', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, names }) => {
        const basis = basisOf(randomMarket(seed));
        const held = randomLots(seed, names);
        const a = await allocated(basis, { held: await heldByLot(held) });
        expect(sum(POSITIONS.map((id) => a.after[id]!))).toBeCloseTo(1, 9);
        for (const id of POSITIONS) {
          const [from, to] = [a.drifted[id] ?? 0, a.towards[id]!];
          expect(a.after[id]!).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-9);
          expect(a.after[id]!).toBeLessThanOrEqual(Math.max(from, to) + 1e-9);
          expect(sum(a.scored.shares.map((s) => s.from[id] ?? 0))).toBeCloseTo(
            SLEEVES.some((s) => s === id) ? a.after[id]! : 0,
            9,
          );
        }
        const limit = a.scored.relaxed.find((r) => r.limit === 'turnover')?.to ?? a.turnoverLimit;
        expect(a.turnover).toBeLessThanOrEqual(limit + 1e-6);
        const { volatility, beta } = riskOf(basis, new Map(a.scored.shares.map((s) => [s.isin, s.after])));
        if (a.risk.after.kind !== 'modelled') throw new Error(a.risk.after.kind);
        expect(a.risk.after.volatility).toBeCloseTo(volatility, 8);
        expect(a.risk.after.beta).toBeCloseTo(beta, 8);
        expect(schema.safeParse(JSON.parse(canonicalJson(a))).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('orders buy no more than the turnover that is told, and what they leave out', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, names }) => {
        const basis = basisOf(randomMarket(seed));
        const held = randomLots(seed, names);
        const a = await allocated(basis, { held: await heldByLot(held) });
        const plan = planOf(a, held, basis);
        const order = DEFAULT_COST_RULES.minimumOrder / plan.value;
        // Money for lines that are left out goes to others, so that the sum stays.
        expect(dealt(plan, 'buy')).toBeLessThanOrEqual(a.turnover + order + 1e-4);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a portfolio that follows the model', () => {
  test('is asked for next to nothing', async () => {
    for (const seed of [3, 4, 5]) {
      const basis = basisOf(randomMarket(seed));
      const first = await allocated(basis);
      const held = following(basis, first.after);
      const a = await allocated(basis, { held: await heldByLot(held) });
      expect(a.reach).toBe(1);
      expect(a.turnover).toBeLessThan(1e-4);
      expect(a.trades).toEqual([]);
      expect(a.binding.join(' ')).not.toMatch(/keeps? (its|their) weight/);
      expect(planOf(a, held, basis).orders).toEqual([]);
    }
  });

  test('has the risk before that the sleeves’ shares have', async () => {
    const basis = basisOf(randomMarket(3));
    const first = await allocated(basis);
    const a = await allocated(basis, { held: await heldByLot(following(basis, first.after)) });
    if (a.risk.before.kind !== 'modelled' || first.risk.after.kind !== 'modelled') throw new Error('risk');
    expect(a.risk.before.volatility).toBeCloseTo(first.risk.after.volatility, 3);
  });

  test('a few rupees over are no trade of a sleeve: they go to what is traded anyway', async () => {
    const basis = basisOf(randomMarket(4));
    const first = await allocated(basis);
    const { gold, 'g-sec': bonds, 'liquid-fund': cash } = first.after as Record<string, number>;
    // Gold and bonds are in cash, and the sleeves lack ₹ 300 of ₹ 10 crore to their share.
    const all = { ...first.after, gold: 0, 'g-sec': 0, 'liquid-fund': gold! + bonds! + cash! + 3e-6 };
    const momentum = first.after.momentum! - 3e-6;
    const a = await allocated(basis, { held: await heldByLot(following(basis, { ...all, momentum })) });
    expect(a.trades.map((t) => [t.id, t.side])).toEqual([
      ['gold', 'buy'],
      ['liquid-fund', 'sell'],
      ['g-sec', 'buy'],
    ]);
    expect(sum(POSITIONS.map((id) => a.after[id]!))).toBeCloseTo(1, 12);
  });
});
