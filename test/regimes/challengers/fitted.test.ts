import fc from 'fast-check';
import { DateTime } from 'luxon';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import { downsideFeatures } from '../../../regimes/challengers/downside-features.ts';
import { weekEnds } from '../../../regimes/challengers/markov-switching.ts';
import { labelRefittingYearly } from '../../../regimes/challengers/refit-yearly.ts';
import { type Day, day, iso } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { dailyInput, monthlyInput } from './challenger-input.fixture.ts';

describe('a model refitted each January', () => {
  const { market, months } = monthlyInput(
    2001,
    Array.from({ length: 96 }, () => 100),
  );
  const requested = { fits: [] as string[], labels: [] as string[] };
  const labels = labelRefittingYearly(market, months, {
    observe: (session) => iso(market.sessions[session]!),
    fit(observed) {
      requested.fits.push(observed);
      return observed.startsWith('2006') ? null : observed;
    },
    label(fitted, observed) {
      requested.labels.push(`${observed} by ${fitted}`);
      return 'bullish';
    },
  });

  test('is fitted once a year on observations up to the previous year’s end, from the sixth year', () => {
    expect(requested.fits).toEqual(['2005-12-28', '2006-12-28', '2007-12-28']);
  });

  test('labels a month from its observations under the fit of its year', () => {
    expect(requested.labels[0]).toBe('2006-01-28 by 2005-12-28');
    expect(requested.labels.at(-1)).toBe('2008-12-28 by 2007-12-28');
  });

  test('has no label before its first fit or in a year without a fit', () => {
    const years = labels.map((l, i) => [2001 + Math.floor(i / 12), l] as const);
    const without = years.filter(([, l]) => l === null).map(([y]) => y);
    expect([...new Set(without)]).toEqual([2001, 2002, 2003, 2004, 2005, 2007]);
    expect(without).toHaveLength(72);
  });
});

describe('the features of the jump model', () => {
  test('are the downside deviation and two Sortino ratios of weighted log returns up to each session', () => {
    const stream = randomStream(2);
    let close = 100;
    const closes = Float64Array.from({ length: 200 }, () => (close *= Math.exp(0.01 * normal(stream))));
    const { width, values, first } = downsideFeatures(closes);
    expect([width, first, values.length / width]).toEqual([3, 60, 140]);
    for (const session of [60, 61, 199]) {
      const returns = [...closes].slice(1, session + 1).map((c, i) => Math.log(c / closes[i]!));
      const weighted = (halfLife: number, of: (r: number) => number) => {
        const weights = returns.map((_, i) => 2 ** (-(returns.length - 1 - i) / halfLife));
        const sum = weights.reduce((a, b) => a + b, 0);
        return returns.reduce((total, r, i) => total + (of(r) * weights[i]!) / sum, 0);
      };
      const downside = (halfLife: number) => Math.sqrt(weighted(halfLife, (r) => (r < 0 ? r * r : 0)));
      const row = values.slice((session - first) * width, (session - first + 1) * width);
      expect(row[0]).toBeCloseTo(downside(10), 12);
      expect(row[1]).toBeCloseTo(weighted(20, (r) => r) / downside(20), 10);
      expect(row[2]).toBeCloseTo(weighted(60, (r) => r) / downside(60), 10);
    }
  });

  test('start with the first negative return where that comes later', () => {
    const rising = Array.from({ length: 100 }, (_, i) => 100 + i);
    expect(downsideFeatures(Float64Array.from(rising)).values).toHaveLength(0);
    expect(downsideFeatures(Float64Array.from([...rising, 150, 151])).first).toBe(100);
  });
});

test('weeks end where the ISO week number changes (luxon)', () => {
  const days = fc.uniqueArray(fc.integer({ min: day('1994-01-01'), max: day('2040-12-31') }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(days, (unsorted) => {
      const sessions = unsorted.sort((a, b) => a - b) as Day[];
      const weekOf = (d: Day) => DateTime.fromISO(iso(d), { zone: 'utc' }).toFormat('kkkk-WW');
      const expected = sessions.flatMap((d, i) =>
        i + 1 === sessions.length || weekOf(sessions[i + 1]!) !== weekOf(d) ? [i] : [],
      );
      expect(weekEnds(sessions)).toEqual(expected);
    }),
  );
});

describe('a market of calm bull and volatile bear phases of 3 and 1.5 years', () => {
  const stream = randomStream(17);
  const isBear = (session: number) => session % 1170 >= 780;
  let price = 1000;
  const closes = Array.from(
    { length: 4680 },
    (_, s) =>
      (price *= Math.exp(isBear(s) ? -0.004 + 0.02 * normal(stream) : 0.0012 + 0.007 * normal(stream))),
  );
  const input = dailyInput('2001-01-01', closes);

  // Always bullish would be right in two thirds. A lag of two to three months at each turning point costs a tenth.
  test.each([
    ['faber', 0.8],
    ['faber-band', 0.8],
    ['jump-30', 0.9],
    ['jump-50', 0.9],
    ['markov-weekly', 0.85],
    ['markov-monthly', 0.75],
  ])('is labelled correctly by %s in more than a fraction of %d of its months', (id, fraction) => {
    const labels = CHALLENGERS.find((c) => c.id === id)!.label(input);
    const correct = labels.flatMap((label, i) =>
      label === null ? [] : [(label === 'bearish') === isBear(input.months[i]!)],
    );
    expect(correct.length).toBeGreaterThan(100);
    expect(correct.filter(Boolean).length / correct.length).toBeGreaterThan(fraction);
  });
});

test('a constant market gives no fit, and no challenger fails on it', () => {
  const input = dailyInput(
    '2001-01-01',
    Array.from({ length: 1600 }, () => 1000),
  );
  for (const challenger of CHALLENGERS) {
    const labels = challenger.label(input);
    expect(labels).toHaveLength(input.months.length);
    if (/jump|markov/.test(challenger.id)) expect(new Set(labels)).toEqual(new Set([null]));
  }
});
