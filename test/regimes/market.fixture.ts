import { MarketHistory, type Versions } from '../../src/market/as-of.ts';
import { isWeekend, addDays, type Day, day } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';
import { normal } from '../../src/math/random/distributions.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { SIGNAL_RULES } from '../../signals/all.ts';
import type { Signal } from '../../signals/evaluate.ts';

/** One version of one observation of a series. */
export interface Row {
  readonly observedOn: Day;
  readonly knownOn: Day;
  readonly value: number;
  readonly rank: number;
}

export type Rows = ReadonlyMap<SeriesKey, readonly Row[]>;

export function marketOf(rows: Rows): MarketHistory {
  const series = new Map<SeriesKey, Versions>();
  for (const [key, all] of rows) {
    const sorted = [...all].sort(
      (a, b) => a.observedOn - b.observedOn || a.rank - b.rank || a.knownOn - b.knownOn,
    );
    series.set(key, {
      observedOn: Int32Array.from(sorted, (r) => r.observedOn),
      knownOn: Int32Array.from(sorted, (r) => r.knownOn),
      value: Float64Array.from(sorted, (r) => r.value),
      rank: Uint8Array.from(sorted, (r) => r.rank),
    });
  }
  return new MarketHistory(series);
}

/** Random walks of every series over several years of weekdays, across the P/E break of March 2021. */
export function smallMarket(seed: number, from = '2018-01-01', to = '2022-12-30'): Rows {
  const days: Day[] = [];
  for (let d = day(from); d <= day(to); d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  const walk = (name: string, start: number, sd: number): number[] => {
    const stream = randomStream(seed).split(name);
    let x = Math.log(start);
    return days.map(() => Math.exp((x += sd * normal(stream))));
  };
  const series = (name: string, start: number, sd: number, lag = 0): Row[] =>
    walk(name, start, sd).map((value, i) => ({
      observedOn: days[i]!,
      knownOn: addDays(days[i]!, lag),
      value,
      rank: 0,
    }));
  const nifty = series('nifty', 10_000, 0.012);
  const premium = series('premium', 1.004, 0.0001);
  return new Map<SeriesKey, readonly Row[]>([
    ['nifty-50.close', nifty],
    ['nifty-50.near', nifty.map((r, i) => ({ ...r, value: r.value * premium[i]!.value }))],
    ['nifty-50.near_expiry', nifty.map((r, i) => ({ ...r, value: r.observedOn + 1 + ((i * 7) % 28) }))],
    ['nifty-50.pe', series('pe', 22, 0.01)],
    ['nifty-50.pb', series('pb', 3, 0.01)],
    ['nifty-50.dy', series('dy', 1.3, 0.01)],
    ['us-vix.close', series('us-vix', 18, 0.06, 1)],
    ['india-vix.close', series('india-vix', 17, 0.05)],
    ['gsec-10y.close', series('gsec', 7, 0.006)],
    ['fii.net', series('fii', 500, 0.02).map((r, i) => ({ ...r, value: i % 2 ? r.value : -r.value }))],
  ]);
}

/** The signals with minimum histories short enough for a small market. */
export const quickSignals = (): Signal[] =>
  SIGNAL_RULES.map((rule) => {
    const short = Object.fromEntries(
      Object.entries(rule.defaults).map(([k, v]) => [k, /minObservations/i.test(k) ? 100 : v]),
    );
    return rule.bind(short);
  });
