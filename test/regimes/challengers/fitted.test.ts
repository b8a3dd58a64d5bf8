import fc from 'fast-check';
import { DateTime } from 'luxon';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import { downsideFeatures } from '../../../regimes/challengers/downside-features.ts';
import { weekEnds } from '../../../regimes/challengers/markov-switching.ts';
import { labelRefittingYearly } from '../../../regimes/challengers/refit-yearly.ts';
import { type Day, day, iso } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { dailyTrial, monthlyTrial } from './trial.fixture.ts';

describe('a model refitted at New Year', () => {
  const { tape, months } = monthlyTrial(
    2001,
    Array.from({ length: 96 }, () => 100),
  );
  const asked = { fits: [] as string[], labels: [] as string[] };
  const labels = labelRefittingYearly(tape, months, {
    see: (session) => iso(tape.sessions[session]!),
    fit(seen) {
      asked.fits.push(seen);
      return seen.startsWith('2006') ? null : seen;
    },
    label(fitted, seen) {
      asked.labels.push(`${seen} by ${fitted}`);
      return 'bullish';
    },
  });

  test('is fitted once a year on what was seen by the end of the year before, from the sixth year on', () => {
    expect(asked.fits).toEqual(['2005-12-28', '2006-12-28', '2007-12-28']);
  });

  test('labels a month by what is seen then under the fit of its year', () => {
    expect(asked.labels[0]).toBe('2006-01-28 by 2005-12-28');
    expect(asked.labels.at(-1)).toBe('2008-12-28 by 2007-12-28');
  });

  test('has no label before its first fit and in a year that could not be fitted', () => {
    const years = labels.map((l, i) => [2001 + Math.floor(i / 12), l] as const);
    const without = years.filter(([, l]) => l === null).map(([y]) => y);
    expect([...new Set(without)]).toEqual([2001, 2002, 2003, 2004, 2005, 2007]);
    expect(without).toHaveLength(72);
  });
});

describe('what the jump model sees', () => {
  test('is the downside deviation and two Sortino ratios of weighted log returns, to each session', () => {
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

  test('begins with the first fall where that comes later, since there is no downside before it', () => {
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

describe('a market of calm rises and wild falls, three years and a year and a half long', () => {
  const stream = randomStream(17);
  const isBear = (session: number) => session % 1170 >= 780;
  let price = 1000;
  const closes = Array.from(
    { length: 4680 },
    (_, s) =>
      (price *= Math.exp(isBear(s) ? -0.004 + 0.02 * normal(stream) : 0.0012 + 0.007 * normal(stream))),
  );
  const trial = dailyTrial('2001-01-01', closes);

  // Bullish throughout would be right in two thirds. Two to three months' delay at each turn cost a tenth.
  test.each([
    ['faber', 0.8],
    ['faber-band', 0.8],
    ['jump-30', 0.9],
    ['jump-50', 0.9],
    ['markov-weekly', 0.85],
    ['markov-monthly', 0.75],
  ])('is told apart by %s in at least %d of its months', (id, share) => {
    const labels = CHALLENGERS.find((c) => c.id === id)!.label(trial);
    const judged = labels.flatMap((label, i) =>
      label === null ? [] : [(label === 'bearish') === isBear(trial.months[i]!)],
    );
    expect(judged.length).toBeGreaterThan(100);
    expect(judged.filter(Boolean).length / judged.length).toBeGreaterThan(share);
  });
});

test('a market that never moved tells a fitted model nothing, and none fails on it', () => {
  const trial = dailyTrial(
    '2001-01-01',
    Array.from({ length: 1600 }, () => 1000),
  );
  for (const challenger of CHALLENGERS) {
    const labels = challenger.label(trial);
    expect(labels).toHaveLength(trial.months.length);
    if (/jump|markov/.test(challenger.id)) expect(new Set(labels)).toEqual(new Set([null]));
  }
});
