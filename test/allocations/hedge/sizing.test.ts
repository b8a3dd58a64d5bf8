import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { premiumOf } from '../../../allocations/hedge/black-76.ts';
import { betaAfterHedge, lotsForTarget } from '../../../allocations/hedge/contract-sizing.ts';
import { daysToExpiry, niftyLot } from '../../../allocations/hedge/nifty-lot.ts';
import { rollDay } from '../../../allocations/hedge/roll.ts';
import { day, iso } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';
import { describeReference, reference } from '../../reference.ts';
import { knownAnswer } from '../known-answers.ts';

describe('lots to sell', () => {
  test('never add beta, and bring it within half a lot of target', () => {
    const size = fc.record({
      beta: fc.double({ min: -1, max: 3, noNaN: true }),
      targetBeta: fc.double({ min: 0, max: 1, noNaN: true }),
      value: fc.double({ min: 1e6, max: 1e11, noNaN: true }),
      future: fc.double({ min: 1000, max: 40_000, noNaN: true }),
      lot: fc.constantFrom(25, 50, 65, 75),
    });
    fc.assert(
      fc.property(size, (s) => {
        const lots = lotsForTarget(s);
        if (s.beta <= s.targetBeta) return expect(lots).toBe(0);
        const halfALot = (s.future * s.lot) / s.value / 2;
        expect(Math.abs(betaAfterHedge(s, lots) - s.targetBeta)).toBeLessThanOrEqual(halfALot * (1 + 1e-9));
      }),
    );
  });
});

describe('the lot size of a Nifty contract', () => {
  test('depends on its expiry', () => {
    const expiries = [
      '2014-10-30',
      '2014-12-24',
      '2015-11-26',
      '2021-07-29',
      '2024-05-30',
      '2025-02-27',
      '2026-01-27',
    ];
    expect(expiries.map((e) => niftyLot(day(e)))).toEqual([50, 25, 75, 50, 25, 75, 65]);
  });

  test('throws for an expiry that the table does not cover', () => {
    expect(() => niftyLot(day('2012-06-28'))).toThrow(UserError);
    expect(() => niftyLot(day('2027-01-26'))).toThrow(
      'lot of Nifty contracts: does not cover 26 Jan 2027; it covers 01 Jul 2012 to 31 Dec 2026.',
    );
    expect(() => daysToExpiry(day('2025-02-27'), day('2025-02-27'))).toThrow('Hedge with the next contract.');
  });
});

describe('the roll day', () => {
  test('is a number of weekdays before expiry', () => {
    expect(iso(rollDay(day('2025-01-30'), 3))).toBe('2025-01-27');
    expect(iso(rollDay(day('2025-01-28'), 3))).toBe('2025-01-23');
    expect(iso(rollDay(day('2025-01-28'), 0))).toBe('2025-01-28');
  });
});

describe('the premium of an index option', () => {
  test('matches Hull’s put on a future at 20: 1.12', () => {
    // Hull, "Options, Futures, and Other Derivatives", the example of Black's model: crude oil, four months, 9 %, 25 %.
    const option = { future: 20, strike: 20, years: 4 / 12, volatility: 0.25, interest: 0.09 };
    expect(premiumOf({ kind: 'put', ...option })).toBeCloseTo(1.12, 2);
  });

  const any = fc.record({
    future: fc.double({ min: 5000, max: 30_000, noNaN: true }),
    strike: fc.double({ min: 5000, max: 30_000, noNaN: true }),
    years: fc.double({ min: 0.003, max: 1, noNaN: true }),
    volatility: fc.double({ min: 0.05, max: 1, noNaN: true }),
    interest: fc.double({ min: 0, max: 0.1, noNaN: true }),
  });

  test('satisfies put–call parity', () => {
    fc.assert(
      fc.property(any, (o) => {
        const parity = Math.exp(-o.interest * o.years) * (o.future - o.strike);
        expect(premiumOf({ kind: 'call', ...o }) - premiumOf({ kind: 'put', ...o })).toBeCloseTo(parity, 6);
      }),
    );
  });

  test('is the mean payoff under the lognormal distribution, by a sum over quantiles', () => {
    const o = { future: 20_000, strike: 19_000, years: 0.1, volatility: 0.2, interest: 0.06 };
    // Independent: midpoints of a fine grid of standard normal values.
    const spread = o.volatility * Math.sqrt(o.years);
    const step = 0.001;
    let sum = 0;
    for (let z = -8 + step / 2; z < 8; z += step) {
      const level = o.future * Math.exp(spread * z - spread ** 2 / 2);
      sum += (Math.max(0, o.strike - level) * Math.exp((-z * z) / 2) * step) / Math.sqrt(2 * Math.PI);
    }
    expect(premiumOf({ kind: 'put', ...o })).toBeCloseTo(sum * Math.exp(-o.interest * o.years), 3);
  });

  test('rejects invalid contracts', () => {
    expect(() =>
      premiumOf({ kind: 'put', future: 0, strike: 1, years: 1, volatility: 0.1, interest: 0 }),
    ).toThrow(RangeError);
  });
});

describeReference('known answers of hedges', () => {
  test('hedge.hull.index-futures: to zero beta, and to half', () => {
    const { input, expected } = knownAnswer<
      { V: number; F: number; multiplier: number; beta: number },
      number[]
    >('hedge.hull.index-futures');
    const { V: value, F: future, multiplier: lot, beta } = input;
    expect([0, 0.75].map((targetBeta) => lotsForTarget({ beta, targetBeta, value, future, lot }))).toEqual(
      expected,
    );
  });

  test('the lot size of every Nifty contract of 2012 to 2022 matches the one implied by traded value on its last days', () => {
    const rows = gunzipSync(readFileSync(reference('data', 'futures', 'bhav_index_futures.csv.gz')))
      .toString('utf8')
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
      .filter((cells) => cells[1] === 'NIFTY' && cells[8] !== '');
    const last = new Map(rows.map((cells) => [cells[2]!, Number(cells[8])]));
    expect(last.size).toBeGreaterThan(110);
    const wrong = [...last].filter(([expiry, implied]) => {
      const known = niftyLot(day(isoOf(expiry)));
      return Math.abs(implied / known - 1) > 0.03;
    });
    expect(wrong).toEqual([]);
  });
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function isoOf(bhav: string): string {
  const [date, month, year] = bhav.split('-');
  return `${year}-${String(MONTHS.indexOf(month!) + 1).padStart(2, '0')}-${date}`;
}
