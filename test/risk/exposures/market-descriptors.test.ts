import fc from 'fast-check';
import type { DailySlice } from '../../../src/market/stocks/daily-slice.ts';
import { DESCRIPTORS } from '../../../src/risk/exposures/descriptors/styles.ts';
import { DEFAULT_EXPOSURE_RULES } from '../../../src/risk/exposures/exposure-rules.ts';
import { measureSession, type MarketSession } from '../../../src/risk/exposures/market-measures.ts';
import { newWindows } from '../../../src/risk/exposures/market-windows.ts';
import { advancePriceState, newPriceState } from '../../../src/market/stocks/prices/price-state.ts';
import { smallExchange, type SmallExchange } from '../small-exchange.fixture.ts';
import '../../property-seed.ts';

const rules = DEFAULT_EXPOSURE_RULES;
type Row = Record<string, number>;

/** The descriptors of every issuer at the last session, computed by the model session by session. */
function folded({ issuers, slices }: SmallExchange, market: readonly MarketSession[]): Row[] {
  const prices = newPriceState(issuers.length);
  const windows = newWindows(issuers.length, rules);
  const out = new Float64Array(issuers.length);
  const rows: Row[] = issuers.map(() => ({}));
  for (const [t, slice] of slices.entries()) {
    advancePriceState(prices, slice, issuers, rules.longestGap);
    const cap = prices.close.map((c, i) => (c * slice.sharesOutstanding[i]!) / 1e7);
    const measures = measureSession(windows, slice, prices, cap, market[t]!, rules);
    if (t < slices.length - 1) continue;
    for (const { descriptor } of DESCRIPTORS) {
      if (descriptor.kind !== 'market') continue;
      descriptor.measure(measures, out);
      for (const [i, row] of rows.entries()) row[descriptor.name] = out[i]!;
    }
  }
  return rows;
}

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);
const finite = (x: number): number => (Number.isFinite(x) ? x : NaN);

/** The same from the raw history of one issuer, directly from the definitions. */
function fromHistory(slices: readonly DailySlice[], i: number, market: readonly MarketSession[]): Row {
  const T = slices.length;
  const traded = slices.flatMap((s, t) => (s.close[i]! > 0 ? [t] : []));
  const product = (from: number, to: number): number =>
    slices.slice(from + 1, to + 1).reduce((f, s) => f * s.adjustment[i]!, 1);
  // Total return from one trade to the next.
  const gross = new Map<number, { gross: number; span: number }>();
  for (const [k, t] of traded.entries()) {
    if (k === 0) continue;
    const s = traded[k - 1]!;
    let dividends = 0;
    for (let u = s + 1; u <= t; u++) dividends += slices[u]!.dividend[i]! * product(u, t);
    gross.set(t, {
      gross: (slices[t]!.close[i]! + dividends) / (slices[s]!.close[i]! * product(s, t)),
      span: t - s,
    });
  }
  const first = traded[0] ?? Infinity;
  const age = T - first;
  const index = (back: number): number => {
    const t = T - 1 - back;
    if (t < first) return NaN;
    return [...gross].reduce((level, [u, g]) => (u <= t ? level * g.gross : level), 1);
  };
  const returns = slices.map((_, t) => {
    const g = gross.get(t);
    return g && g.span <= rules.longestGap ? g.gross - 1 : NaN;
  });
  const turnover = slices.map((s, t) =>
    t < first ? NaN : (s.close[i]! > 0 ? s.volume[i]! : 0) / s.sharesOutstanding[i]!,
  );

  const regress = (ys: readonly number[], xs: readonly number[]): { slope: number; variance: number } => {
    const rows = ys.flatMap((y, t) =>
      t >= T - rules.beta.window && !Number.isNaN(y) && !Number.isNaN(xs[t]!)
        ? [{ x: xs[t]!, y, w: 0.5 ** ((T - 1 - t) / rules.beta.halfLife) }]
        : [],
    );
    if (rows.length < rules.beta.minimum) return { slope: NaN, variance: NaN };
    const w = sum(rows.map((r) => r.w));
    const mx = sum(rows.map((r) => r.w * r.x)) / w;
    const my = sum(rows.map((r) => r.w * r.y)) / w;
    const slope =
      sum(rows.map((r) => r.w * (r.x - mx) * (r.y - my))) / sum(rows.map((r) => r.w * (r.x - mx) ** 2));
    return { slope, variance: sum(rows.map((r) => r.w * (r.y - my - slope * (r.x - mx)) ** 2)) / w };
  };
  const differences = (xs: readonly number[]): number[] => xs.map((x, t) => (t === 0 ? NaN : x - xs[t - 1]!));
  const capm = regress(
    returns,
    market.map((m) => m.total),
  );
  const volume = regress(differences(turnover), differences(market.map((m) => m.turnover)));

  const quarter = returns.slice(-63).filter((r) => !Number.isNaN(r));
  const mean = sum(quarter) / quarter.length;
  const month = traded.filter((t) => t >= T - 21);
  const inToday = (t: number, price: number): number => price * product(t, T - 1);
  // Sessions since the first trade if all are known; otherwise a full window is required.
  const average = (xs: readonly number[], length: number): number => {
    let known = 0;
    while (known < age && !Number.isNaN(xs[T - 1 - known]!)) known++;
    const sessions = Math.min(known, length);
    if (known < (known === age ? length / 2 : length)) return NaN;
    return (252 * sum(xs.slice(T - sessions))) / sessions;
  };
  const values = slices.map((s, t) => (t < first ? NaN : s.close[i]! > 0 ? s.tradedValue[i]! : 0));
  const last = traded.at(-1);
  const close = last === undefined ? NaN : inToday(last, slices[last]!.close[i]!);
  const months = Array.from({ length: 12 }, (_, m) => index(21 * (m + 1)));
  return {
    beta: capm.slope,
    'log-market-cap': finite(Math.log((close * slices[T - 1]!.sharesOutstanding[i]!) / 1e7)),
    'three-month-return': index(0) / index(63) - 1,
    'twelve-less-one-month-return': index(21) / index(252) - 1,
    'beta-times-residual-volatility': capm.slope * Math.sqrt(capm.variance),
    'three-month-volatility':
      quarter.length < 31.5 ? NaN : Math.sqrt(sum(quarter.map((r) => (r - mean) ** 2)) / quarter.length),
    'one-month-high-over-low':
      month.length === 0
        ? NaN
        : Math.log(
            Math.max(...month.map((t) => inToday(t, slices[t]!.high[i]!))) /
              Math.min(...month.map((t) => inToday(t, slices[t]!.low[i]!))),
          ),
    // Held across splits: on the share basis of the first session.
    'log-price': finite(Math.log(close / inToday(-1, 1))),
    'cumulative-range': Math.log(Math.max(...months) / Math.min(...months)),
    'volume-sensitivity': volume.slope,
    'turnover-year': finite(Math.log(average(turnover, 252))),
    'turnover-quarter': finite(Math.log(average(turnover, 63))),
    'turnover-month': finite(Math.log(average(turnover, 21))),
    'volume-to-variance': finite(Math.log(average(values, 252) / capm.variance)),
  };
}

const marketOf = (slices: readonly DailySlice[], seed: number): MarketSession[] =>
  slices.map((_, t) => ({
    total: t === 0 ? NaN : 0.01 * Math.sin(t * t + seed),
    turnover: 0.003 + 0.001 * Math.cos(t * 1.7 + seed),
  }));

describe('descriptors of prices and volumes', () => {
  test('agree with their definitions on the raw history, through splits, dividends and suspensions', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer({ min: 1, max: 1e6 }),
          sessions: fc.integer({ min: 1, max: 560 }),
          names: fc.constant(14),
        }),
        (size) => {
          const exchange = smallExchange(size);
          const market = marketOf(exchange.slices, size.seed);
          for (const [i, row] of folded(exchange, market).entries()) {
            const slow = fromHistory(exchange.slices, i, market);
            expect(Object.keys(row).sort()).toEqual(Object.keys(slow).sort());
            for (const [name, value] of Object.entries(slow)) {
              if (Number.isNaN(value)) expect([name, row[name]]).toEqual([name, NaN]);
              else expect(Math.abs(row[name]! - value)).toBeLessThan(1e-8 * Math.max(1, Math.abs(value)));
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** One stock whose holder's wealth is constant, whatever its price does. */
const held = (change: (slice: DailySlice) => void): Row => {
  const flat: DailySlice[] = Array.from({ length: 300 }, (_, t) => ({
    day: (17_532 + t) as DailySlice['day'],
    close: Float64Array.of(100),
    high: Float64Array.of(100),
    low: Float64Array.of(100),
    volume: Float64Array.of(1e5),
    tradedValue: Float64Array.of(1e7),
    adjustment: Float64Array.of(1),
    dividend: Float64Array.of(0),
    sharesOutstanding: Float64Array.of(1e7),
    statements: [],
  }));
  for (const slice of flat.slice(280)) change(slice);
  return folded(
    { issuers: smallExchange({ names: 1, sessions: 1, seed: 1 }).issuers, slices: flat },
    marketOf(flat, 1),
  )[0]!;
};

describe('a corporate action that leaves the holder’s wealth unchanged', () => {
  const before = held(() => {});

  test('such as a 1:5 split changes no descriptor', () => {
    let ex = true;
    const after = held((slice) => {
      for (const prices of [slice.close, slice.high, slice.low]) prices[0] = 20;
      slice.volume[0] = 5e5;
      slice.sharesOutstanding[0] = 5e7;
      if (ex) slice.adjustment[0] = 0.2;
      ex = false;
    });
    const { 'volume-to-variance': ratio, ...others } = after;
    expect(ratio).toBeNaN(); // a price that never moves has no variance
    for (const [name, value] of Object.entries(others)) expect(value).toBeCloseTo(before[name]!, 12);
    expect(after['log-price']).toBeCloseTo(Math.log(100), 12);
  });

  test('such as a dividend of ₹ 4 after which the price falls to ₹ 96 has a zero return', () => {
    let ex = true;
    const after = held((slice) => {
      slice.close[0] = 96;
      if (ex) slice.dividend[0] = 4;
      ex = false;
    });
    expect(after['three-month-return']).toBeCloseTo(0, 12);
    expect(after['three-month-volatility']).toBeCloseTo(0, 12);
  });
});
