import type { MarketSpec } from '../stock-snapshot.fixture.ts';
import { UserError } from '../../../../src/market/problem.ts';
import { allocated, modelHoldingsOf, rulesWith, TWO_SLEEVES } from '../allocation.fixture.ts';
import { stockSnapshot } from '../stock-snapshot.fixture.ts';

const FIVE = { gold: 0.02, 'liquid-fund': 0.01, 'g-sec': 0.02 };

/** Two sleeves of two stocks each; the market is half pharma, half banks, with beta at the banks. */
const market = (
  momentum: Readonly<Record<string, number>>,
  contrarian: Readonly<Record<string, number>>,
): MarketSpec => ({
  stocks: [
    { symbol: 'P1', size: 1, industry: 'PHARMA', styles: { BETA: -1 } },
    { symbol: 'P2', size: 1, industry: 'PHARMA', styles: { BETA: -1 } },
    { symbol: 'B1', size: 1, industry: 'BANKS', styles: { BETA: 1 } },
    { symbol: 'B2', size: 1, industry: 'BANKS', styles: { BETA: 1 } },
  ],
  sleeves: { momentum, contrarian },
  factors: { MARKET: 0.01, BETA: 0.003, PHARMA: 0.005, BANKS: 0.005 },
});
const ANY_BETA = { bullish: { low: -3, high: 3 } };
const WIDE = { complianceLimits: { nameCap: 1 }, softLimits: { industryLimit: 1, betaBand: ANY_BETA } };

describe('a feasible constraint holds:', () => {
  // Momentum is all pharma, contrarian all banks: pharma weighs θ1 against 0.5 in the market.
  const apart = market({ P1: 0.5, P2: 0.5 }, { B1: 0.5, B2: 0.5 });

  test('an industry stays within 10 points of its weight in the bouquet', async () => {
    const free = await allocated(stockSnapshot(apart), {
      rules: rulesWith(1, { ...WIDE, informationRatio: 2, riskAversion: 1 }),
    });
    // BETA is targeted, so the banks are attractive.
    expect(free.final.contrarian).toBeGreaterThan(0.6);
    const a = await allocated(stockSnapshot(apart), {
      rules: rulesWith(1, {
        ...WIDE,
        softLimits: { industryLimit: 0.1, betaBand: ANY_BETA },
        informationRatio: 2,
        riskAversion: 1,
      }),
    });
    // The bouquet is 28/30 pharma; it may fall by 0.1 of the portfolio, and the banks may rise by as much.
    const pharma = (0.95 * 28) / 30 - 0.1;
    expect(a.final.momentum).toBeCloseTo(pharma, 9);
    expect(a.final.contrarian).toBeCloseTo(0.95 - pharma, 9);
    expect(a.riskModel.relaxedConstraints).toEqual([]);
    expect(a.bindingConstraints[0]).toMatch(
      /^Binding at its (lower|upper) bound: (PHARMA within 10 % of its 88\.7|BANKS within 10 % of its 6\.3) % in the bouquet/,
    );
  });

  test('the BETA exposure stays in the band of the regime', async () => {
    const rules = rulesWith(1, {
      ...WIDE,
      informationRatio: 2,
      riskAversion: 1,
      softLimits: { industryLimit: 1, betaBand: { bullish: { low: -1, high: 0.05 } } },
    });
    const a = await allocated(stockSnapshot(apart), { rules });
    expect(a.final.contrarian! - a.final.momentum!).toBeCloseTo(0.05, 12);
    expect(a.bindingConstraints[0]).toMatch(
      /^Binding at its upper bound: exposure to BETA from −1 to 0\.05 \(shadow price: relaxing it by 0\.01 adds [\d.]+ % a year\)\.$/,
    );
  });

  test('the BETA exposure may stay at that of the bouquet where the bouquet is outside the band', async () => {
    // The bouquet has 0.95·(2 − 28)/30 = −0.8233, and BETA earns nothing.
    const rules = rulesWith(1, {
      ...WIDE,
      informationRatio: 0,
      softLimits: { industryLimit: 1, betaBand: { bullish: { low: -0.25, high: 0.5 } } },
    });
    const a = await allocated(stockSnapshot(apart), { rules });
    expect(a.final.contrarian! - a.final.momentum!).toBeCloseTo((0.95 * (2 - 28)) / 30, 9);
    expect(a.riskModel.relaxedConstraints).toEqual([]);
  });

  test('a stock stays under its cap across both sleeves', async () => {
    // P1 is 0.8 of momentum and 0.2 of contrarian: 0.8·θ1 + 0.2·θ2 ≤ 0.4 with θ1 + θ2 = 0.95 gives θ1 ≤ 0.35.
    const made = market({ P1: 0.8, B1: 0.2 }, { P1: 0.2, P2: 0.4, B2: 0.4 });
    // A past winner, so the unconstrained optimum exceeds the cap.
    const stocks = made.stocks.map((s) => (s.symbol === 'P1' ? { ...s, styles: { LTMOM: 2 } } : s));
    const shared = { ...made, stocks };
    const bold = { ...WIDE, informationRatio: 2, riskAversion: 1 };
    const rules = rulesWith(1, { ...bold, complianceLimits: { nameCap: 0.4 } });
    const open = await allocated(stockSnapshot(shared), { rules: rulesWith(1, bold) });
    expect(open.riskModel.stocks.find((s) => s.symbol === 'P1')!.final).toBeGreaterThan(0.4);
    const a = await allocated(stockSnapshot(shared), { rules });
    expect(a.final.momentum).toBeCloseTo(0.35, 12);
    const p1 = a.riskModel.stocks.find((s) => s.symbol === 'P1')!;
    expect(p1.final).toBeCloseTo(0.4, 12);
    expect(p1.bySleeve.momentum).toBeCloseTo(0.28, 12);
    expect(p1.bySleeve.contrarian).toBeCloseTo(0.12, 12);
    expect(a.bindingConstraints[0]).toMatch(/at most 40 % in P1/);
  });
});

describe('constraints that are infeasible together', () => {
  test('relax turnover as far as the bands need, with a warning', async () => {
    // All in one sleeve, and the bands ask for at least 0.95·(0.28/0.30 − 0.1) of momentum: 30 % is not enough.
    const made = market({ P1: 0.5, B1: 0.5 }, { P2: 0.5, B2: 0.5 });
    const held = { momentum: 0, contrarian: 0.95, ...FIVE };
    const a = await allocated(stockSnapshot(made), {
      rules: rulesWith(0.1, { ...WIDE }, TWO_SLEEVES),
      held: modelHoldingsOf(held),
    });
    const needed = 0.95 * (28 / 30 - 0.1);
    expect(a.riskModel.relaxedConstraints).toEqual([
      { constraint: 'turnover', from: 0.3, to: expect.closeTo(Math.ceil(needed * 1000) / 1000, 9) },
    ]);
    expect(a.turnover).toBeLessThanOrEqual(a.riskModel.relaxedConstraints[0]!.to + 1e-12);
    expect(a.turnoverLimit).toBe(0.3);
    expect(a.problems.find((p) => p.code === 'constraint-relaxed')).toMatchObject({
      severity: 'warning',
      about: 'turnover',
      message:
        'The turnover limit of 30.0 % is infeasible this month; it was raised to 79.2 %, the smallest feasible value.',
    });
  });

  test('relax industries before the BETA band', async () => {
    // At most 0.6 of either stock leaves 0.35 to 0.6 for each: pharma is 0.95·28/30 − 0.6 = 0.2867 below its weight in the
    // bouquet, and the exposure to BETA (banks less pharma) at least −0.25. The band ends at −0.9, extended to the bouquet's
    // 0.95·(2 − 28)/30 = −0.8233: 0.5733 less.
    const a = await allocated(stockSnapshot(market({ P1: 1 }, { B1: 1 })), {
      rules: rulesWith(1, {
        complianceLimits: { nameCap: 0.6 },
        softLimits: { betaBand: { bullish: { low: -3, high: -0.9 } } },
      }),
    });
    expect(a.riskModel.relaxedConstraints).toEqual([
      { constraint: 'industry', from: 0.05, to: 0.287 },
      { constraint: 'beta', from: 0, to: 0.58 },
    ]);
  });

  test('are named if none of them can be relaxed', async () => {
    const made = market({ P1: 1 }, { P1: 0.9, B1: 0.1 });
    const refused = allocated(stockSnapshot(made), { rules: rulesWith(0.1, {}) });
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(
      /no weights of the bullish bouquet satisfy these constraints together, .*: at most 8 % in P1 and sleeve bands\. Widen allocations\.bands, or raise allocations\.model\.complianceLimits\.nameCap/,
    );
  });
});

describe('a sleeve without stocks', () => {
  test('has its weight redistributed up to the ends of the bands, and the rest held in the Nifty 50', async () => {
    const made = market({ P1: 0.5, B1: 0.5 }, { P2: 0.5, B2: 0.5 });
    const a = await allocated(stockSnapshot(made), { rules: rulesWith(0.1, WIDE) });
    const line = (id: string) => a.sleeves.find((s) => s.id === id)!;
    // Pro rata 28/30 and 2/30 of the bouquet; momentum may take twice its 0.28.
    expect(line('momentum').base).toBeCloseTo(0.95 * 0.56, 12);
    expect(line('contrarian').base).toBeCloseTo((0.95 * 2) / 30, 12);
    expect(a.fallback).toEqual({
      position: 'nifty-50',
      weight: expect.closeTo(0.95 * (1 - 0.56 - 2 / 30), 12),
    });
    expect(a.target['nifty-50']).toBe(a.fallback!.weight);
    expect(Object.values(a.target).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    expect(line('value')).toMatchObject({ instrument: null, target: 0, base: 0, volatility: null });
    expect(a.problems.find((p) => p.about === 'value')).toMatchObject({
      severity: 'warning',
      code: 'no-instrument',
      message:
        'The sleeve has no constituents: none of its reviews could be completed. The sleeve is not held. Its 17.1 % of the portfolio is redistributed to the other sleeves.',
    });
    expect(a.problems.map((p) => p.code)).toContain('thin-bouquet');
  });

  test('is sold if held, counts as turnover and raises a warning', async () => {
    const made = market({ P1: 0.5, B1: 0.5 }, { P2: 0.5, B2: 0.5 });
    const held = {
      ...modelHoldingsOf({ momentum: 0.75, contrarian: 0.1, value: 0.1, ...FIVE }),
      openingSource: { kind: 'portfolio', file: 'held.csv', sha256: '', value: 1e6 } as const,
    };
    const a = await allocated(stockSnapshot(made), { rules: rulesWith(0.1, WIDE), held });
    expect(a.final.value).toBe(0);
    expect(a.turnover).toBeGreaterThanOrEqual(0.1 - 1e-12);
    expect(a.problems.map((p) => p.code)).toContain('held-without-instrument');
    expect(a.risk.opening).toEqual({
      kind: 'unavailable',
      reason: 'INEC-1 does not cover enough of value.',
    });
  });

  test('is treated the same if the model covers too little of it', async () => {
    const made = market({ P1: 0.5, B1: 0.5 }, { P2: 0.4, X: 0.6 });
    const stocks = [...made.stocks, { symbol: 'X', size: 1, specific: null }];
    const a = await allocated(stockSnapshot({ ...made, stocks }), { rules: rulesWith(0.1, WIDE) });
    expect(a.final.contrarian).toBe(0);
    expect(a.problems.find((p) => p.about === 'contrarian')!.message).toMatch(
      /^INEC-1 covers only 40\.0 % of the sleeve/,
    );
  });
});
