import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { chargesOf } from '../../../allocations/costs/charges.ts';
import { monthlyHedge, type MonthlyHedgeRequest } from '../../../allocations/hedge/monthly-hedge.ts';
import { REQUEST as BEARISH } from './futures-request.fixture.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { day } from '../../../src/market/day.ts';
import { problemsOf } from '../../problems-of.ts';

/** With a reserve that covers all 40 lots. */
const REQUEST: MonthlyHedgeRequest = { ...BEARISH, reserve: 0.1 };
const hedged = (units: Readonly<Record<string, number>>, r: Partial<MonthlyHedgeRequest> = {}) => {
  const held = Object.entries(units).map(([contract, of], i) => ({ contract, units: of, line: i + 2 }));
  const found = monthlyHedge({ ...REQUEST, held, ...r });
  if (found.kind === 'unavailable') throw new Error(found.reason);
  return found;
};
const totalOf = (charges: Readonly<Record<string, number>>): number =>
  Object.values(charges).reduce((a, b) => a + b, 0);

describe('a hedge where futures are held already', () => {
  test('trades the difference, while margin counts the whole position', () => {
    const whole = hedged({});
    const found = hedged({ NIFTY22JANFUT: -30 * 50 });
    if (whole.kind !== 'hedged' || found.kind !== 'hedged') throw new Error('hedge');
    if (whole.chosen.kind !== 'futures' || found.chosen.kind !== 'futures') throw new Error('futures');
    const { margin, hedgedBeta } = whole.chosen;
    expect(found.chosen).toMatchObject({ lots: 40, margin, hedgedBeta });
    const amount = 500 * 17_409.95;
    const contract = { contract: 'NIFTY22JANFUT', expiry: '2022-01-27' };
    expect(found.held!.trades).toEqual([{ ...contract, side: 'sell', lots: 10, price: 17_409.95, amount }]);
    const direct = chargesOf(
      { segment: 'index-future', side: 'sell', value: amount, day: day('2021-12-31'), liquidity: null },
      DEFAULT_COST_RULES,
    );
    expect(totalOf(found.held!.charges)).toBeCloseTo(direct.paise / 100, 6);
    expect(totalOf(found.chosen.charges)).toBeCloseTo(direct.paise / 100, 6);
  });

  test('buys back what the target no longer needs, and trades nothing at the target', () => {
    expect(hedged({ NIFTY22JANFUT: -45 * 50 }).held!.trades).toMatchObject([{ side: 'buy', lots: 5 }]);
    expect(hedged({ NIFTY22JANFUT: -40 * 50 }).held).toMatchObject({ trades: [] });
    expect(hedged({ NIFTY22JANFUT: 10 * 50 }).held!.trades).toMatchObject([{ side: 'sell', lots: 50 }]);
  });

  test('closes other contracts, and everything where the regime has no hedge', () => {
    expect(hedged({ NIFTY22FEBFUT: -5 * 50 }).held!.trades).toMatchObject([
      { contract: 'NIFTY22JANFUT', side: 'sell', lots: 40 },
      { contract: 'NIFTY22FEBFUT', side: 'buy', lots: 5 },
    ]);
    const none = hedged({ NIFTY22JANFUT: -5 * 50 }, { regime: 'bullish' });
    expect(none.kind).toBe('none');
    expect(none.held).toMatchObject({
      positions: [{ contract: 'NIFTY22JANFUT', lots: -5, amount: -250 * 17_409.95 }],
      trades: [{ side: 'buy', lots: 5 }],
    });
  });

  test('is not available where the store has no price of a contract held', () => {
    const held = [{ contract: 'NIFTY22MARFUT', units: -50, line: 2 }];
    expect(monthlyHedge({ ...REQUEST, held })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('NIFTY22MARFUT') as string,
    });
  });
});

describe('futures in a portfolio file', () => {
  const context = { asOf: day('2021-12-31'), knownIssuers: null };
  const read = (text: string) => readPortfolioFile(text, 'f.csv', context);
  const faults = (text: string): string[] =>
    problemsOf(() => read(text)).map((p) => `${p.about} ${p.message} ${p.remedy}`);

  test('are units of the index, below 0 where sold, without a value of their own', () => {
    const futures = (line: number) => [{ contract: 'NIFTY22JANFUT', units: -100, line }];
    const byValue = read('position,value\nmomentum,9000000\nNIFTY22JANFUT,-100\ncash,1000000\n');
    expect(byValue.portfolio).toMatchObject({ value: 1e7, futures: futures(3) });
    const byLot = read(
      'holding,position,bought,quantity,cost,price,value\nNIFTY22JANFUT,,,-100,,,\ncash,,,,,,1000000\ntotal,,,,,,1000000\n',
    );
    expect(byLot.portfolio).toMatchObject({ value: 1e8, futures: futures(2) });
  });

  test('are refused with line and remedy: part of a lot, an expired or unknown contract, a repeated one, a price', () => {
    const byValue = faults(
      'position,value\ncash,1000000\nNIFTY22JANFUT,-80\nNIFTY21NOVFUT,-50\nNIFTY22JULYFUT,-50\nNIFTY22FEBFUT,1.5\nNIFTY22MARFUT,50\nNIFTY22MARFUT,50\n',
    );
    expect(byValue).toEqual([
      expect.stringMatching(/f.csv:3 .*-80 units.*lots of 50/),
      expect.stringMatching(/f.csv:4 .*expired.*Remove/),
      expect.stringMatching(/f.csv:5 .*NIFTY25APRFUT/),
      expect.stringMatching(/f.csv:6 .*"1.5"/),
      expect.stringMatching(/f.csv:8 .*line 7/),
    ]);
    expect(
      faults('holding,bought,quantity,cost,price,value\nNIFTY22JANFUT,,-50,,17400,\ncash,,,,,1000000\n'),
    ).toEqual([expect.stringMatching(/f.csv:2 price is "17400".*Leave the cell empty/)]);
  });
});
