import fc from 'fast-check';
import { median } from 'simple-statistics';
import { SIGNAL_RULES } from '../../signals/all.ts';
import { fiiFlows } from '../../signals/fii-flows.ts';
import { momentumContext } from '../../signals/technical-indicators.ts';
import { niftyFutures } from '../../signals/nifty-futures.ts';
import { niftyRegression } from '../../signals/nifty-regression.ts';
import { realisedVolatility } from '../../signals/realised-volatility.ts';
import { contrarianScore } from '../../signals/percentile-score.ts';
import { usVix } from '../../signals/us-vix.ts';
import type { Observation, SignalId, SignalRule } from '../../signals/signal.ts';
import { alignMarket } from '../../signals/aligned-market.ts';
import { ordinalPercentile } from '../../src/format/numbers.ts';
import { addDays, type Day, day } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';
import { marketOf, quickSignals, type Row, type Rows, smallMarket } from '../regimes/market.fixture.ts';

const END = day('2022-12-30');
const signal = (id: SignalId) => quickSignals().find((s) => s.id === id)!;

function lastObservation(id: SignalId, rows: Rows): Observation {
  const market = alignMarket(marketOf(rows).view(END));
  return signal(id)
    .align(market)
    .observe(market.sessions.length - 1);
}

const without = (rows: Rows, key: SeriesKey, after: Day): Rows =>
  new Map([...rows].map(([k, all]) => [k, k === key ? all.filter((r) => r.observedOn <= after) : all]));

describe('the contrarian score of a percentile', () => {
  test.each([
    [0.05, 1],
    [0.1, 1],
    [0.5, 0],
    [0.7, -0.5],
    [0.9, -1],
    [0.99, -1],
  ])('u(%d) is %d', (p, u) => expect(contrarianScore(p, 0.4)).toBeCloseTo(u, 12));
});

describe('every signal', () => {
  test('has a score between −1 and +1 at any level', () => {
    const market = alignMarket(marketOf(smallMarket(1)).view(END));
    const last = market.sessions.length - 1;
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    for (const s of quickSignals()) {
      const aligned = s.align(market);
      const observation = aligned.observe(last);
      if (!('levels' in observation)) throw new Error(`${s.id} has no observation`);
      fc.assert(
        fc.property(factor, (by) => {
          const levels = s.axis.move(observation.levels, observation.levels[s.axis.level]! * by);
          const score = aligned.scoreAt(last, levels)!;
          expect(Math.abs(score)).toBeLessThanOrEqual(1);
        }),
        { numRuns: 40 },
      );
    }
  });

  test('has defaults that its own schema accepts unchanged', () => {
    for (const rule of SIGNAL_RULES) expect(rule.params.parse(rule.defaults)).toEqual(rule.defaults);
  });

  test('has its specified weight: regression 0.40, the other four 0.15, FII flows and futures 0', () => {
    expect(Object.fromEntries(SIGNAL_RULES.map((r) => [r.id, r.defaults.weight]))).toEqual({
      'us-vix': 0.15,
      'india-vix': 0.15,
      'nifty-regression': 0.4,
      'nifty-valuation': 0.15,
      'gsec-yields': 0.15,
      'fii-flows': 0,
      'nifty-futures': 0,
    });
  });
});

describe('a signal whose series stops', () => {
  test.each([
    ['us-vix', 'us-vix.close', 5],
    ['india-vix', 'india-vix.close', 5],
    ['nifty-valuation', 'nifty-50.pe', 10],
    ['gsec-yields', 'gsec-10y.close', 10],
    ['fii-flows', 'fii.net', 5],
    ['nifty-futures', 'nifty-50.near', 5],
  ] as const)(
    '%s is carried forward up to its limit of sessions and then stale, without a score',
    (id, key, limit) => {
      const rows = smallMarket(2);
      const days = rows.get('nifty-50.close')!.map((r) => r.observedOn);
      expect(lastObservation(id, without(rows, key, days.at(-1 - limit)!)).status).toBe('ok');
      const stale = lastObservation(id, without(rows, key, days.at(-2 - limit)!));
      expect(stale.status).toBe('stale');
      expect(stale.observedOn).toBe(days.at(-2 - limit));
    },
  );

  test('gsec-yields is also stale when only its P/E is', () => {
    const rows = smallMarket(2);
    const cut = addDays(END, -40);
    expect(lastObservation('gsec-yields', without(rows, 'nifty-50.pe', cut)).status).toBe('stale');
  });

  test('is missing where its series has no data', () => {
    const rows = new Map<SeriesKey, readonly Row[]>([
      ['nifty-50.close', smallMarket(2).get('nifty-50.close')!],
    ]);
    for (const id of ['us-vix', 'nifty-valuation', 'gsec-yields', 'fii-flows', 'nifty-futures'] as const) {
      expect(lastObservation(id, rows)).toMatchObject({ status: 'missing', observedOn: null });
    }
    // India VIX has a proxy.
    expect(lastObservation('india-vix', rows).status).toBe('proxy');
  });
});

describe('years without a session in the store', () => {
  /** The small market without 2020 and 2021, as where only the file of the last months was imported. */
  const rows: Rows = new Map(
    [...smallMarket(2)].map(([k, all]) => [
      k,
      all.filter(({ observedOn }) => observedOn < day('2020-01-01') || observedOn >= day('2022-12-26')),
    ]),
  );

  test.each(['us-vix', 'nifty-valuation', 'fii-flows', 'nifty-futures'] as const)(
    'leave %s stale where its last row is from before them, although few sessions have passed',
    (id) => {
      const key = quickSignals().find((s) => s.id === id)!.series[0]!;
      const stale = lastObservation(id, without(rows, key, day('2021-12-31')));
      expect(stale).toMatchObject({ status: 'stale', observedOn: day('2019-12-31') });
    },
  );

  test.each(['nifty-regression', 'gsec-yields'] as const)('leave %s without a score', (id) =>
    expect(lastObservation(id, rows)).toMatchObject({
      status: 'missing',
      reason: expect.stringContaining('no closes between 31 Dec 2019 and 26 Dec 2022') as string,
    }),
  );

  test('leave India VIX without a score until its mean is of sessions after them', () => {
    expect(lastObservation('india-vix', rows).status).toBe('ok');
    const until = new Map([...rows].map(([k, all]) => [k, all.filter((r) => r.observedOn < END)]));
    expect(lastObservation('india-vix', until)).toMatchObject({ status: 'missing' });
  });
});

test.each([
  ['us-vix', 'us-vix.close', 'closes', 3],
  ['fii-flows', 'fii.net', 'flows', 200],
  ['nifty-futures', 'nifty-50.near', 'prices', 3],
] as const)(
  '%s has no score while years are missing within the days of its means',
  (id, key, what, since) => {
    const market = smallMarket(2);
    const kept = market.get(key)!.filter(({ observedOn }) => {
      return observedOn < day('2020-01-01') || observedOn >= addDays(END, -since);
    });
    expect(lastObservation(id, new Map(market).set(key, kept))).toMatchObject({
      status: 'missing',
      reason: expect.stringContaining(`has no ${what} between 31 Dec 2019 and`) as string,
    });
  },
);

describe('the history of a signal', () => {
  const RESUMED = day('2021-01-01');
  const withGap = (key: SeriesKey): Row[] =>
    smallMarket(2)
      .get(key)!
      .filter(({ observedOn }) => observedOn < day('2019-01-01') || observedOn >= RESUMED);
  /** Rows whose window of `width` rows lies on one side of the gap, by the count of rows on each side. */
  const onOneSide = (rows: readonly Row[], width: number): number[] => {
    const first = rows.findIndex((r) => r.observedOn >= RESUMED);
    return [...rows.keys()].filter((i) => (i < first ? i >= width - 1 : i >= first + width - 1));
  };
  function lastMeasurement<M, P>(rule: SignalRule<M, P>, params: P, rows: Rows): M {
    const market = alignMarket(marketOf(rows).view(END));
    const prepared = rule.prepare(market, params);
    const last = market.sessions.length - 1;
    const observed = prepared.observe(last);
    if (!('levels' in observed)) throw new Error(observed.reason);
    return prepared.measure(last, observed.levels)!;
  }
  const sumOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);

  test('of FII flows has no value of a window over a gap', () => {
    const rows = withGap('fii.net');
    const params = { ...fiiFlows.defaults, minObservations: 100 };
    const flows = rows.map((r) => r.value);
    const intensities = onOneSide(rows, params.scaleDays).map((i) => {
      const scale = sumOf(flows.slice(i - params.scaleDays + 1, i + 1).map(Math.abs)) / params.scaleDays;
      return sumOf(flows.slice(i - params.sumDays + 1, i + 1)) / scale;
    });
    const center = median(intensities);
    const spread = 1.4826 * median(intensities.map((x) => Math.abs(x - center)));
    const { z } = lastMeasurement(fiiFlows, params, new Map(smallMarket(2)).set('fii.net', rows));
    expect(z).toBeCloseTo((intensities.at(-1)! - center) / spread, 8);
  });

  test('of Nifty futures has none either', () => {
    const near = withGap('nifty-50.near');
    const market = smallMarket(2);
    const spot = new Map(market.get('nifty-50.close')!.map((r) => [r.observedOn, r.value]));
    const expiry = new Map(market.get('nifty-50.near_expiry')!.map((r) => [r.observedOn, r.value]));
    const basis = near.map(
      ({ observedOn: d, value }) => ((value / spot.get(d)! - 1) * 36_500) / (expiry.get(d)! - d),
    );
    const means = onOneSide(near, 5).map((i) => sumOf(basis.slice(i - 4, i + 1)) / 5);
    const center = median(means);
    const spread = 1.4826 * median(means.map((x) => Math.abs(x - center)));
    const rows = new Map(market)
      .set('nifty-50.near', near)
      .set('nifty-50.near_expiry', withGap('nifty-50.near_expiry'));
    const { z } = lastMeasurement(niftyFutures, niftyFutures.defaults, rows);
    expect(z).toBeCloseTo((means.at(-1)! - center) / spread, 8);
  });

  test('of US VIX has none either', () => {
    const rows = withGap('us-vix.close');
    // The last close is the highest, so that each earlier mean counts as lower: the percentile tells how many there are.
    const kept = rows.filter((r) => r.knownOn <= END);
    const closes = kept.map((r, i) => ({ ...r, value: i === kept.length - 1 ? 10_000 : r.value }));
    const n = onOneSide(closes, 5).length;
    const { percentile } = lastMeasurement(
      usVix,
      { ...usVix.defaults, minObservations: 100 },
      new Map(smallMarket(2)).set('us-vix.close', closes),
    );
    expect(percentile).toBeCloseTo((n - 0.5) / n, 12);
  });

  test('gives the proxy of India VIX no volatility over a gap', () => {
    const rows: Rows = new Map(
      [...smallMarket(2)].map(([k, all]) => [
        k,
        k === 'india-vix.close'
          ? []
          : all.filter(({ observedOn }) => observedOn < day('2020-01-01') || observedOn >= day('2022-12-12')),
      ]),
    );
    expect(lastObservation('india-vix', rows)).toMatchObject({
      status: 'missing',
      reason:
        'its proxy is over 21 sessions, and the Nifty 50 has no closes between 31 Dec 2019 and 12 Dec 2022',
    });
  });
});

describe('Nifty futures', () => {
  test('are scored by the robust z-score of their annualised basis', () => {
    // Always 30 days to expiry: a premium of 1 in 1,000 is 0.1 % × 365 ÷ 30 = 1.2167 % a year.
    const days = Array.from({ length: 600 }, (_, i) => addDays(day('2020-01-01'), i));
    const rows = (values: readonly number[]): Row[] =>
      days.map((on, i) => ({ observedOn: on, knownOn: on, value: values[i]!, rank: 0 }));
    // The premium cycles through 1, 2 and 3, then is 4 for the five sessions of the last mean.
    const premium = days.map((_, i) => (i < 595 ? 1 + (i % 3) : 4));
    const market = alignMarket(
      marketOf(
        new Map<SeriesKey, readonly Row[]>([
          ['nifty-50.close', rows(days.map(() => 1000))],
          ['nifty-50.near', rows(premium.map((x) => 1000 + x))],
          ['nifty-50.near_expiry', rows(days.map((d) => d + 30))],
        ]),
      ).view(days.at(-1)!),
    );
    const rule = { ...niftyFutures.defaults, minObservations: 500 };
    const observation = niftyFutures.prepare(market, rule).observe(599);
    if (!('levels' in observation)) throw new Error(observation.reason);
    expect(observation.levels['nifty-basis']).toBeCloseTo((0.4 * 365) / 30, 9);
    // Means of five of 1, 2, 3: 1.8, 2.0 and 2.2 equally often; median 2.0, MAD 0.2; so z = 2 ÷ (1.4826 × 0.2).
    const { z } = niftyFutures.prepare(market, rule).measure(599, observation.levels)!;
    expect(z).toBeCloseTo(2 / (1.4826 * 0.2), 6);
    expect(niftyFutures.score({ basis: 0, z: 1 }, rule)).toBe(0.5);
    expect(niftyFutures.score({ basis: 0, z }, rule)).toBe(1);
  });
});

describe('the Nifty regression', () => {
  test('measures a steady rise of 1 % a month: 4.5 % above the ten-month centroid, with a very large t', () => {
    const monthly = Array.from({ length: 12 }, (_, i) => 100 * Math.exp(0.01 * i));
    const rows = new Map<SeriesKey, readonly Row[]>([
      [
        'nifty-50.close',
        monthly.map((value, i) => {
          const on = day(`2020-${String(i + 1).padStart(2, '0')}-28`);
          return { observedOn: on, knownOn: on, value, rank: 0 };
        }),
      ],
    ]);
    const market = alignMarket(marketOf(rows).view(END));
    const measured = niftyRegression
      .prepare(market, niftyRegression.defaults)
      .measure(11, { nifty: monthly[11]! })!;
    expect(measured.gap).toBeCloseTo(0.045, 12);
    expect(measured.t).toBeGreaterThan(1e6);
    // ½·clip(0.045/0.06) + ½·1
    expect(niftyRegression.score(measured, niftyRegression.defaults)).toBeCloseTo(0.875, 9);
  });
});

test('realised volatility of returns that alternate between +1 % and −1 % is their standard deviation times √252', () => {
  const closes = [100];
  for (let i = 0; i < 20; i++) closes.push(closes.at(-1)! * Math.exp(i % 2 ? -0.01 : 0.01));
  // Ten of each: mean 0, sum of squares 20·0.01², over n − 1 = 19.
  expect(realisedVolatility(closes)).toBeCloseTo(Math.sqrt((20 * 0.0001) / 19) * Math.sqrt(252) * 100, 9);
});

describe('the technical indicators', () => {
  test('include the rate of change over 63 sessions', () => {
    // The last of these closes against the one 63 earlier.
    const values = Float64Array.from({ length: 64 }, (_, i) => 100 + i);
    const roc = momentumContext(values).find((f) => f.name === 'roc_63')!;
    expect(roc.value).toBeCloseTo(63, 12);
  });

  test('are left out where history is too short, and skip gaps', () => {
    expect(momentumContext(Float64Array.of(1, 2, 3))).toEqual([]);
    const values = Float64Array.from({ length: 120 }, (_, i) => (i === 60 ? NaN : 100 + Math.sin(i)));
    const features = momentumContext(values);
    expect(features.map((f) => f.name)).toEqual(['rsi_14', 'roc_63', 'bollinger_percent_b']);
    expect(features.every((f) => Number.isFinite(f.value))).toBe(true);
  });
});

test('percentiles are printed as ordinals', () => {
  expect([0.01, 0.02, 0.03, 0.11, 0.12, 0.13, 0.21, 0.73, 0.9972, 0.0004].map(ordinalPercentile)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '11th',
    '12th',
    '13th',
    '21st',
    '73rd',
    '99.7th',
    '0.0th',
  ]);
});
