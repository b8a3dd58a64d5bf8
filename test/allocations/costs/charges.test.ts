import fc from 'fast-check';
import { type ChargeId, chargesOf, type PlannedTrade } from '../../../allocations/costs/charges.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { impactRate } from '../../../allocations/costs/impact.ts';
import { paiseOf } from '../../../src/market/money.ts';
import { SEGMENTS } from '../../../allocations/costs/segment.ts';
import { addDays, day } from '../../../src/market/day.ts';
import { describeReference } from '../../reference.ts';
import { knownAnswer } from '../known-answers.ts';

/** Statutory charges alone: neither brokerage nor impact. */
const FREE = {
  ...DEFAULT_COST_RULES,
  brokerage: {
    'equity-delivery': 0,
    'index-future': 0,
    'index-option': 0,
    'equity-etf': 0,
    'other-etf': 0,
    'equity-fund': 0,
    'other-fund': 0,
  },
  impact: { coefficient: 0, halfSpread: 0, unknown: 0, 'index-future': 0, 'index-option': 0 },
};

const trade = (t: Partial<PlannedTrade>): PlannedTrade => ({
  segment: 'equity-delivery',
  side: 'buy',
  value: 1_000_000,
  day: day('2025-01-15'),
  liquidity: null,
  ...t,
});

const exactly = (t: Partial<PlannedTrade>, id: ChargeId): number =>
  chargesOf(trade(t), FREE).lines.find((l) => l.id === id)!.exact;
const rateOf = (t: Partial<PlannedTrade>, id: ChargeId): number =>
  chargesOf(trade(t), FREE).lines.find((l) => l.id === id)!.rate;

describe('the charges of a trade', () => {
  test('match a hand calculation for ₹ 10 lakh of stocks bought in January 2025, in paise', () => {
    // By hand: 0.1 %, 0.00297 %, ₹10 a crore twice, 0.015 %, and 18 % of 29.70 + 1.
    expect(chargesOf(trade({}), FREE).lines.map((l) => [l.id, l.paise])).toEqual([
      ['brokerage', 0],
      ['securities-transaction-tax', 100_000],
      ['exchange-charge', 2970],
      ['investor-protection', 100],
      ['sebi-fee', 100],
      ['stamp-duty', 15_000],
      ['service-tax', 553],
      ['impact', 0],
    ]);
    expect(chargesOf(trade({}), FREE).paise).toBe(118_723);
  });

  test('change on the statutory dates', () => {
    const future = (iso: string) =>
      rateOf({ segment: 'index-future', side: 'sell', day: day(iso) }, 'securities-transaction-tax');
    expect(
      ['2023-03-31', '2023-04-01', '2024-09-30', '2024-10-01', '2026-03-31', '2026-04-01'].map(future),
    ).toEqual([0.0001, 0.000125, 0.000125, 0.0002, 0.0002, 0.0005]);
    const option = (iso: string) =>
      rateOf({ segment: 'index-option', side: 'sell', day: day(iso) }, 'securities-transaction-tax');
    expect(['2024-09-30', '2024-10-01', '2026-04-01'].map(option)).toEqual([0.000625, 0.001, 0.0015]);
    expect(rateOf({ side: 'sell', day: day('2020-07-01') }, 'stamp-duty')).toBe(0);
    expect(rateOf({ side: 'buy', day: day('2020-07-01') }, 'stamp-duty')).toBe(0.00015);
  });

  test('include GST on the SEBI fee only from 18 July 2022', () => {
    const base = (iso: string) =>
      chargesOf(trade({ day: day(iso) }), FREE).lines.find((l) => l.id === 'service-tax')!.base;
    expect(base('2022-07-17')).toBeCloseTo(34.5, 9);
    expect(base('2022-07-18')).toBeCloseTo(35.5, 9);
  });

  test('match the all-in rates of 2023 and 2026 that brokers quote for exchange and investor protection fund', () => {
    // 0.00335 % from April 2023; 0.00307 %, 0.00183 % and 0.03553 % in the tariffs of 2026.
    const allIn = (t: Partial<PlannedTrade>) =>
      rateOf(t, 'exchange-charge') + rateOf(t, 'investor-protection');
    expect(allIn({ day: day('2023-04-01') })).toBeCloseTo(0.0000335, 12);
    const in2026 = SEGMENTS.map((segment) => allIn({ segment, day: day('2026-05-04') }));
    [0.0000307, 0.0000183, 0.0003553].forEach((rate, i) => expect(in2026[i]).toBeCloseTo(rate, 12));
  });

  test('are, for fund units, stamp duty on purchases and, for equity funds only, transaction tax on sales', () => {
    // ₹ 10 lakh: 0.005 % and 0.001 %; fund units trade at net asset value, so there is no impact.
    const inPaise = (t: Partial<PlannedTrade>) => chargesOf(trade(t), DEFAULT_COST_RULES).paise;
    expect(inPaise({ segment: 'equity-fund', side: 'buy' })).toBe(5000);
    expect(inPaise({ segment: 'equity-fund', side: 'sell' })).toBe(1000);
    expect(inPaise({ segment: 'other-fund', side: 'sell' })).toBe(0);
  });

  test('are, for exchange-traded funds, those of the exchange, with a transaction tax of their own', () => {
    const etf = (side: 'buy' | 'sell', segment: 'equity-etf' | 'other-etf' = 'equity-etf') =>
      Object.fromEntries(chargesOf(trade({ segment, side }), FREE).lines.map((l) => [l.id, l.paise]));
    const ofExchange = {
      'exchange-charge': 2970,
      'investor-protection': 100,
      'sebi-fee': 100,
      'service-tax': 553,
    };
    expect(etf('buy')).toMatchObject({
      ...ofExchange,
      'securities-transaction-tax': 0,
      'stamp-duty': 15_000,
    });
    // 0.001 % from the seller of an equity fund; nothing of gold.
    expect(etf('sell')).toMatchObject({
      ...ofExchange,
      'securities-transaction-tax': 1000,
      'stamp-duty': 0,
    });
    expect(etf('sell', 'other-etf')).toMatchObject({ ...ofExchange, 'securities-transaction-tax': 0 });
  });

  test('match a broker’s contract note of 13 July 2023: one share at ₹ 560, and puts with ₹ 20 of brokerage', () => {
    // zerodha/kiteconnect-mocks, virtual_contract_note.json; GST is on exchange charge and SEBI fee, not on IPFT.
    const on = day('2023-07-13');
    const share = { value: 560, day: on };
    expect(exactly(share, 'securities-transaction-tax')).toBeCloseTo(0.56, 9);
    expect(exactly(share, 'exchange-charge') + exactly(share, 'investor-protection')).toBeCloseTo(0.01876, 9);
    expect(exactly(share, 'sebi-fee')).toBeCloseTo(0.00056, 9);
    expect(exactly(share, 'service-tax')).toBeCloseTo(0.0033768, 9);
    const rules = { ...FREE, brokerage: { ...FREE.brokerage, 'index-option': 20 / 150 } };
    const puts = chargesOf(trade({ segment: 'index-option', value: 150, day: on }), rules).lines;
    const of = (id: ChargeId) => puts.find((l) => l.id === id)!.exact;
    expect(of('exchange-charge') + of('investor-protection')).toBeCloseTo(0.07575, 9);
    expect([of('sebi-fee'), of('service-tax')]).toEqual([
      expect.closeTo(0.00015, 9),
      expect.closeTo(3.613527, 9),
    ]);
  });

  test('have a line of the depository for each ISIN sold, whatever the amount, where the rule book sets one', () => {
    const rules = { ...FREE, depositoryCharge: 15.34 };
    const paid = (t: Partial<PlannedTrade>) =>
      chargesOf(trade({ isinsSold: 1, ...t }), rules).lines.find((l) => l.id === 'depository-charge')?.paise;
    expect(paid({ side: 'sell' })).toBe(1534);
    expect(paid({ side: 'sell', value: 5, segment: 'equity-etf' })).toBe(1534);
    expect(paid({ side: 'sell', isinsSold: 0 })).toBe(0);
    expect(paid({ side: 'buy' })).toBeUndefined();
    expect(chargesOf(trade({ side: 'sell', isinsSold: 1 }), FREE).lines.map((l) => l.id)).not.toContain(
      'depository-charge',
    );
  });

  test('throw for a day before the tables begin, naming table, day and remedy', () => {
    expect(() => chargesOf(trade({ day: day('2009-09-30') }), FREE)).toThrow(
      'NSE transaction charge on equity: does not cover 30 Sep 2009; it covers dates from 01 Oct 2009. Choose a date in that range, or add a row with its source.',
    );
  });

  test('are additive: the total is the sum of its lines, and two trades cost as much as one of their combined value, before rounding', () => {
    const any = fc.record({
      segment: fc.constantFrom(...SEGMENTS),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      day: fc.integer({ min: 0, max: 6000 }).map((n) => addDays(day('2009-10-01'), n)),
    });
    const value = fc.double({ min: 0, max: 1e11, noNaN: true });
    fc.assert(
      fc.property(any, value, value, (t, a, b) => {
        const [one, other, both] = [a, b, a + b].map((v) =>
          chargesOf(trade({ ...t, value: v }), DEFAULT_COST_RULES),
        );
        expect(both!.paise).toBe(both!.lines.reduce((sum, l) => sum + l.paise, 0));
        both!.lines.forEach((l, i) => {
          expect(l.exact).toBeCloseTo(one!.lines[i]!.exact + other!.lines[i]!.exact, 3);
          expect(Math.abs(l.paise - 100 * l.exact)).toBeLessThanOrEqual(0.5 + 1e-4);
        });
      }),
    );
  });
});

describe('impact', () => {
  test('is half the spread and Y·σ·√(trade ÷ traded value)', () => {
    // ₹ 1 crore into ₹ 100 crore a day at 2 % a day: 0.02 × √0.01 = 20 basis points, and 2 of spread.
    const liquidity = { tradedValue: 1e9, dailyVolatility: 0.02 };
    expect(impactRate(1e7, liquidity, DEFAULT_COST_RULES.impact)).toBeCloseTo(0.0022, 12);
    expect(impactRate(4e7, liquidity, DEFAULT_COST_RULES.impact)).toBeCloseTo(0.0042, 12);
  });

  test('is the rule book’s flat rate if traded value is not known, and rejects zero traded value', () => {
    expect(impactRate(1e7, null, DEFAULT_COST_RULES.impact)).toBe(0.001);
    expect(() =>
      impactRate(1e7, { tradedValue: 0, dailyVolatility: 0.02 }, DEFAULT_COST_RULES.impact),
    ).toThrow(RangeError);
  });
});

test('Nifty futures and options have their own impact rates, on contract value and on premium', () => {
  const impact = (segment: 'index-future' | 'index-option', value: number) =>
    chargesOf(trade({ segment, value }), DEFAULT_COST_RULES).lines.at(-1)!;
  // A lot of 75 at 25,000 is ₹ 18.75 lakh: 2.5 points of the index. Of a premium of 100 points a point.
  expect(impact('index-future', 75 * 25_000).exact).toBeCloseTo(75 * 2.5, 9);
  expect(impact('index-option', 75 * 100).exact).toBeCloseTo(75, 9);
  expect(impact('index-option', 75 * 100).source).toBe('rule book, costs.impact.index-option');
});

describe('paise', () => {
  test('round halves away from zero by decimal value, not by binary representation', () => {
    expect([1.005, -1.005, 5.526, 0.004, -0.004, 0].map(paiseOf)).toEqual([101, -101, 553, 0, 0, 0]);
    expect(() => paiseOf(1e15)).toThrow(RangeError);
    expect(() => paiseOf(NaN)).toThrow(RangeError);
  });

  test('are those of the amount written with fifteen digits, near a half and elsewhere', () => {
    const nearHalf = fc
      .tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: -40, max: 40 }))
      .map(([paise, steps]) => ((paise + 0.5) / 100) * (1 + steps * Number.EPSILON));
    const amount = fc.oneof(nearHalf, fc.double({ min: 0, max: 1e12, noNaN: true }));
    fc.assert(
      fc.property(amount, (rupees) => {
        expect(paiseOf(rupees)).toBe(Math.round(Number((rupees * 100).toPrecision(15))));
      }),
      { numRuns: 2000 },
    );
  });
});

describeReference('known answers of charges', () => {
  // The tariff behind both cases excludes the contribution to the investor protection fund.
  const total = (t: Partial<PlannedTrade>): number =>
    chargesOf(trade(t), FREE).lines.reduce((sum, l) => sum + l.exact, 0) - exactly(t, 'investor-protection');

  test.each([
    ['costs.delivery.10lakh', { segment: 'equity-delivery', value: 1e6 }],
    ['costs.futures.1crore', { segment: 'index-future', value: 1e7 }],
  ] as const)('%s: a purchase and a sale', (id, t) => {
    const { expected } = knownAnswer<unknown, number[]>(id);
    expect(total({ ...t, side: 'buy' })).toBeCloseTo(expected[0]!, 6);
    expect(total({ ...t, side: 'sell' })).toBeCloseTo(expected[1]!, 6);
  });
});
