import fc from 'fast-check';
import { chooseCategories } from '../../../allocations/fund-plan/categories.ts';
import { exitLoadOf } from '../../../allocations/fund-plan/exit-load.ts';
import { fundWeights, type WeighedFund } from '../../../allocations/fund-plan/fund-weights.ts';
import { otherFundRate } from '../../../allocations/fund-plan/other-fund-gain.ts';
import { attributePlan } from '../../../allocations/fund-plan/plan-attribution.ts';
import { planOrders } from '../../../allocations/fund-plan/plan-orders.ts';
import { ASSET_CLASSES } from '../../../allocations/profile/asset-classes.ts';
import { readClient } from '../../../allocations/profile/client-file.ts';
import { clientTemplate } from '../../../allocations/profile/client-template.ts';
import { DEFAULT_PROFILE_RULES } from '../../../allocations/profile/rules.ts';
import { day } from '../../../src/market/day.ts';

const chosen = (...request: Parameters<typeof chooseCategories>): string[] =>
  chooseCategories(...request)
    .filter((c) => c.chosen)
    .map((c) => c.category);

describe('categories', () => {
  it('of a conservative profile are index, large cap, accrual, gold and liquid', () => {
    expect(chosen('conservative', 'bullish', 1)).toEqual([
      'index',
      'large-cap',
      'short-duration',
      'banking-and-psu',
      'corporate-bond',
      'gold-etf',
      'liquid',
    ]);
  });

  it('widen with the profile, lose mid and small caps in a bear market, and add duration when yields support it', () => {
    expect(chosen('aggressive', 'bullish', 0.4)).toEqual(
      expect.arrayContaining(['small-cap', 'mid-cap', 'value', 'gilt']),
    );
    expect(chosen('aggressive', 'bearish', 0.4)).not.toEqual(expect.arrayContaining(['small-cap']));
    expect(chosen('balanced', 'bullish', 0.32)).not.toContain('gilt');
    expect(chosen('balanced', 'bullish', null)).not.toContain('gilt');
  });
});

it.each([
  ['Nil', { percent: 0, days: 0 }],
  ['1% if redeemed within 365 days', { percent: 1, days: 365 }],
  ['0.5 % for redemption within 3 months', { percent: 0.5, days: 90 }],
  ['1 % within 1 year', { percent: 1, days: 365 }],
  ['10 % of units free, 1 % for the rest within 1 year', null],
  [null, null],
])('the exit load %p is %p', (text, load) => {
  expect(exitLoadOf(text)).toEqual(load);
});

it('a debt fund bought before April 2023 is long-term after three years, one bought later never', () => {
  expect(otherFundRate(day('2020-01-01'), day('2023-06-01'), 0.3)).toBe(0.2);
  expect(otherFundRate(day('2021-01-01'), day('2023-06-01'), 0.3)).toBe(0.3);
  expect(otherFundRate(day('2022-01-01'), day('2024-08-01'), 0.3)).toBe(0.125);
  expect(otherFundRate(day('2023-04-01'), day('2030-01-01'), 0.3)).toBe(0.3);
});

const wave = (scale: number, shift: number): Float64Array =>
  Float64Array.from({ length: 36 }, (_, i) => 0.008 + scale * Math.sin(i * 1.7 + shift));

describe('weights', () => {
  const fund = (
    code: string,
    assetClass: WeighedFund['class'],
    category: string,
    scale: number,
    cap = 1,
  ): WeighedFund => ({
    code,
    class: assetClass,
    category,
    cap,
    returns: wave(scale, Number(code)),
  });
  const target = { equity: 0.56, debt: 0.29, gold: 0.1, cash: 0.05 };

  it('fill the classes within the maximum of a fund and a category', async () => {
    const funds = [
      fund('1', 'equity', 'large-cap', 0.05),
      fund('2', 'equity', 'large-cap', 0.06),
      fund('3', 'equity', 'mid-cap', 0.07, 0.15),
      fund('4', 'debt', 'short-duration', 0.005),
      fund('5', 'debt', 'corporate-bond', 0.006),
      fund('6', 'gold', 'gold-etf', 0.03),
      fund('7', 'cash', 'liquid', 0.001),
    ];
    const found = await fundWeights(funds, target, DEFAULT_PROFILE_RULES);
    for (const c of ASSET_CLASSES)
      expect(
        funds.filter((f) => f.class === c).reduce((sum, f) => sum + found.weights[f.code]!, 0),
      ).toBeCloseTo(target[c], 8);
    expect(Math.max(...Object.values(found.weights))).toBeLessThanOrEqual(0.25 + 1e-9);
    expect(found.weights['3']).toBeLessThanOrEqual(0.15 + 1e-9);
    expect([found.unfilled, found.problems]).toEqual([{ equity: 0, debt: 0, gold: 0, cash: 0 }, []]);
  });

  it('of too few funds leave the rest in cash and say so', async () => {
    const found = await fundWeights(
      [fund('1', 'equity', 'large-cap', 0.05), fund('2', 'equity', 'large-cap', 0.06)],
      target,
      DEFAULT_PROFILE_RULES,
    );
    expect(found.weights['1']! + found.weights['2']!).toBeCloseTo(0.5, 9);
    expect(found.unfilled.equity).toBeCloseTo(0.06, 9);
    expect(found.problems.map((p) => p.about)).toEqual(['equity', 'debt', 'gold', 'cash']);
  });
});

describe('orders', () => {
  const client = readClient(
    clientTemplate().replace(
      'holdings: []',
      'holdings:\n  - scheme: 100001\n    lots:\n      - { bought: 2021-06-01, units: 1000, cost: 100000 }\n      - { bought: 2015-06-01, units: 1000, cost: 50000 }',
    ),
  );
  const situation = {
    asOf: day('2021-12-31'),
    realised: [],
    broughtForward: [],
    rules: { surcharge: 0, cess: null },
  };
  const fund = { isEquity: true, exitLoad: { percent: 1, days: 365 }, aum: 1000 } as const;
  const orders = planOrders(
    [
      { ...fund, code: '100001', name: 'Old', nav: 200, weight: 0 },
      { ...fund, code: '100002', name: 'New', nav: 50, weight: 0.5 },
      { ...fund, code: '100003', name: 'Small', nav: 50, weight: 0.001 },
    ],
    client,
    600_000,
    5000,
    day('2021-12-31'),
    situation,
  );

  it('sell first in, first out, with exit load on the young lot only and tax by lot', () => {
    const [sale] = orders.orders;
    expect(sale).toMatchObject({
      side: 'sell',
      units: 2000,
      amount: 400_000,
      exitLoad: 2000,
      reason: 'not part of the plan',
    });
    // 4,00,000 less load of 2,000 less cost of 1,50,000.
    expect(sale!.gain).toBeCloseTo(248_000, 2);
    expect(orders.exitLoads).toBe(2000);
    // Short-term 99,000 at 15 %; long-term 1,49,000 less the exemption of 1,00,000 at 10 %; cess of 4 %. The load is spread by units.
    expect(orders.tax).toBeCloseTo((99_000 * 0.15 + 49_000 * 0.1) * 1.04, 0);
  });

  it('buy the target weight of the whole, and leave out what is below the minimum', () => {
    expect(orders.total).toBe(1_000_000);
    expect(orders.orders[1]).toMatchObject({ side: 'buy', amount: 500_000, reason: 'new' });
    expect(orders.orders[1]!.units).toBeCloseTo(500_000 / 1.00005 / 50, 0);
    expect(orders.orders[1]!.shareOfFund).toBeCloseTo(500_000 / 1e10, 12);
    expect(orders.orders[2]).toMatchObject({ side: 'keep', amount: 0 });
    expect(orders.cash).toBe(500_000);
  });
});

it('the parts of an attribution add up to the difference from Treasury bills, to 1e-12', () => {
  const returns = (n: number) =>
    fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: n, maxLength: n });
  fc.assert(
    fc.property(fc.array(returns(12), { minLength: 10, maxLength: 10 }), returns(12), (lists, costs) => {
      const classes = Object.fromEntries(ASSET_CLASSES.map((c, i) => [c, lists[i]!])) as never;
      const weights = { equity: 0.6, debt: 0.25, gold: 0.1, cash: 0.05 };
      const found = attributePlan({
        centre: { equity: 0.5, debt: 0.35, gold: 0.1, cash: 0.05 },
        classes,
        benchmark: lists[4]!.map((r) => Math.abs(r) / 50),
        funds: ASSET_CLASSES.map((c, i) => ({
          class: c,
          weight: weights[c],
          returns: lists[5 + i]!,
          category: lists[9]!,
        })),
        costs: costs.map((c) => Math.abs(c) / 100),
      });
      const { strategic, tactical, category, selection, portfolio, benchmark } = found;
      const sum = strategic + tactical + category + selection + found.costs;
      expect(Math.abs(sum - (portfolio - benchmark))).toBeLessThan(1e-12 * Math.max(1, Math.abs(portfolio)));
    }),
    { numRuns: 50 },
  );
});
