import fc from 'fast-check';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { futuresHedge } from '../../../allocations/hedge/futures-hedge.ts';
import { hedge } from '../../../allocations/hedge/hedge.ts';
import { DEFAULT_HEDGE_RULES, hedgeRules } from '../../../allocations/hedge/hedge-rules.ts';
import { putHedge } from '../../../allocations/hedge/put-hedge.ts';
import type { HedgeMarket, HedgeRequest } from '../../../allocations/hedge/request.ts';
import { day, iso } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';

const MARKET: HedgeMarket = {
  day: day('2021-12-31'),
  spot: 17_354.05,
  future: 17_409.95,
  expiry: day('2022-01-27'),
  nextFuture: 17_453.85,
  marginVolatility: null,
  put: null,
};
/** ₹ 10 crore at a beta of 1.1, to 0.75 with 3 % of it as margin: the bearish regime. */
const REQUEST: HedgeRequest = { market: MARKET, beta: 1.1, targetBeta: 0.75, value: 1e8, budget: 3e6 };
const RULES = DEFAULT_HEDGE_RULES;
const COSTS = DEFAULT_COST_RULES;
const futures = (r: Partial<HedgeRequest> = {}) => futuresHedge({ ...REQUEST, ...r }, RULES, COSTS);
const ample = { budget: 1e8 };

describe('a hedge by futures', () => {
  test('is sized by beta in whole lots', () => {
    // 0.35 × 10 crore ÷ (17,409.95 × 50) = 40.2.
    expect(futures(ample)).toMatchObject({ lot: 50, lotsRequired: 40, lots: 40, limitedBy: null });
    expect(futures(ample).hedgedBeta).toBeCloseTo(1.1 - (40 * 50 * 17_409.95) / 1e8, 12);
  });

  test('is limited by the margin that the hedge reserve covers', () => {
    // The least margin is 9.3 % + 2 %, and the reserve 2·√5 of the deviations that the floor stands for: 6·√2 of them. Of
    // 870,497.50 that is 141,026; ₹ 30 lakh cover 21 lots.
    const { lots, limitedBy, margin, markToMarketReserve } = futures();
    expect({ lots, limitedBy }).toEqual({ lots: 21, limitedBy: 'budget' });
    expect(margin + markToMarketReserve).toBeLessThanOrEqual(3e6);
    expect(margin).toBeCloseTo(21 * 0.113 * 50 * 17_409.95, 6);
    expect(markToMarketReserve / margin).toBeCloseTo(
      (2 * Math.sqrt(5) * 0.093) / (6 * Math.SQRT2) / 0.113,
      9,
    );
  });

  test('earns the futures premium, and gives its cost to expiry', () => {
    const h = futures(ample);
    expect(h.carry).toBeCloseTo(2000 * 55.9, 6);
    expect(h.carryRate).toBeCloseTo((55.9 / 17_354.05) * (365 / 27), 9);
    expect(h.marginInterest).toBeCloseTo(((h.margin + h.markToMarketReserve) * 0.06 * 27) / 365, 6);
    expect(h.cost).toBeCloseTo(h.charges.paise / 100 + h.marginInterest - h.carry, 6);
  });

  test('rolls three weekdays before expiry, for the charges of two trades and the calendar spread', () => {
    const { roll, charges } = futures(ample);
    expect(iso(roll.day)).toBe('2022-01-24');
    expect(roll.spread).toBeCloseTo(2000 * 43.9, 6);
    expect(roll.charges.paise).toBeGreaterThan(charges.paise);
    expect(futures({ market: { ...MARKET, nextFuture: null } }).roll.spread).toBeNull();
  });

  test('has a symmetric payoff grid from −30 % to +30 %', () => {
    const { payoff, charges, marginInterest } = futures(ample);
    expect(payoff.map((p) => p.move)).toEqual([
      -0.3, -0.25, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3,
    ]);
    const costs = charges.paise / 100 + marginInterest;
    expect(payoff[0]!.portfolio).toBeCloseTo(-0.33e8, 4);
    expect(payoff[0]!.hedge).toBeCloseTo(2000 * (17_409.95 - 0.7 * 17_354.05) - costs, 4);
    expect(payoff[12]!.net).toBeCloseTo(0.33e8 + 2000 * (17_409.95 - 1.3 * 17_354.05) - costs, 4);
  });

  test('throws for a contract whose lot size is not known, or that has expired', () => {
    const expiry = day('2027-06-24');
    expect(() => futures({ market: { ...MARKET, expiry } })).toThrow(UserError);
    expect(() => futures({ market: { ...MARKET, expiry: day('2021-12-30') } })).toThrow(UserError);
  });
});

describe('a hedge by puts', () => {
  const at = (premium: number): HedgeRequest => ({
    ...REQUEST,
    market: { ...MARKET, put: { kind: 'observed', strike: 16_500, premium } },
  });

  test('buys the same number of lots, as far as the hedge reserve covers premium and charges', () => {
    expect(putHedge(at(70), RULES, COSTS)).toMatchObject({ lots: 40, limitedBy: null, pricedBy: 'observed' });
    const dear = putHedge(at(2000), RULES, COSTS)!;
    // 30 lots would cost ₹ 30 lakh in premium alone, and charges come on top.
    expect(dear).toMatchObject({ lots: 29, limitedBy: 'budget' });
    expect(dear.cost).toBeLessThanOrEqual(3e6);
  });

  test('pays only below the strike, and never loses more than its cost', () => {
    const { payoff, cost } = putHedge(at(70), RULES, COSTS)!;
    expect(payoff[0]!.hedge).toBeCloseTo(2000 * (16_500 - 0.7 * 17_354.05) - cost, 6);
    expect(payoff.slice(6).every((p) => p.hedge === -cost)).toBe(true);
  });

  test('is priced by volatility at a listed strike if no premium was observed', () => {
    const priced = putHedge(
      { ...REQUEST, market: { ...MARKET, put: { kind: 'volatility', volatility: 0.16 } } },
      RULES,
      COSTS,
    );
    expect(priced).toMatchObject({ strike: 16_500, pricedBy: 'volatility' });
    // India VIX near 16 at the end of 2021, 27 days, 5 % out: some tens of points.
    expect(priced!.premium).toBeGreaterThan(20);
    expect(priced!.premium).toBeLessThan(100);
  });
});

describe('the choice of a hedge', () => {
  const choose = (put: HedgeMarket['put'], r: Partial<HedgeRequest> = {}) =>
    hedge({ ...REQUEST, ...r, market: { ...MARKET, put } }, RULES, COSTS);

  test('is futures if puts are expensive or not priced, and puts if they are cheap by rule', () => {
    expect(choose(null)).toMatchObject({ chosen: { kind: 'futures' }, alternative: null });
    const dear = { kind: 'observed', strike: 16_500, premium: 300 } as const;
    expect(choose(dear, ample)).toMatchObject({ chosen: { kind: 'futures' }, alternative: { kind: 'puts' } });
    const cheap = { kind: 'observed', strike: 16_500, premium: 1 } as const;
    const chosen = choose(cheap, ample);
    expect(chosen).toMatchObject({ chosen: { kind: 'puts' }, alternative: { kind: 'futures' } });
  });

  test('switches at the cost of futures plus the allowance, to the rupee', () => {
    const f = futures(ample);
    const allowance = f.cost + RULES.puts.worthMore * f.notional;
    const costs = { ...COSTS, brokerage: { ...COSTS.brokerage, 'index-option': 0 } };
    const at = (premium: number) =>
      hedge(
        { ...REQUEST, ...ample, market: { ...MARKET, put: { kind: 'observed', strike: 16_500, premium } } },
        RULES,
        costs,
      );
    const kind = (premium: number) => {
      const h = at(premium);
      return h.kind === 'hedged' && h.chosen.kind;
    };
    // Charges on a premium are some tenths of a percent of it: well inside these two.
    expect(kind((0.98 * allowance) / 2000)).toBe('puts');
    expect(kind((1.001 * allowance) / 2000)).toBe('futures');
  });

  test('is none if beta is at target or the hedge reserve is zero', () => {
    expect(choose(null, { beta: 0.75 })).toMatchObject({ kind: 'none' });
    expect(choose(null, { budget: 0 })).toMatchObject({
      kind: 'none',
      reason: 'The hedge reserve does not cover margin and mark-to-market reserve of one lot.',
    });
  });

  test('never uses more than the hedge reserve, whatever the market', () => {
    const request = fc.record({
      beta: fc.double({ min: 0, max: 2, noNaN: true }),
      value: fc.double({ min: 1e6, max: 1e10, noNaN: true }),
      budget: fc.double({ min: 0, max: 1e9, noNaN: true }),
    });
    const premium = fc.double({ min: 0.05, max: 3000, noNaN: true });
    fc.assert(
      fc.property(request, premium, (r, premium) => {
        const h = choose({ kind: 'observed', strike: 16_500, premium }, r);
        if (h.kind === 'none') return;
        const tied =
          h.chosen.kind === 'futures' ? h.chosen.margin + h.chosen.markToMarketReserve : h.chosen.cost;
        expect(tied).toBeLessThanOrEqual(r.budget * (1 + 1e-12));
        expect(h.chosen.lots).toBeLessThanOrEqual(h.chosen.lotsRequired);
      }),
    );
  });
});

describe('a hedge at the edges of the market', () => {
  test('is in whole lots within the reserve and finite, for an index near 0, a beta of 0 or below, and no money', () => {
    const request = fc.record({
      beta: fc.oneof(fc.constantFrom(0, -0.5, 0.75), fc.double({ min: -3, max: 3, noNaN: true })),
      value: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e10, noNaN: true })),
      reserve: fc.constantFrom(0, 0.03, 1),
    });
    const level = fc.oneof(
      fc.constantFrom(0.01, 1, 24, 26),
      fc.double({ min: 0.01, max: 30_000, noNaN: true }),
    );
    const volatility = fc.constantFrom(0.001, 0.01, 0.1, 0.9);
    fc.assert(
      fc.property(request, level, volatility, ({ reserve, ...r }, spot, volatility) => {
        const market = {
          ...MARKET,
          spot,
          future: spot,
          nextFuture: null,
          put: { kind: 'volatility', volatility },
        } as const;
        const asked = { ...REQUEST, ...r, market, budget: reserve * r.value };
        const forms = [futuresHedge(asked, RULES, COSTS), putHedge(asked, RULES, COSTS)];
        for (const form of forms) {
          if (form === null) continue;
          const { lots, lotsRequired, payoff, cost } = form;
          expect(lots >= 0 && lots <= lotsRequired && Number.isInteger(lots)).toBe(true);
          if (r.beta <= REQUEST.targetBeta) expect(lotsRequired).toBe(0);
          expect(payoff.every((p) => Number.isFinite(p.net)) && Number.isFinite(cost)).toBe(true);
          if (form.kind === 'futures') expect(Number.isFinite(form.hedgedBeta)).toBe(true);
          else expect(form.premium).toBeGreaterThanOrEqual(0.05);
        }
        hedge(asked, RULES, COSTS);
      }),
    );
  });

  test('has no size where beta is not a number', () =>
    expect(() => futures({ beta: NaN })).toThrow('invalid hedge size'));
});

describe('the hedge rules', () => {
  test('have target betas of 0.95 and 0.75, and no hedge in the bullish regime', () => {
    expect(RULES.targetBeta).toEqual({ bullish: null, consolidation: 0.95, bearish: 0.75 });
    expect(hedgeRules.safeParse({ margin: 0.13 }).success).toBe(false);
    expect(hedgeRules.safeParse({ lots: 1 }).success).toBe(false);
  });
});
