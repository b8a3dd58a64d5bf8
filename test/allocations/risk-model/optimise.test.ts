import { chargesOf } from '../../../allocations/costs/charges.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import type { Side } from '../../../allocations/costs/segment.ts';
import type { SleeveId } from '../../../allocations/positions.ts';
import { portfolioCovariance } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { allocated, modelHoldingsOf, rulesWith, TWO_SLEEVES } from './allocation.fixture.ts';
import { stockSnapshot, type MarketSpec, ON, randomMarket } from './stock-snapshot.fixture.ts';

// The two stocks of score.test.ts, one per sleeve. A year's covariances: variance s = 252·2.04e-4, covariance c = 252·0.96e-4. With
// the bouquet's difference D = b1 − b2, the best along θ1 + θ2 = 0.95 is where (s − c)·(θ1 − θ2 − D) = (a1 − a2)/λ.
const TWO: MarketSpec = {
  stocks: [
    { symbol: 'A', size: 1, styles: { LTMOM: 1 } },
    { symbol: 'B', size: 1, styles: { LTMOM: -1 } },
  ],
  sleeves: { momentum: { A: 1 }, contrarian: { B: 1 } },
  factors: { MARKET: 0.01, LTMOM: 0.002 },
};
const FREE = rulesWith(1, { complianceLimits: { nameCap: 1 } });
const { informationRatio, riskAversion, costMonths } = FREE.model;
/** Bullish bouquet weights 0.28 and 0.02, scaled up to 95 %. */
const BOUQUET = (0.95 * (0.28 - 0.02)) / 0.3;
/** Factor alphas ±IR·t·x·σ: target 0.5, exposures ±1, and a volatility of LTMOM of 0.2 % a day. */
const LEAD = 2 * informationRatio * 0.5 * 0.002 * Math.sqrt(252);
const CURVE = riskAversion * 252 * (2.04e-4 - 0.96e-4);
const FIVE = { gold: 0.02, 'liquid-fund': 0.01, 'g-sec': 0.02 };
/** Annual cost of moving a unit from one sleeve to another, at the rule book's flat impact. */
const COST =
  ((['buy', 'sell'] as Side[])
    .flatMap(
      (side) =>
        chargesOf(
          { segment: 'equity-delivery', side, value: 1e9, day: ON, liquidity: null },
          DEFAULT_COST_RULES,
        ).lines,
    )
    .reduce((sum, l) => sum + l.rate * (l.base / 1e9), 0) *
    12) /
  costMonths;

describe('optimal weights of two sleeves', () => {
  test('match a solution by hand', async () => {
    const a = await allocated(stockSnapshot(TWO), { rules: FREE });
    expect(a.target.momentum! - a.target.contrarian!).toBeCloseTo(BOUQUET + LEAD / CURVE, 9);
    expect(a.target.momentum! + a.target.contrarian!).toBeCloseTo(0.95, 12);
    expect(a.final).toEqual(a.target);
    expect(a.riskModel.relaxedConstraints).toEqual([]);
  });

  test('stay exactly at opening weights if a trade gains less than it costs', async () => {
    // Moving on gains LEAD − CURVE·(θ1 − θ2 − D) a year at the margin; below COST from this difference on.
    const edge = BOUQUET + (LEAD - COST) / CURVE;
    const near = edge + 0.002;
    const held = { momentum: 0.475 + near / 2, contrarian: 0.475 - near / 2, ...FIVE };
    const a = await allocated(stockSnapshot(TWO), { rules: FREE, held: modelHoldingsOf(held) });
    expect(a.final).toMatchObject(held);
    expect(a.trades).toEqual([]);
    expect(a.turnover).toBe(0);
    expect(a.target.momentum).not.toBeCloseTo(held.momentum, 3);
    expect(a.bindingConstraints).toContain(
      'Not traded: momentum and contrarian (expected gain is below trading cost).',
    );
  });

  test('move to the point where marginal gain equals marginal cost', async () => {
    const held = { momentum: 0.6, contrarian: 0.35, ...FIVE };
    const a = await allocated(stockSnapshot(TWO), { rules: FREE, held: modelHoldingsOf(held) });
    expect(a.final.momentum! - a.final.contrarian!).toBeCloseTo(BOUQUET + (LEAD - COST) / CURVE, 9);
    expect(a.turnover).toBeCloseTo(a.final.momentum! - 0.6, 12);
  });

  test('move to the turnover limit of an ordinary month, and further at a change of regime', async () => {
    const rules = { ...FREE, trading: { ...FREE.trading, turnoverLimit: 0.05 } };
    const held = { momentum: 0.3, contrarian: 0.65, ...FIVE };
    const usual = await allocated(stockSnapshot(TWO), { rules, held: modelHoldingsOf(held) });
    expect(usual.turnover).toBeCloseTo(0.05, 10);
    // One more unit of turnover gains what is left at the margin, for a pair of trades.
    const worth = LEAD - CURVE * (usual.final.momentum! - usual.final.contrarian! - BOUQUET) - COST;
    expect(usual.bindingConstraints[0]).toBe(
      `Binding at its upper bound: one-way turnover of at most 5 % (shadow price: relaxing it by 0.01 adds ${worth.toFixed(2)} % a year).`,
    );
    const changed = await allocated(stockSnapshot(TWO), { rules, held: modelHoldingsOf(held, 'bearish') });
    expect(changed.turnoverLimit).toBe(1);
    expect(changed.turnover).toBeGreaterThan(0.1);
  });

  test('have no trade below the minimum', async () => {
    const best = BOUQUET + (LEAD - COST) / CURVE;
    const held = (short: number) => ({
      momentum: 0.475 + best / 2 - short,
      contrarian: 0.475 - best / 2 + short,
      ...FIVE,
    });
    const small = await allocated(stockSnapshot(TWO), { rules: FREE, held: modelHoldingsOf(held(0.0049)) });
    expect(small.trades).toEqual([]);
    expect(small.bindingConstraints).toContain(
      'Not traded: momentum and contrarian (below the minimum trade of 0.5 %).',
    );
    const large = await allocated(stockSnapshot(TWO), { rules: FREE, held: modelHoldingsOf(held(0.0051)) });
    expect(large.turnover).toBeCloseTo(0.0051, 9);
  });

  test('may stay outside their band if they drifted past it by less than the minimum trade', async () => {
    // Bands of 0.1 around 0.28/0.30 of the bouquet end at 0.95; the other's at 0.
    const rules = rulesWith(0.1, { complianceLimits: { nameCap: 1 }, riskAversion: 0.5 }, TWO_SLEEVES);
    const past = { momentum: 0.953, contrarian: 0, gold: 0.017, 'liquid-fund': 0.01, 'g-sec': 0.02 };
    const a = await allocated(stockSnapshot(TWO), { rules, held: modelHoldingsOf(past) });
    expect(a.sleeves.find((s) => s.id === 'momentum')!.band.high).toBeCloseTo(0.95, 12);
    expect(a.final).toMatchObject(past);
    expect(a.trades).toEqual([]);
  });

  test('include impact by portfolio value and traded value', async () => {
    const held = { momentum: 0.3, contrarian: 0.65, ...FIVE };
    const move = async (value: number) => {
      const before = { kind: 'portfolio', file: 'held.csv', sha256: '', value } as const;
      const snapshot = stockSnapshot({ ...TWO, tradedValue: 1e8 });
      return (
        await allocated(snapshot, { rules: FREE, held: { ...modelHoldingsOf(held), openingSource: before } })
      ).turnover;
    };
    expect(await move(1e6)).toBeGreaterThan(await move(1e10));
  });
});

test('optimal weights of three sleeves are at least as good as any on a grid', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const made = randomMarket(seed, 60, 15);
    const ids = ['momentum', 'value', 'quality'] as const satisfies SleeveId[];
    const snapshot = stockSnapshot({
      ...made,
      sleeves: Object.fromEntries(ids.map((id) => [id, made.sleeves[id]!])),
    });
    // Bands only: industry limits and the stock cap are not binding.
    const rules = rulesWith(0.3, {
      complianceLimits: { nameCap: 1 },
      softLimits: { industryLimit: 1, betaBand: { bullish: { low: -3, high: 3 } } },
    });
    const a = await allocated(snapshot, { rules });
    const utility = (weights: readonly number[]): number => {
      const active = ids.flatMap((id, i) => {
        const difference = weights[i]! - a.sleeves.find((s) => s.id === id)!.base;
        return snapshot.sleeves[id]!.holdings.map((h) => ({ ...h, weight: h.weight * difference }));
      });
      const byIssuer = new Map<number, number>();
      for (const { issuer, weight } of active) byIssuer.set(issuer, (byIssuer.get(issuer) ?? 0) + weight);
      const holdings = [...byIssuer].map(([issuer, weight]) => ({ issuer, weight }));
      const variance = 252 * portfolioCovariance(snapshot.riskModel, holdings, holdings);
      const gain = weights.reduce((sum, w, i) => {
        const { expectedActiveReturn } = a.riskModel.sleeves.find((s) => s.id === ids[i])!;
        return sum + (w * expectedActiveReturn) / 100;
      }, 0);
      return gain - (rules.model.riskAversion / 2) * variance;
    };
    const best = utility(ids.map((id) => a.target[id]!));
    const band = (id: SleeveId) => a.sleeves.find((s) => s.id === id)!.band;
    let tried = 0;
    for (let x = band('momentum').low; x <= band('momentum').high; x += 0.01) {
      for (let y = band('value').low; y <= band('value').high; y += 0.01) {
        const z = 0.95 - x - y;
        if (z < band('quality').low || z > band('quality').high) continue;
        tried++;
        expect(utility([x, y, z])).toBeLessThanOrEqual(best + 1e-12);
      }
    }
    expect(tried).toBeGreaterThan(100);
    // A small step between two sleeves from the optimum gains nothing either.
    for (const from of ids) {
      for (const to of ids) {
        const stepped = ids.map((id) => a.target[id]! + (id === to ? 1e-4 : 0) - (id === from ? 1e-4 : 0));
        const fits = ids.every((id, i) => stepped[i]! >= band(id).low && stepped[i]! <= band(id).high);
        if (fits) expect(utility(stepped)).toBeLessThanOrEqual(best + 1e-15);
      }
    }
  }
});
