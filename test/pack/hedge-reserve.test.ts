import type { HedgeForm } from '../../allocations/hedge/result.ts';
import { reserveUse } from '../../src/pack/hedge-reserve.ts';

const formOf = (form: object): HedgeForm => form as HedgeForm;

describe('what a hedge takes of the hedge reserve', () => {
  test('is margin and mark-to-market of futures', () => {
    const futures = formOf({ kind: 'futures', margin: 300_000, markToMarketReserve: 150_000, cost: 9 });
    expect(reserveUse(futures, 500_000)).toEqual({
      reserve: 500_000,
      margin: 300_000,
      markToMarket: 150_000,
      used: 0.9,
    });
  });

  test('is the margin alone in decisions that kept nothing beside it', () => {
    expect(reserveUse(formOf({ kind: 'futures', margin: 300_000 }), 500_000)).toMatchObject({
      markToMarket: 0,
      used: 0.6,
    });
  });

  test('is premium and charges of puts', () => {
    expect(reserveUse(formOf({ kind: 'puts', premium: 100, cost: 40_000 }), 500_000)).toEqual({
      reserve: 500_000,
      margin: 40_000,
      markToMarket: 0,
      used: 0.08,
    });
  });
});
