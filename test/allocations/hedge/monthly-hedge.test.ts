import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { DEFAULT_HEDGE_RULES } from '../../../allocations/hedge/hedge-rules.ts';
import { monthlyHedge, type MonthlyHedgeRequest } from '../../../allocations/hedge/monthly-hedge.ts';
import { day } from '../../../src/market/day.ts';
import type { FutureQuote } from '../../../src/market/futures.ts';

const quote = (expiry: string, close: number, on = '2021-12-31'): FutureQuote => ({
  observedOn: day(on),
  knownOn: day(on),
  expiry: day(expiry),
  close,
  settle: null,
  contracts: null,
  openInterest: null,
});
/** ₹ 10 crore at a beta of 1.1 in a bearish market; Nifty futures of the last day of 2021. */
const REQUEST: MonthlyHedgeRequest = {
  asOf: day('2021-12-31'),
  regime: 'bearish',
  beta: 1.1,
  value: 1e8,
  reserve: 0.03,
  spot: 17_354.05,
  futures: [quote('2022-02-24', 17_453.85), quote('2022-01-27', 17_409.95), quote('2021-12-30', 17_200)],
  vix: null,
  rules: DEFAULT_HEDGE_RULES,
  costs: DEFAULT_COST_RULES,
};
const hedged = (r: Partial<MonthlyHedgeRequest> = {}) => monthlyHedge({ ...REQUEST, ...r });

describe('the hedge of a month', () => {
  test('sells the nearest month that is not yet to be rolled, as many lots as the hedge part pays margin for', () => {
    // 0.35 × 10 crore ÷ (17,409.95 × 50) is 40 lots; 13 % margin of 3 % of the portfolio pays for 26.
    expect(hedged()).toMatchObject({
      kind: 'hedged',
      budget: 3e6,
      chosen: { kind: 'futures', expiry: '2022-01-27', lot: 50, lotsWanted: 40, lots: 26, boundBy: 'budget' },
    });
  });

  test('takes the month after from the day on which the near one is rolled', () => {
    const on = '2022-01-24';
    const futures = [quote('2022-01-27', 17_150, on), quote('2022-02-24', 17_200, on)];
    expect(hedged({ asOf: day(on), futures })).toMatchObject({ chosen: { expiry: '2022-02-24' } });
    const before = futures.map((q) => ({ ...q, observedOn: day('2022-01-21') }));
    expect(hedged({ asOf: day('2022-01-21'), futures: before })).toMatchObject({
      chosen: { expiry: '2022-01-27', roll: { day: '2022-01-24' } },
    });
  });

  test('weighs puts priced by India VIX against futures', () => {
    const found = hedged({ vix: 16.2 });
    expect(found).toMatchObject({ kind: 'hedged' });
    if (found.kind === 'hedged')
      expect(new Set([found.chosen.kind, found.instead?.kind])).toEqual(new Set(['futures', 'puts']));
  });

  test('is none where the rule book wants none, or beta is at its target', () => {
    expect(hedged({ regime: 'bullish' })).toMatchObject({ kind: 'none', targetBeta: null });
    expect(hedged({ beta: 0.74 })).toMatchObject({ kind: 'none', targetBeta: 0.75 });
  });

  test('says what it wants: a beta, ₹, prices of futures of that very day, a lot that is known', () => {
    expect(hedged({ beta: { why: 'No beta.' } })).toEqual({ kind: 'unavailable', why: 'No beta.' });
    expect(hedged({ value: null })).toMatchObject({ kind: 'unavailable' });
    const stale = [quote('2022-01-27', 17_409.95, '2021-12-30')];
    expect(hedged({ futures: stale })).toMatchObject({
      kind: 'unavailable',
      why: expect.stringContaining('31 Dec 2021') as string,
    });
    const unknown = [quote('2031-01-30', 17_409.95)];
    expect(hedged({ futures: unknown })).toMatchObject({
      kind: 'unavailable',
      why: expect.stringContaining('lot of Nifty contracts') as string,
    });
  });
});
