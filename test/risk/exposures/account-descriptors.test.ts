import fc from 'fast-check';
import { day, type Day } from '../../../src/market/day.ts';
import {
  earningsPerShare,
  lastTwoYears,
  latest,
  NO_ACCOUNTS,
  netIncome,
  trailing,
  withStatement,
  type Accounts,
  type KnownStatement,
} from '../../../src/market/stocks/companies/accounts.ts';
import {
  advanceAccounts,
  expireAccounts,
  newAccountsState,
} from '../../../src/risk/exposures/accounts-state.ts';
import type { DailySlice, Issuer, Statement } from '../../../src/market/stocks/daily-slice.ts';
import { DESCRIPTORS } from '../../../src/risk/exposures/descriptors/styles.ts';
import { DEFAULT_EXPOSURE_RULES } from '../../../src/risk/exposures/exposure-rules.ts';
import { INDUSTRIES, type Industry } from '../../../src/risk/factors.ts';
import { advancePriceState, newPriceState } from '../../../src/market/stocks/prices/price-state.ts';
import '../../property-seed.ts';

const rules = DEFAULT_EXPOSURE_RULES;

function statement(periodEnd: string, figures: Partial<KnownStatement> = {}): KnownStatement {
  return {
    issuer: 0,
    period: 'year',
    periodEnd: day(periodEnd),
    knownOn: (day(periodEnd) + 60) as Day,
    delayAssumed: false,
    sales: null,
    costOfGoods: null,
    netIncome: null,
    depreciation: null,
    deferredTax: null,
    dividends: null,
    totalAssets: null,
    bookEquity: null,
    preferred: null,
    longTermDebt: null,
    shortTermDebt: null,
    shares: null,
    commonShares: null,
    ...figures,
  };
}

const accountsOf = (statements: readonly KnownStatement[]): Accounts =>
  statements.reduce(withStatement, NO_ACCOUNTS);

/** The accounting figure of the descriptor of that name. */
function figure(name: string, statements: readonly KnownStatement[]): number {
  const found = DESCRIPTORS.find((d) => d.descriptor.name === name)?.descriptor;
  if (found === undefined || found.kind === 'market') throw new Error(`no account descriptor ${name}`);
  return found.figure(accountsOf(statements), rules);
}

/** Year ends of March, the last in 2020, with one figure each. */
const years = (key: keyof KnownStatement, values: readonly (number | null)[]): KnownStatement[] =>
  values.map((value, i) => statement(`${2021 - values.length + i}-03-31`, { [key]: value }));

describe('descriptors of accounts, computed by hand', () => {
  test('retention: 1 − (1 + 2 + 3) / (10 + 10 + 10) = 0.8', () => {
    const paid = [1, 2, 3].map((dividends, i) =>
      statement(`${2018 + i}-03-31`, { dividends, netIncome: 10 }),
    );
    expect(figure('retention', paid)).toBeCloseTo(0.8, 12);
    expect(
      figure(
        'retention',
        paid.map((s) => ({ ...s, netIncome: -10 })),
      ),
    ).toBeNaN();
    expect(figure('retention', paid.slice(1))).toBeNaN();
  });

  test('change in capital: from 100 + 50 to 150 + 40 + 10 preferred is 50 / 200 = 0.25', () => {
    const capital = [
      statement('2018-03-31', { bookEquity: 100, longTermDebt: 50 }),
      statement('2019-03-31', { bookEquity: 120, longTermDebt: 50 }),
      statement('2020-03-31', { bookEquity: 150, longTermDebt: 40, preferred: 10 }),
    ];
    expect(figure('change-in-capital', capital)).toBeCloseTo(0.25, 12);
  });

  test('asset growth: 100, 110, 120, 130, 140 is 10 a year on 120 on average', () => {
    // Years end 365 or 366 days apart, which is not quite a year each.
    expect(figure('asset-growth', years('totalAssets', [100, 110, 120, 130, 140]))).toBeCloseTo(10 / 120, 4);
    expect(figure('asset-growth', years('totalAssets', [null, null, null, 130, 140]))).toBeNaN();
  });

  test('only the last five years count', () => {
    const five = years('totalAssets', [100, 110, 120, 130, 140]);
    expect(figure('asset-growth', [statement('2015-03-31', { totalAssets: 9999 }), ...five])).toBe(
      figure('asset-growth', five),
    );
  });

  test('a shrinking loss is growth: −3, −2, −1 is +1 a year on 2', () => {
    const losses = years('netIncome', [-3, -2, -1]).map((s) => ({ ...s, commonShares: 1 }));
    expect(figure('eps-growth', losses)).toBeCloseTo(0.5, 3);
  });

  test('change of earnings per share: from 4 to 6 is 2 over 5', () => {
    const eps = years('netIncome', [40, 60]).map((s) => ({ ...s, commonShares: 10 }));
    expect(figure('eps-change', eps)).toBeCloseTo(0.4, 12);
  });

  test('leverage: equity 100, long-term debt 50, short-term 30, assets 400', () => {
    const s = [
      statement('2020-03-31', { bookEquity: 100, longTermDebt: 50, shortTermDebt: 30, totalAssets: 400 }),
    ];
    expect(figure('market-leverage', s)).toBe(50);
    expect(figure('book-leverage', s)).toBeCloseTo(1.5, 12);
    expect(figure('debt-to-assets', s)).toBeCloseTo(0.2, 12);
    expect(figure('book-leverage', [{ ...s[0]!, bookEquity: -1 }])).toBeNaN();
  });

  test('variation of 2, 4, 6: deviation 2 over mean 4; with depreciation of 4 each, 2 over 8', () => {
    const earned = years('netIncome', [2, 4, 6]).map((s) => ({ ...s, depreciation: 4 }));
    expect(figure('variation-of-earnings', earned)).toBeCloseTo(0.5, 12);
    expect(figure('variation-of-cash-flow', earned)).toBeCloseTo(0.25, 12);
  });

  test('profitability: sales 200, costs 120, earnings 20 on assets 400', () => {
    const s = [statement('2020-03-31', { sales: 200, costOfGoods: 120, netIncome: 20, totalAssets: 400 })];
    expect(figure('asset-turnover', s)).toBeCloseTo(0.5, 12);
    expect(figure('gross-profitability', s)).toBeCloseTo(0.2, 12);
    expect(figure('gross-margin', s)).toBeCloseTo(0.4, 12);
    expect(figure('return-on-assets', s)).toBeCloseTo(0.05, 12);
  });
});

describe('accounts', () => {
  const quarterEnds = [
    '2018-06-30',
    '2018-09-30',
    '2018-12-31',
    '2019-03-31',
    '2019-06-30',
    '2019-09-30',
    '2019-12-31',
    '2020-03-31',
  ];
  const quarters = quarterEnds.map((end, i) =>
    statement(end, { period: 'quarter', netIncome: i + 1, commonShares: 2 }),
  );

  test('of four consecutive quarters make the trailing year; otherwise the last year does', () => {
    const year = statement('2019-03-31', { netIncome: 100 });
    expect(trailing(accountsOf([year, ...quarters]), netIncome)).toBe(5 + 6 + 7 + 8);
    const gap = quarters.filter((_, i) => i !== 6);
    expect(trailing(accountsOf([year, ...gap]), netIncome)).toBe(100);
    expect(trailing(accountsOf(gap), netIncome)).toBeNaN();
  });

  test('of a year that is newer than the quarters take precedence', () => {
    const year = statement('2021-03-31', { netIncome: 100 });
    expect(trailing(accountsOf([year, ...quarters]), netIncome)).toBe(100);
  });

  test('of two years are compared on the same basis', () => {
    expect(lastTwoYears(accountsOf(quarters), earningsPerShare)).toEqual({ before: 5, now: 13 });
    expect(lastTwoYears(accountsOf(quarters.slice(1)), earningsPerShare)).toBeNull();
  });

  test('are sorted by period whatever their order of arrival, and limited to the newest eight quarters', () => {
    const heard = fc.record({ quarter: fc.integer({ min: 0, max: 14 }), netIncome: fc.integer() });
    const bySorting = (list: readonly KnownStatement[], s: KnownStatement): readonly KnownStatement[] =>
      [...list.filter((t) => t.periodEnd !== s.periodEnd), s]
        .sort((t, u) => t.periodEnd - u.periodEnd)
        .slice(-8);
    fc.assert(
      fc.property(fc.array(heard, { maxLength: 30 }), (all) => {
        const statements = all.map(({ quarter, netIncome }) => ({
          ...statement('2015-03-31', { period: 'quarter', netIncome }),
          periodEnd: (day('2015-03-31') + 91 * quarter) as Day,
        }));
        expect(accountsOf(statements).quarters).toEqual(statements.reduce(bySorting, []));
      }),
    );
  });

  test('that are restated replace the original ones', () => {
    const first = statement('2020-03-31', { bookEquity: 10 });
    expect(latest(accountsOf([first, { ...first, bookEquity: 12 }]), (s) => s.bookEquity)).toBe(12);
  });
});

describe('the state of accounts', () => {
  const issuer = (industry: Industry): Issuer => ({
    isin: 'INE000000001',
    symbol: 'A',
    name: 'A',
    industry: INDUSTRIES.indexOf(industry),
    listedOn: null,
  });
  const slice = (iso: string, statements: readonly Statement[], adjustment = 1): DailySlice => ({
    day: day(iso),
    close: Float64Array.of(100),
    high: Float64Array.of(NaN),
    low: Float64Array.of(NaN),
    volume: Float64Array.of(1),
    tradedValue: Float64Array.of(100),
    adjustment: Float64Array.of(adjustment),
    dividend: Float64Array.of(0),
    sharesOutstanding: Float64Array.of(1),
    statements,
  });
  const read = (slices: readonly DailySlice[], name: string, industry: Industry = 'CHEMICALS'): number => {
    const prices = newPriceState(1);
    const record = newAccountsState(1);
    for (const s of slices) {
      advancePriceState(prices, s, [issuer(industry)], 5);
      advanceAccounts(record, s, prices, [issuer(industry)], rules);
    }
    return record.figures[DESCRIPTORS.findIndex((d) => d.descriptor.name === name)]![0]!;
  };

  test('adjusts earnings per share for a split: the same profit on five times the shares is not a change', () => {
    const before = statement('2019-03-31', { netIncome: 40, shares: 10 });
    const after = statement('2020-03-31', { netIncome: 40, shares: 50 });
    const split = [slice('2019-06-03', [before]), slice('2019-10-01', [], 0.2), slice('2020-06-01', [after])];
    expect(read(split, 'eps-change')).toBeCloseTo(0, 12);
    // Without the split the same accounts imply dilution: earnings per share fall from 4 to 0.8.
    const diluted = split.map((s) => ({ ...s, adjustment: Float64Array.of(1) }));
    expect(read(diluted, 'eps-change')).toBeCloseTo((0.8 - 4) / 2.4, 12);
  });

  test('reads the share count as of the period end, even if a split precedes the filing', () => {
    const before = statement('2019-03-31', { netIncome: 40, shares: 10 });
    const after = statement('2020-03-31', { netIncome: 40, shares: 10 });
    const split = [slice('2019-06-03', [before]), slice('2020-04-15', [], 0.2), slice('2020-06-01', [after])];
    expect(read(split, 'eps-change')).toBeCloseTo(0, 12);
  });

  test('has the figures of every descriptor, whichever statement came last', () => {
    const money = fc.option(fc.integer({ min: -9, max: 99 }));
    const figures = fc.record({
      sales: money,
      costOfGoods: money,
      netIncome: money,
      depreciation: money,
      dividends: money,
      totalAssets: money,
      bookEquity: money,
      longTermDebt: money,
      shares: money,
    });
    const heard = fc.tuple(fc.constantFrom('year', 'quarter'), fc.integer({ min: 0, max: 12 }), figures);
    fc.assert(
      fc.property(fc.array(heard, { maxLength: 40 }), (all) => {
        const record = newAccountsState(1);
        const prices = newPriceState(1);
        for (const [period, time, items] of all) {
          const s = { ...statement('2015-03-31', { ...items, period }) };
          const periodEnd = (day('2015-03-31') + (period === 'year' ? 365 : 91) * time) as Day;
          const known = slice('2029-06-01', [{ ...s, periodEnd, knownOn: periodEnd }]);
          advanceAccounts(record, known, prices, [issuer('CHEMICALS')], rules);
          for (const [d, { descriptor }] of DESCRIPTORS.entries()) {
            if (descriptor.kind === 'market') continue;
            const figure = descriptor.figure(record.accounts[0]!, rules);
            expect(record.figures[d]![0]).toBe(Number.isFinite(figure) ? figure : NaN);
          }
        }
      }),
    );
  });

  test('has the return on assets of a bank, but neither leverage nor gross profit', () => {
    const s = statement('2020-03-31', {
      sales: 200,
      costOfGoods: 120,
      netIncome: 4,
      totalAssets: 400,
      bookEquity: 40,
      longTermDebt: 50,
    });
    const known = [slice('2020-06-01', [s])];
    for (const name of [
      'book-leverage',
      'market-leverage',
      'debt-to-assets',
      'gross-margin',
      'gross-profitability',
    ]) {
      expect(read(known, name, 'BANKS')).toBeNaN();
      expect(read(known, name)).not.toBeNaN();
    }
    expect(read(known, 'return-on-assets', 'BANKS')).toBeCloseTo(0.01, 12);
  });

  test('drops accounts two years after the end of the last period', () => {
    const prices = newPriceState(1);
    const record = newAccountsState(1);
    const book = record.figures[DESCRIPTORS.findIndex((d) => d.descriptor.name === 'book-to-price')]!;
    const first = slice('2020-06-01', [statement('2020-03-31', { bookEquity: 40 })]);
    advancePriceState(prices, first, [issuer('CHEMICALS')], 5);
    advanceAccounts(record, first, prices, [issuer('CHEMICALS')], rules);
    expireAccounts(record, day('2022-03-31'), rules);
    expect(book[0]).toBe(40);
    expireAccounts(record, day('2022-04-01'), rules);
    expect(book[0]).toBeNaN();
  });
});
