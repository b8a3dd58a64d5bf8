import fc from 'fast-check';
import { type FinancialYear, financialYearOf } from '../../../allocations/tax/financial-year.ts';
import type { Gain } from '../../../allocations/tax/gain.ts';
import { type CarriedLoss, setOff } from '../../../allocations/tax/set-off.ts';
import { switchTax } from '../../../allocations/tax/switch-tax.ts';
import { DEFAULT_TAX_RULES } from '../../../allocations/tax/tax-rules.ts';
import { worthwhileDeferrals } from '../../../allocations/tax/long-term-deferral.ts';
import { yearTax } from '../../../allocations/tax/year-tax.ts';
import { day, iso } from '../../../src/market/day.ts';
import { describeReference } from '../../reference.ts';
import { knownAnswer } from '../known-answers.ts';
import { anyGains, gain, NO_OTHER_GAINS } from './lots.fixture.ts';

const PLAIN = { surcharge: 0, cess: 0 };
/** A day on which the whole law of 2024–25 was known. */
const LATE = day('2025-03-31');
const Y2024 = financialYearOf(day('2024-10-01'));
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);
const carried = (year: number, term: CarriedLoss['term'], rupees: number): CarriedLoss => ({
  year: year as FinancialYear,
  term,
  paise: rupees * 100,
});
const taxed = (gains: readonly Gain[], losses: readonly CarriedLoss[] = []) =>
  yearTax(Y2024, gains, losses, PLAIN, LATE);

/** Losses brought forward from 2014 to 2023, some of them too old for 2024–25. */
const anyCarried = fc.array(
  fc.record({
    year: fc.integer({ min: 2014, max: 2023 }).map((y) => y as FinancialYear),
    term: fc.constantFrom('short' as const, 'long' as const),
    paise: fc.integer({ min: 1, max: 1e8 }),
  }),
  { maxLength: 5 },
);

describe('the tax of a financial year', () => {
  test('applies the exemption once, to the gains taxed highest', () => {
    // 2024–25 has two rates under one limit: ₹ 1 lakh at 10 % and ₹ 2 lakh at 12.5 %, of which 1.25 lakh are exempt.
    const year = taxed([
      gain('2022-01-01', '2024-05-01', 100_000),
      gain('2022-01-01', '2024-09-01', 200_000),
    ]);
    expect(year.lines.map((l) => [l.rate, l.exempt / 100, l.tax / 100])).toEqual([
      [0.125, 125_000, 9375],
      [0.1, 0, 10_000],
    ]);
  });

  test('adds surcharge on tax and cess on both', () => {
    const levies = { surcharge: 0.15, cess: 0.04 };
    const year = yearTax(Y2024, [gain('2024-04-01', '2024-09-01', 100_000)], [], levies, LATE);
    // ₹ 20,000, 3,000 and 4 % of 23,000.
    expect([year.surcharge, year.cess, year.paise]).toEqual([300_000, 92_000, 2_392_000]);
  });

  test('sets off short-term losses against short-term gains first, and long-term losses against long-term gains only', () => {
    const year = taxed([
      gain('2024-04-01', '2024-09-01', 50_000),
      gain('2022-01-01', '2024-09-01', 400_000),
      gain('2024-04-01', '2024-09-02', -80_000),
      gain('2022-01-01', '2024-09-02', -60_000),
    ]);
    // Short term 50 − 50; long term 400 − 60 − 30 = 310 thousand, less the exemption of 125.
    expect(year.lines.map((l) => [l.term, l.gross / 100, l.net / 100, l.tax / 100])).toEqual([
      ['short', 50_000, 0, 0],
      ['long', 400_000, 310_000, 23_125],
    ]);
    expect(year.carried).toEqual([]);
  });

  test('carries a long-term loss past short-term gains', () => {
    const year = taxed([gain('2024-04-01', '2024-09-01', 50_000), gain('2022-01-01', '2024-09-02', -60_000)]);
    expect(year.paise).toBe(1_000_000);
    expect(year.carried).toEqual([carried(2024, 'long', 60_000)]);
  });

  test('carries a loss forward for eight years, uses the oldest first, and expires it with the eighth', () => {
    const old = [carried(2015, 'short', 10), carried(2017, 'short', 30_000), carried(2016, 'short', 15_000)];
    const year = taxed([gain('2024-04-01', '2024-09-01', 10_000)], old);
    expect(year.paise).toBe(0);
    expect(year.expired).toEqual([carried(2015, 'short', 10), carried(2016, 'short', 5000)]);
    expect(year.carried).toEqual([carried(2017, 'short', 30_000)]);
  });

  test('disregards exempt gains and losses: long-term sales before April 2018 have no effect', () => {
    const in2017 = financialYearOf(day('2017-10-01'));
    const sales = [gain('2015-01-01', '2017-10-01', 500_000), gain('2015-01-01', '2017-11-01', -900_000)];
    expect(yearTax(in2017, sales, [], PLAIN, LATE)).toMatchObject({ paise: 0, carried: [], lines: [] });
  });

  test('rejects a gain of another year', () => {
    expect(() => taxed([gain('2022-01-01', '2025-04-01', 1)])).toThrow(
      'a gain of the financial year 2025 cannot enter the tax of 2024',
    );
  });

  test('never turns a gain into a loss, and conserves losses: used, carried and expired sum to the total', () => {
    fc.assert(
      fc.property(anyGains, anyCarried, (gains, losses) => {
        const { gains: left, carried, expired } = setOff(Y2024, gains, losses);
        for (const g of left) {
          expect(g.net).toBeGreaterThanOrEqual(0);
          expect(g.net).toBeLessThanOrEqual(g.gross);
        }
        const used = sum(left.map((g) => g.gross - g.net));
        const own = sum(gains.map((g) => Math.max(0, -g.amount)));
        const paise = (list: readonly CarriedLoss[]) => sum(list.map((l) => l.paise));
        expect(used + paise(carried) + paise(expired)).toBe(own + paise(losses));
      }),
    );
  });

  test('rises with every gain and falls with every loss brought forward, within a paisa of rounding', () => {
    fc.assert(
      fc.property(
        anyGains,
        anyCarried,
        fc.nat(),
        fc.integer({ min: 1, max: 1e8 }),
        (gains, losses, at, more) => {
          const now = taxed(gains, losses).paise;
          const richer = gains.map((g, i) =>
            i === at % gains.length ? { ...g, amount: g.amount + more } : g,
          );
          expect(taxed(richer, losses).paise).toBeGreaterThanOrEqual(now - 4);
          expect(taxed(gains, [...losses, carried(2020, 'short', more / 100)]).paise).toBeLessThanOrEqual(
            now + 4,
          );
        },
      ),
    );
  });

  test('matches an independent calculation for sales after July 2024', () => {
    // Independent: two pools, netted by hand.
    const plain = (gains: readonly Gain[]): number => {
      const pool = (term: string) => {
        const of = gains.filter((g) => g.term === term).map((g) => g.amount);
        return { gain: sum(of.filter((a) => a > 0)), loss: -sum(of.filter((a) => a < 0)) };
      };
      const [short, long] = [pool('short'), pool('long')];
      const longNet = Math.max(0, long.gain - long.loss);
      const shortNet = Math.max(0, short.gain - short.loss);
      const shortLossLeft = Math.max(0, short.loss - short.gain);
      return shortNet * 0.2 + Math.max(0, longNet - shortLossLeft - 12_500_000) * 0.125;
    };
    fc.assert(
      fc.property(anyGains, (gains) => {
        const late = gains.filter((g) => g.sold >= day('2024-07-23'));
        expect(Math.abs(taxed(late).paise - plain(late))).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the tax of a switch', () => {
  test('is the incremental tax of the year, by lot, with the effect of set-off and exemption', () => {
    const situation = {
      asOf: LATE,
      realised: [gain('2022-01-01', '2024-09-01', 100_000)],
      broughtForward: [],
      rules: DEFAULT_TAX_RULES,
    };
    const sales = [gain('2022-01-01', '2024-10-01', 200_000), gain('2024-04-01', '2024-10-01', -40_000)];
    const tax = switchTax(sales, situation);
    // Alone: 25,000 and −8,000. Together with the year: (300,000 − 40,000 − 125,000) × 12.5 % = 16,875, before: 0.
    expect(tax.lots.map((l) => l.standalone / 100)).toEqual([25_000, -8000]);
    expect([tax.adjustment, tax.cess, tax.paise]).toEqual([-12_500, 67_500, 1_755_000]);
  });

  test('is the sum of its lines', () => {
    fc.assert(
      fc.property(anyGains, anyGains, anyCarried, (realised, sales, broughtForward) => {
        const rules = { surcharge: 0.1, cess: 0.04 };
        const tax = switchTax(sales, { asOf: LATE, realised, broughtForward, rules });
        expect(sum(tax.lots.map((l) => l.standalone)) + tax.adjustment + tax.surcharge + tax.cess).toBe(
          tax.paise,
        );
      }),
    );
  });
});

describe('deferring a sale until the lot is long term', () => {
  const situation = { ...NO_OTHER_GAINS, asOf: LATE, rules: PLAIN };

  test('saves the difference of rates and the exemption, with the number of days', () => {
    // ₹ 3 lakh short term at 20 %: 60,000. As long term: 1.75 lakh at 12.5 %: 21,875.
    const [waiting] = worthwhileDeferrals([gain('2024-01-15', '2025-01-06', 300_000)], situation);
    expect(waiting).toMatchObject({ days: 10, saving: 3_812_500 });
    expect(iso(waiting!.longTermFrom)).toBe('2025-01-16');
    expect(waiting!.breakEvenFall).toBeCloseTo(38_125 / 1_300_000, 12);
  });

  test('into the next year has the full exemption of that year', () => {
    const long = gain('2022-01-01', '2025-03-20', 125_000);
    const short = gain('2024-04-01', '2025-03-20', 100_000);
    const [waiting] = worthwhileDeferrals([long, short], situation);
    expect(waiting).toMatchObject({ days: 13, saving: 2_000_000 });
    // Within the year it would have cost 12.5 % of the gain, the exemption being used up.
    const early = gain('2024-03-01', '2025-02-20', 100_000);
    expect(worthwhileDeferrals([long, early], situation)[0]).toMatchObject({ days: 10, saving: 750_000 });
  });

  test('is not proposed for losses, for long-term lots, or if it saves nothing', () => {
    const loss = gain('2024-04-01', '2025-01-06', -10_000);
    expect(worthwhileDeferrals([loss, gain('2022-01-01', '2025-01-06', 10_000)], situation)).toEqual([]);
    // A gain that a short-term loss swallows costs nothing now.
    expect(worthwhileDeferrals([loss, gain('2024-04-01', '2025-01-06', 5000)], situation)).toEqual([]);
  });
});

describe('the law as known on the day of the switch', () => {
  // The budget of 23 July 2024 raised the rates from that day, and the exemption for the whole year 2024–25.
  const on = (asOf: string) => ({ ...NO_OTHER_GAINS, asOf: day(asOf), rules: PLAIN });

  test('has an exemption of ₹ 1 lakh before the budget and of ₹ 1.25 lakh after it', () => {
    expect(switchTax([gain('2022-01-01', '2024-06-28', 300_000)], on('2024-06-28')).paise).toBe(2_000_000);
    expect(switchTax([gain('2022-01-01', '2024-07-22', 300_000)], on('2024-07-22')).paise).toBe(2_000_000);
    expect(switchTax([gain('2022-01-01', '2024-07-23', 300_000)], on('2024-07-23')).paise).toBe(2_187_500);
  });

  test('taxes a sale deferred past the budget at the rates known before it', () => {
    // ₹ 3 lakh at 15 % against (3 − 1 lakh) at 10 %: 45,000 − 20,000.
    const [waiting] = worthwhileDeferrals([gain('2023-09-01', '2024-06-28', 300_000)], on('2024-06-28'));
    expect(waiting).toMatchObject({ saving: 2_500_000 });
    expect(iso(waiting!.longTermFrom)).toBe('2024-09-02');
  });

  test('includes the tax on long-term gains from the bill of 1 February 2018', () => {
    // Long term from April 2018: exempt for all that was known in January, taxed beyond ₹ 1 lakh from the bill on.
    const saving = (asOf: string) =>
      worthwhileDeferrals([gain('2017-04-10', asOf, 300_000)], on(asOf))[0]!.saving / 100;
    expect(saving('2018-01-31')).toBe(45_000);
    expect(saving('2018-02-01')).toBe(25_000);
  });
});

describeReference('known answers of tax', () => {
  test('tax.ltcg.stoxntax: taxable gain and tax', () => {
    const { input, expected } = knownAnswer<{ ltcg: number }, number[]>('tax.ltcg.stoxntax');
    const [line] = taxed([gain('2022-01-01', '2024-08-16', input.ltcg)]).lines;
    expect([(line!.net - line!.exempt) / 100, line!.tax / 100]).toEqual(expected);
  });
});
