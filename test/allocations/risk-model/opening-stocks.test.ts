import fc from 'fast-check';
import type { AllocationByRiskModel } from '../../../allocations/allocation.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { planOrders } from '../../../allocations/orders/order-plan.ts';
import type { ExecutionPlan } from '../../../allocations/orders/result.ts';
import type { PortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import {
  POSITIONS,
  SLEEVES,
  type SleeveId,
  STRATEGIC,
  type Weights,
} from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { withSampledStocks } from '../../../allocations/risk-model/sampling/sampled-stocks.ts';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import { allocationSchema as schema } from '../../../allocations/allocation.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { INDUSTRIES, INDUSTRY_AT, STYLE_AT } from '../../../src/risk/factors.ts';
import { activeHoldings, portfolioBeta, portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { allocated, rulesWith } from './allocation.fixture.ts';
import { stockSnapshot, ON, randomMarket } from './stock-snapshot.fixture.ts';
import { holdingsByLot, portfolioByLot, type HoldingSpec } from './lots.fixture.ts';

const { trading, model } = DEFAULT_ALLOCATION_RULES;
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

/** Stock weights in a file, computed independently. */
function weightsIn({ portfolio }: PortfolioFile & { kind: 'by-lot' }): Map<string, number> {
  const weights = new Map<string, number>();
  for (const h of portfolio.holdings)
    if (h.kind === 'stock') weights.set(h.id, (weights.get(h.id) ?? 0) + h.value / portfolio.value);
  return weights;
}

/** Sleeve weights as stock weights of the model portfolios. */
function modelWeights(snapshot: StockSnapshot, weights: Weights): Map<string, number> {
  const all = new Map<string, number>();
  for (const id of SLEEVES)
    for (const { issuer, weight } of snapshot.sleeves[id]!.holdings) {
      const { isin } = snapshot.issuers[issuer]!;
      all.set(isin, (all.get(isin) ?? 0) + weight * (weights[id] ?? 0));
    }
  return all;
}

function riskOf(snapshot: StockSnapshot, shares: ReadonlyMap<string, number>) {
  const holdings = [...shares].map(([isin, weight]) => ({
    issuer: snapshot.issuers.findIndex((i) => i.isin === isin),
    weight,
  }));
  const total = portfolioRisk(snapshot.riskModel, holdings);
  const active = portfolioRisk(snapshot.riskModel, activeHoldings(holdings, snapshot.market));
  if (total.kind !== 'risk' || active.kind !== 'risk') throw new Error('not covered');
  return {
    volatility: 100 * Math.sqrt(252) * total.risk.volatility,
    beta: portfolioBeta(snapshot.riskModel, holdings, snapshot.market),
    active: active.risk.exposures,
  };
}

/** Costs so high that no sleeve is worth trading. */
const DEAR = { ...DEFAULT_COST_RULES, impact: { ...DEFAULT_COST_RULES.impact, halfSpread: 0.01 } };

const lots = (made: readonly HoldingSpec[], cash: number) =>
  portfolioByLot(made, cash) as PortfolioFile & { kind: 'by-lot' };

function planOf(a: AllocationByRiskModel, held: PortfolioFile, snapshot: StockSnapshot): ExecutionPlan {
  const { destination, completion } = a;
  const found = planOrders({
    asOf: ON,
    portfolio: held,
    destination,
    completion,
    newMoney: a.newMoney ?? null,
    stocks: a.riskModel.sampling ? withSampledStocks(snapshot, a.riskModel.sampling) : snapshot,
    costs: DEFAULT_COST_RULES,
  });
  if (found.kind === 'unavailable') throw new Error(found.reason);
  return found.plan;
}
const traded = ({ orders, value }: ExecutionPlan, side: 'buy' | 'sell'): number =>
  sum(orders.filter((o) => o.side === side).map((o) => o.amount)) / value;

const EVERY_POSITION = rulesWith(0.1, { sampling: { minimumPosition: 0 } });

/** A ₹ 10 crore portfolio with the given weights in the stocks of the sleeves, in whole shares. */
function following(snapshot: StockSnapshot, weights: Weights): PortfolioFile & { kind: 'by-lot' } {
  const made = SLEEVES.flatMap((id) =>
    snapshot.sleeves[id]!.holdings.map(({ issuer, weight }) => ({
      id: snapshot.issuers[issuer]!.isin,
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

describe('a portfolio with stocks outside its sleeves’ model portfolios', () => {
  const snapshot = stockSnapshot(randomMarket(5));

  test('has, with one stock, the opening risk of that stock, not of its sleeve', async () => {
    const held = lots([{ id: 'INES7', position: 'quality', quantity: 1_000_000 }], 0);
    const a = await allocated(snapshot, { held: await holdingsByLot(held) });
    const own = riskOf(snapshot, new Map([['INES7', 1]]));
    const ofSleeve = riskOf(snapshot, modelWeights(snapshot, { quality: 1 }));
    if (a.risk.opening.kind !== 'modelled') throw new Error(a.risk.opening.kind);
    expect(a.risk.opening.volatility).toBeCloseTo(own.volatility, 9);
    expect(a.risk.opening.beta).toBeCloseTo(own.beta, 9);
    expect(Math.abs(own.volatility - ofSleeve.volatility)).toBeGreaterThan(5);
    expect(a.riskModel.stocks.filter((s) => s.opening > 0).map((s) => [s.isin, s.opening])).toEqual([
      ['INES7', 1],
    ]);
    a.riskModel.styles.forEach((s, k) => expect(s.opening).toBeCloseTo(own.active[STYLE_AT + k]!, 9));
    a.riskModel.industries.forEach((s, g) =>
      expect(s.opening! - s.market).toBeCloseTo(own.active[INDUSTRY_AT + g]!, 9),
    );
  });

  /** ₹ 10 crore at the model's weights, but with each sleeve in one stock outside its model portfolio. */
  async function mismatchedPortfolio() {
    const first = await allocated(snapshot);
    const made = SLEEVES.flatMap((id) => {
      const own = new Set(snapshot.sleeves[id]!.holdings.map((h) => h.issuer));
      const other = snapshot.issuers.findIndex((_, i) => !own.has(i));
      const quantity = Math.round(first.final[id]! * 1e6);
      return [{ id: snapshot.issuers[other]!.isin, position: id, quantity }];
    });
    const rest = STRATEGIC.map((id) => first.final[id]! * 1e8);
    const held = lots(made, Math.round(sum(rest)));
    return { held, a: await allocated(snapshot, { held: await holdingsByLot(held) }) };
  }

  test('counts turnover stock by stock, and scales all trades to the limit', async () => {
    const { held, a } = await mismatchedPortfolio();
    const openingWeights = weightsIn(held);
    const targetWeights = modelWeights(snapshot, a.destination);
    const ids = new Set([...openingWeights.keys(), ...targetWeights.keys()]);
    const inStocks = sum(
      [...ids].map((id) => Math.max(0, (targetWeights.get(id) ?? 0) - (openingWeights.get(id) ?? 0))),
    );
    const elsewhere = sum(STRATEGIC.map((id) => Math.max(0, a.destination[id]! - (a.opening[id] ?? 0))));
    const fullTurnover = inStocks + elsewhere;
    expect(fullTurnover).toBeGreaterThan(0.8);
    // All of the strategic 5 % is in cash; what exceeds the cash target is new money, which is invested outside the limit.
    const invested = 0.04;
    expect(a.newMoney).toEqual({ kind: 'inflow', weight: expect.closeTo(invested, 6) });
    expect(a.turnover).toBeCloseTo(trading.turnoverLimit, 9);
    expect(a.completion).toBeCloseTo(trading.turnoverLimit / (fullTurnover - a.newMoney!.weight), 7);
    expect(a.bindingConstraints.find((b) => b.startsWith('Full rebalancing'))).toMatch(
      /the 30\.0 % limit allows 3\d % of each trade/,
    );

    const plan = planOf(a, held, snapshot);
    const kept = (plan.cost.total + plan.cash.taxReserve) / plan.value;
    expect(traded(plan, 'buy')).toBeLessThanOrEqual(trading.turnoverLimit + invested + 0.001);
    expect(traded(plan, 'buy')).toBeGreaterThan(trading.turnoverLimit);
    expect(traded(plan, 'sell')).toBeLessThanOrEqual(trading.turnoverLimit + kept + 0.001);
    expect(traded(plan, 'sell')).toBeGreaterThan(0.8 * trading.turnoverLimit);
  });

  test('is not reported as untraded if its stocks are exchanged', async () => {
    const { a } = await mismatchedPortfolio();
    const text = a.bindingConstraints.join(' ');
    expect(text).not.toMatch(/stays? as held/);
    expect(text).toMatch(/No change in the weights? of .*; \d+\.\d % of/);
  });

  test('moves between sleeves without counting the cost of stocks that are exchanged anyway', async () => {
    const first = await allocated(snapshot);
    // Both stay inside their bands.
    const [more, less] = first.sleeves
      .filter((s) => s.target - s.band.low > 0.05 && s.band.high - s.target > 0.05)
      .map((s) => s.id);
    const shifted = {
      ...first.final,
      [more!]: first.final[more!]! + 0.025,
      [less!]: first.final[less!]! - 0.025,
    };
    const own = await allocated(snapshot, {
      held: await holdingsByLot(following(snapshot, shifted)),
      costs: DEAR,
    });
    expect(own.trades).toEqual([]);
    const foreign = following(snapshot, shifted).portfolio.holdings.map((h) => ({
      id: h.kind === 'stock' && h.position === more ? `INES${119 - (h.line % 10)}` : h.id,
      position: h.position!,
      quantity: h.lots[0]!.quantity,
    }));
    const cash = following(snapshot, shifted).portfolio.cash / 100;
    const a = await allocated(snapshot, { held: await holdingsByLot(lots(foreign, cash)), costs: DEAR });
    expect(a.destination[more!]!).toBeLessThan(a.opening[more!]! - 0.005);
  });

  test('lists the constraints that it still breaches, with their figures', async () => {
    const { held, a } = await mismatchedPortfolio();
    const message = a.problems.find((p) => p.code === 'constraint-breached')!.message;
    const above = a.riskModel.stocks.filter((s) => s.final > model.complianceLimits.nameCap + 1e-6);
    expect(above.length).toBeGreaterThan(0);
    for (const s of above) expect(message).toContain(`${s.symbol} at ${(100 * s.final).toFixed(1)} %`);
    const { active } = riskOf(snapshot, new Map(a.riskModel.stocks.map((s) => [s.isin, s.final])));
    INDUSTRIES.forEach((name, g) => {
      const isOut = Math.abs(active[INDUSTRY_AT + g]!) > model.softLimits.industryLimit + 1e-6;
      expect(message.includes(`${name} by`)).toBe(isOut);
    });
    expect(weightsIn(held).size).toBeLessThan(9);
  });

  test('lists stocks that the model does not cover, by name and weight', async () => {
    const made = randomMarket(5);
    const shares = made.stocks.map((s) => (s.symbol === 'S3' ? { ...s, specific: null } : s));
    const held = lots(
      [
        { id: 'INES3', position: 'value', quantity: 200_000 },
        { id: 'INES4', position: 'value', quantity: 800_000 },
      ],
      0,
    );
    const partly = stockSnapshot({ ...made, stocks: shares });
    const a = await allocated(partly, { held: await holdingsByLot(held) });
    expect(a.problems.find((p) => p.code === 'holdings-not-covered')!.message).toMatch(
      /does not cover 20\.0 % of the portfolio: INES3\./,
    );
    if (a.risk.opening.kind !== 'modelled') throw new Error(a.risk.opening.kind);
    expect(a.risk.opening.volatility).toBeCloseTo(riskOf(partly, new Map([['INES4', 1]])).volatility, 9);
  });
});

describe('rebalancing from any lots', () => {
  const cases = fc.record({ seed: fc.nat(10_000), names: fc.integer({ min: 1, max: 40 }) });

  /** Random stocks in random sleeves, some sleeves partly in a fund. */
  function randomLots(seed: number, names: number) {
    const stream = randomStream(seed).split('lots');
    const pick = (): SleeveId => SLEEVES[Math.floor(9 * stream.uniform())]!;
    const made = Array.from({ length: names }, (_, i): HoldingSpec => {
      const id = stream.uniform() < 0.2 ? `${100_000 + i}` : `INES${Math.floor(120 * stream.uniform())}`;
      return { id, position: pick(), quantity: 1 + Math.floor(1e6 * stream.uniform()) };
    });
    const once = [...new Map(made.map((h) => [`${h.id} ${h.position}`, h])).values()];
    return lots(once, Math.floor(1e7 * stream.uniform()));
  }

  test('the final portfolio lies between opening and target, sums to 1, and its risk is its own', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, names }) => {
        const snapshot = stockSnapshot(randomMarket(seed));
        const held = randomLots(seed, names);
        const a = await allocated(snapshot, { held: await holdingsByLot(held) });
        expect(sum(POSITIONS.map((id) => a.final[id]!))).toBeCloseTo(1, 9);
        for (const id of POSITIONS) {
          const [from, to] = [a.opening[id] ?? 0, a.destination[id]!];
          expect(a.final[id]!).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-9);
          expect(a.final[id]!).toBeLessThanOrEqual(Math.max(from, to) + 1e-9);
          expect(sum(a.riskModel.stocks.map((s) => s.bySleeve[id] ?? 0))).toBeCloseTo(
            SLEEVES.some((s) => s === id) ? a.final[id]! : 0,
            9,
          );
        }
        const limit =
          a.riskModel.relaxedConstraints.find((r) => r.constraint === 'turnover')?.to ?? a.turnoverLimit;
        expect(a.turnover).toBeLessThanOrEqual(limit + 1e-6);
        const { volatility, beta } = riskOf(
          snapshot,
          new Map(a.riskModel.stocks.map((s) => [s.isin, s.final])),
        );
        if (a.risk.final.kind !== 'modelled') throw new Error(a.risk.final.kind);
        expect(a.risk.final.volatility).toBeCloseTo(volatility, 8);
        expect(a.risk.final.beta).toBeCloseTo(beta, 8);
        expect(schema.safeParse(JSON.parse(canonicalJson(a))).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('orders buy no more than the reported turnover plus rounding', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, names }) => {
        const snapshot = stockSnapshot(randomMarket(seed));
        const held = randomLots(seed, names);
        const a = await allocated(snapshot, { held: await holdingsByLot(held) });
        const plan = planOf(a, held, snapshot);
        const order = DEFAULT_COST_RULES.minimumOrder / plan.value;
        // Money of dropped lines goes to others, so the sum is unchanged.
        expect(traded(plan, 'buy')).toBeLessThanOrEqual(
          a.turnover + (a.newMoney?.weight ?? 0) + order + 1e-4,
        );
      }),
      { numRuns: 15 },
    );
  });
});

describe('a portfolio that matches the model', () => {
  test('needs almost no trades', async () => {
    for (const seed of [3, 4, 5]) {
      const snapshot = stockSnapshot(randomMarket(seed));
      const first = await allocated(snapshot);
      const held = following(snapshot, first.final);
      const a = await allocated(snapshot, { held: await holdingsByLot(held), rules: EVERY_POSITION });
      expect(a.completion).toBe(1);
      expect(a.turnover).toBeLessThan(1e-4);
      expect(a.trades).toEqual([]);
      expect(a.bindingConstraints.join(' ')).not.toMatch(/keeps? (its|their) weight/);
      expect(planOf(a, held, snapshot).orders).toEqual([]);
    }
  });

  test('needs almost no trades either where it holds fewer stocks than the model', async () => {
    for (const seed of [3, 4]) {
      const snapshot = stockSnapshot(randomMarket(seed));
      const first = await allocated(snapshot, { held: await holdingsByLot(lots([], 1e8)) });
      const sampled = withSampledStocks(snapshot, first.riskModel.sampling!);
      const held = following(sampled, first.final);
      const a = await allocated(snapshot, { held: await holdingsByLot(held) });
      expect(a.riskModel.sampling!.stocks).toBe(first.riskModel.sampling!.stocks);
      expect(a.turnover).toBeLessThan(1e-3);
      expect(a.trades).toEqual([]);
    }
  });

  test('is bought in no position below the smallest, with the tracking error of the stocks left out', async () => {
    const snapshot = stockSnapshot(randomMarket(6));
    const held = lots([], 1e8);
    const a = await allocated(snapshot, { held: await holdingsByLot(held) });
    const { sampling, stocks } = a.riskModel;
    const bought = stocks.filter((s) => s.final > 0);
    expect(bought).toHaveLength(sampling!.stocks);
    expect(Math.min(...bought.map((s) => s.final))).toBeGreaterThanOrEqual(0.0025 - 1e-9);
    expect(planOf(a, held, snapshot).orders.filter((o) => o.segment === 'equity-delivery')).toHaveLength(
      sampling!.stocks,
    );
    // Independently: the tracking error between the two sets of stock weights.
    const all = modelWeights(snapshot, a.final);
    const active = [...all].map(([isin, weight]) => ({
      issuer: snapshot.issuers.findIndex((i) => i.isin === isin),
      weight: (stocks.find((s) => s.isin === isin)?.final ?? 0) - weight,
    }));
    const risk = portfolioRisk(snapshot.riskModel, active);
    if (risk.kind !== 'risk') throw new Error(risk.kind);
    expect(sampling!.trackingError).toBeCloseTo(100 * Math.sqrt(252) * risk.risk.volatility, 8);
  });

  test('has the opening risk of the sleeves’ stocks', async () => {
    const snapshot = stockSnapshot(randomMarket(3));
    const first = await allocated(snapshot);
    const a = await allocated(snapshot, { held: await holdingsByLot(following(snapshot, first.final)) });
    if (a.risk.opening.kind !== 'modelled' || first.risk.final.kind !== 'modelled') throw new Error('risk');
    expect(a.risk.opening.volatility).toBeCloseTo(first.risk.final.volatility, 3);
  });

  test('with a few rupees of residual cash trades no sleeve: they go to a position that is traded anyway', async () => {
    const snapshot = stockSnapshot(randomMarket(4));
    const first = await allocated(snapshot);
    const { gold, 'g-sec': bonds, 'liquid-fund': cash } = first.final as Record<string, number>;
    // Gold and bonds are in cash, and the sleeves are ₹ 300 of ₹ 10 crore below their target.
    const all = { ...first.final, gold: 0, 'g-sec': 0, 'liquid-fund': gold! + bonds! + cash! + 3e-6 };
    const momentum = first.final.momentum! - 3e-6;
    const a = await allocated(snapshot, {
      held: await holdingsByLot(following(snapshot, { ...all, momentum })),
    });
    expect(a.trades.map((t) => [t.id, t.side])).toEqual([
      ['gold', 'buy'],
      ['liquid-fund', 'sell'],
      ['g-sec', 'buy'],
    ]);
    expect(sum(POSITIONS.map((id) => a.final[id]!))).toBeCloseTo(1, 12);
  });
});
