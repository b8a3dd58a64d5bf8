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
  marginVolatility: null,
  rules: DEFAULT_HEDGE_RULES,
  costs: DEFAULT_COST_RULES,
};
const hedged = (r: Partial<MonthlyHedgeRequest> = {}) => monthlyHedge({ ...REQUEST, ...r });

describe('the hedge of a month', () => {
  test('sells the nearest contract before its roll day, with as many lots as the hedge reserve covers', () => {
    // 0.35 × 10 crore ÷ (17,409.95 × 50) is 40 lots; 3 % of the portfolio covers the least margin of 11.3 % and a
    // mark-to-market reserve of 4.9 % of 21.
    expect(hedged()).toMatchObject({
      kind: 'hedged',
      budget: 3e6,
      chosen: {
        kind: 'futures',
        expiry: '2022-01-27',
        lot: 50,
        lotsRequired: 40,
        lots: 21,
        limitedBy: 'budget',
      },
    });
  });

  test('uses the next contract from the roll day on', () => {
    const on = '2022-01-24';
    const futures = [quote('2022-01-27', 17_150, on), quote('2022-02-24', 17_200, on)];
    expect(hedged({ asOf: day(on), futures })).toMatchObject({ chosen: { expiry: '2022-02-24' } });
    const before = futures.map((q) => ({ ...q, observedOn: day('2022-01-21') }));
    expect(hedged({ asOf: day('2022-01-21'), futures: before })).toMatchObject({
      chosen: { expiry: '2022-01-27', roll: { day: '2022-01-24' } },
    });
  });

  test('compares puts priced with India VIX against futures', () => {
    const found = hedged({ vix: 16.2 });
    expect(found).toMatchObject({ kind: 'hedged' });
    if (found.kind === 'hedged')
      expect(new Set([found.chosen.kind, found.alternative?.kind])).toEqual(new Set(['futures', 'puts']));
  });

  test('is none if the rule book sets none, or if beta is at target', () => {
    expect(hedged({ regime: 'bullish' })).toMatchObject({ kind: 'none', targetBeta: null });
    expect(hedged({ beta: 0.74 })).toMatchObject({ kind: 'none', targetBeta: 0.75 });
  });

  test('names the missing input: beta, portfolio value, futures prices of the day, or lot size', () => {
    expect(hedged({ beta: { reason: 'No beta.' } })).toEqual({ kind: 'unavailable', reason: 'No beta.' });
    expect(hedged({ value: null })).toMatchObject({ kind: 'unavailable' });
    const stale = [quote('2022-01-27', 17_409.95, '2021-12-30')];
    expect(hedged({ futures: stale })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('31 Dec 2021') as string,
    });
    const unknown = [quote('2031-01-30', 17_409.95)];
    expect(hedged({ futures: unknown })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('lot of Nifty contracts') as string,
    });
  });
});
