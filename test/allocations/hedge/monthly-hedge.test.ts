import { monthlyHedge, type MonthlyHedgeRequest } from '../../../allocations/hedge/monthly-hedge.ts';
import { day } from '../../../src/market/day.ts';
import { quote, REQUEST } from './futures-request.fixture.ts';

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
