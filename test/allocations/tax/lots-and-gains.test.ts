import fc from 'fast-check';
import { gainOf, realise } from '../../../allocations/tax/gain.ts';
import { financialYearOf, firstDayOf, yearName } from '../../../allocations/tax/financial-year.ts';
import { gainRate } from '../../../allocations/tax/gain-rates.ts';
import { longTermFrom, termOf } from '../../../allocations/tax/holding-period.ts';
import { quantityOf, takeFifo } from '../../../allocations/tax/lot.ts';
import { taxableCost } from '../../../allocations/tax/taxable-cost.ts';
import { addDays, day, iso } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';
import { describeReference } from '../../reference.ts';
import { knownAnswer } from '../known-answers.ts';
import { anyLots, lot } from './lots.fixture.ts';

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

describe('a lot becomes long term', () => {
  test.each([
    ['2023-01-15', '2024-01-16'],
    ['2023-02-28', '2024-02-29'],
    ['2024-02-28', '2025-03-01'],
    ['2024-02-29', '2025-03-01'],
    ['2023-12-31', '2025-01-01'],
  ])('bought on %s from %s on', (bought, from) => {
    expect(iso(longTermFrom(day(bought)))).toBe(from);
    expect(termOf(day(bought), addDays(day(from), -1))).toBe('short');
    expect(termOf(day(bought), day(from))).toBe('long');
  });
});

describe('a financial year', () => {
  test('runs from April to March', () => {
    expect(['2024-03-31', '2024-04-01', '2025-03-31'].map((d) => yearName(financialYearOf(day(d))))).toEqual([
      '2023–24',
      '2024–25',
      '2024–25',
    ]);
    expect(iso(firstDayOf(financialYearOf(day('2000-01-01'))))).toBe('1999-04-01');
    expect(yearName(financialYearOf(day('1999-12-31')))).toBe('1999–00');
  });
});

describe('lots', () => {
  test('are consumed first in first out, whatever their order, splitting one', () => {
    const lots = [lot('2024-05-01', 50, 10_000), lot('2023-05-01', 100, 15_000)];
    expect(takeFifo(lots, 120)).toEqual({
      sold: [lot('2023-05-01', 100, 15_000), lot('2024-05-01', 20, 4000)],
      kept: [lot('2024-05-01', 30, 6000)],
    });
  });

  test('are conserved by a sale, in quantity and to the paisa in cost', () => {
    fc.assert(
      fc.property(anyLots, fc.nat(60_000), (lots, wanted) => {
        const quantity = Math.min(wanted, quantityOf(lots));
        const { sold, kept } = takeFifo(lots, quantity);
        expect(quantityOf(sold)).toBe(quantity);
        expect(quantityOf(kept)).toBe(quantityOf(lots) - quantity);
        expect(sum([...sold, ...kept].map((l) => l.cost))).toBe(sum(lots.map((l) => l.cost)));
        expect(Math.max(...sold.map((l) => l.bought), 0)).toBeLessThanOrEqual(
          Math.min(...kept.map((l) => l.bought), Infinity),
        );
      }),
    );
  });

  test('throw if more is sold than is held', () => {
    expect(() => takeFifo([lot('2024-05-01', 50, 10_000)], 51)).toThrow('cannot sell 51 of the 50 held');
  });
});

describe('the gains of a sale', () => {
  test('are computed by lot, with term, rate and selling expenses', () => {
    // 100 of ₹150 held since May 2023, 20 of ₹200 since May 2024; sold at ₹250 in January 2025 for ₹120 of expenses.
    const lots = [lot('2023-05-01', 100, 15_000), lot('2024-05-01', 50, 10_000)];
    const sale = { holding: 'INE', quantity: 120, price: 250, day: day('2025-01-15'), expenses: 12_000 };
    const { gains } = realise(sale, lots);
    expect(gains.map((g) => [g.term, g.rate, g.proceeds, g.cost, g.amount])).toEqual([
      ['long', 0.125, 2_490_000, 1_500_000, 990_000],
      ['short', 0.2, 498_000, 400_000, 98_000],
    ]);
  });

  test('have proceeds and expenses that sum to those of the sale, to the paisa', () => {
    const price = fc.integer({ min: 1, max: 1e9 }).map((n) => n / 1e4);
    fc.assert(
      fc.property(anyLots, price, fc.nat(1e7), (lots, price, expenses) => {
        const quantity = quantityOf(lots);
        const { gains, kept } = realise(
          { holding: 'x', quantity, price, day: day('2025-01-15'), expenses },
          lots,
        );
        expect(kept).toEqual([]);
        expect(
          Math.abs(sum(gains.map((g) => g.proceeds)) - (quantity * price * 100 - expenses)),
        ).toBeLessThan(0.51);
        expect(sum(gains.map((g) => g.cost))).toBe(sum(lots.map((l) => l.cost)));
      }),
    );
  });
});

describe('a lot bought by 31 January 2018', () => {
  // Worked examples from the CBDT's FAQ of 4 February 2018: cost ₹100, price of the day ₹200, sold at 250, 150, 50;
  // and cost ₹100, price of the day ₹50, sold at 150.
  test.each([
    [200, 250, 200],
    [200, 150, 150],
    [200, 50, 100],
    [50, 150, 100],
  ])('with a price of ₹ %d that day, sold at ₹ %d, has the cost ₹ %d', (price, sold, cost) => {
    const held = lot('2017-01-01', 1, 100, price);
    expect(taxableCost(held, day('2018-04-01'), sold * 100)).toBe(cost * 100);
  });

  test('keeps its actual cost before April 2018, if bought a day later, or if no price is known', () => {
    expect(taxableCost(lot('2017-01-01', 1, 100, 200), day('2018-03-31'), 25_000)).toBe(10_000);
    expect(taxableCost(lot('2018-02-01', 1, 100, 200), day('2020-01-01'), 25_000)).toBe(10_000);
    expect(taxableCost(lot('2017-01-01', 1, 100, null), day('2020-01-01'), 25_000)).toBe(10_000);
  });
});

describe('the gain on a lot sold near a boundary of the law', () => {
  /** Written from the Act by calendar dates alone: s. 2(42A), 55(2)(ac), 111A, 112A and 10(38) as they were in force. */
  function byTheAct(bought: string, sold: string, money: { cost: number; gross: number; of2018: number }) {
    const [year, rest] = [Number(bought.slice(0, 4)), bought.slice(4)];
    const anniversary = rest === '-02-29' ? `${year + 1}-02-28` : `${year + 1}${rest}`;
    const isLong = sold > anniversary;
    const exemptUntil2018 = isLong && bought <= '2018-01-31' && sold >= '2018-04-01';
    const cost = exemptUntil2018 ? Math.max(money.cost, Math.min(money.of2018, money.gross)) : money.cost;
    const isOfJuly2024 = sold >= '2024-07-23';
    const longRate = sold < '2018-04-01' ? null : isOfJuly2024 ? 0.125 : 0.1;
    return {
      term: isLong ? 'long' : 'short',
      rate: isLong ? longRate : isOfJuly2024 ? 0.2 : 0.15,
      amount: money.gross - cost,
    };
  }
  const near = (dates: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...dates), fc.integer({ min: -2, max: 2 }))
      .map(([on, days]) => addDays(day(on), days));
  const paise = fc.integer({ min: 1, max: 1e12 });

  test('has the term, rate and amount of the Act, to the paisa', () => {
    const days = fc.tuple(
      near([
        '2016-02-29',
        '2017-01-31',
        '2017-04-01',
        '2018-01-31',
        '2020-02-29',
        '2023-07-23',
        '2024-02-29',
      ]),
      near([
        '2017-02-28',
        '2018-01-31',
        '2018-04-01',
        '2019-01-31',
        '2021-02-28',
        '2024-07-23',
        '2025-02-28',
      ]),
    );
    fc.assert(
      fc.property(days, paise, paise, paise, ([bought, sold], cost, gross, of2018) => {
        fc.pre(bought <= sold);
        const made = gainOf('x', { bought, quantity: 1, cost, priceOf2018: of2018 / 100 }, sold, {
          gross,
          expenses: 0,
        });
        expect(made).toMatchObject(byTheAct(iso(bought), iso(sold), { cost, gross, of2018 }));
      }),
      { numRuns: 400 },
    );
  });
});

describe('rates', () => {
  test('on long-term gains are null until March 2018, and not covered before transaction tax existed', () => {
    expect(gainRate('long', day('2018-03-31'))).toBeNull();
    expect(gainRate('long', day('2018-04-01'))).toBe(0.1);
    expect(() => gainRate('short', day('2004-09-30'))).toThrow(UserError);
  });
});

describeReference('known answers of rates', () => {
  test('tax.rates.by-date', () => {
    const { input, expected } = knownAnswer<{ sale_dates: string[] }, number[][]>('tax.rates.by-date');
    expect(input.sale_dates.map((d) => [gainRate('short', day(d)), gainRate('long', day(d))])).toEqual(
      expected,
    );
  });
});
