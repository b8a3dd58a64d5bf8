import fc from 'fast-check';
import type { DailySlice } from '../../../src/market/stocks/daily-slice.ts';
import { DESCRIPTORS } from '../../../src/risk/exposures/descriptors/styles.ts';
import { DEFAULT_EXPOSURE_RULES, universeRules } from '../../../src/risk/exposures/exposure-rules.ts';
import {
  advanceExposures,
  growExposures,
  newExposureState,
  type Exposures,
  type ExposureState,
} from '../../../src/risk/exposures/exposures.ts';
import { STYLE_COUNT, STYLES, type Style } from '../../../src/risk/factors.ts';
import { styleCorrelations } from '../../../src/risk/exposures/style-correlations.ts';
import { firstNames, withoutNames } from '../part-of-exchange.fixture.ts';
import { smallExchange, type SmallExchange } from '../small-exchange.fixture.ts';
import '../../property-seed.ts';

const rules = DEFAULT_EXPOSURE_RULES;
const universe = universeRules.parse({ size: { kind: 'fraction', of: 0.6 }, atLeast: 0 });

const newState = ({ issuers }: SmallExchange): ExposureState => newExposureState(issuers, rules, universe);

const feed = (state: ExposureState, slices: readonly DailySlice[]): Exposures[] =>
  slices.map((slice) => advanceExposures(state, slice));

const exchange = smallExchange({ names: 60, sessions: 420, seed: 11 });
const days = feed(newState(exchange), exchange.slices);
const ready = days.filter((d) => d.inEstimation.includes(1));

const styleOf = (d: Exposures, i: number, style: Style): number =>
  d.styles[i * STYLE_COUNT + STYLES.indexOf(style)]!;

/** A day's exposures as text that reveals a difference of one bit. */
const bits = (d: Exposures): string =>
  JSON.stringify([
    d.day,
    Buffer.from(d.styles.slice().buffer).toString('base64'),
    Buffer.from(d.marketCap.slice().buffer).toString('base64'),
    [...d.inEstimation],
    [...d.flags],
    [...d.dropped],
    d.problems,
  ]);

describe('exposures', () => {
  test('start with the first universe, a year into the data, and then cover every session', () => {
    expect(days.findIndex((d) => d.inEstimation.includes(1))).toBeGreaterThanOrEqual(251);
    expect(ready.length).toBeGreaterThan(130);
  });

  test('have a cap-weighted mean of 0 and a standard deviation of 1 over the estimation universe, within ±3', () => {
    for (const d of ready) {
      const members = [...d.inEstimation.keys()].filter((i) => d.inEstimation[i] === 1);
      const cap = members.reduce((sum, i) => sum + d.marketCap[i]!, 0);
      for (const style of STYLES) {
        const x = members.map((i) => styleOf(d, i, style));
        const mean = x.reduce((a, b) => a + b, 0) / x.length;
        const weighted = x.reduce((sum, v, k) => sum + v * d.marketCap[members[k]!]!, 0) / cap;
        const deviation = Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length);
        expect([style, Math.abs(weighted) < 1e-9]).toEqual([style, true]);
        expect([style, Math.abs(deviation - 1) < 1e-9]).toEqual([style, true]);
      }
    }
    expect(
      Math.max(...ready.flatMap((d) => [...d.styles].filter((x) => !Number.isNaN(x)).map(Math.abs))),
    ).toBeLessThanOrEqual(3);
  });

  test('exist for all twelve styles of a traded issuer with a market cap, and for no style of any other', () => {
    for (const [t, d] of days.entries()) {
      if (!d.inEstimation.includes(1)) continue;
      for (let i = 0; i < exchange.issuers.length; i++) {
        const row = d.styles.subarray(i * STYLE_COUNT, (i + 1) * STYLE_COUNT);
        const known = row.filter((x) => Number.isFinite(x)).length;
        if (exchange.slices[t]!.close[i]! > 0) expect(known).toBe(STYLE_COUNT);
        expect(known === STYLE_COUNT ? 'all' : known).toBe(Number.isNaN(d.marketCap[i]!) ? 0 : 'all');
      }
    }
  });

  test('flag the imputed styles of an issuer without accounts, and do not set them to average', () => {
    const d = ready.at(-1)!;
    const bit = (style: Style): number => 1 << STYLES.indexOf(style);
    // Every eleventh issuer has no accounts at all.
    expect(d.flags[10]! & bit('VALUE')).not.toBe(0);
    expect(d.flags[10]! & bit('BETA')).toBe(0);
    expect(d.flags[0]! & bit('VALUE')).toBe(0);
    expect(styleOf(d, 10, 'VALUE')).not.toBe(0);
  });

  test('impute the leverage of banks and other financials', () => {
    const d = ready.at(-1)!;
    const bit = 1 << STYLES.indexOf('LEVERAGE');
    const financials = exchange.issuers.filter((x) => x.industry === 3 || x.industry === 10);
    expect(financials.length).toBeGreaterThan(2);
    for (const issuer of financials) {
      const i = exchange.issuers.indexOf(issuer);
      if (!Number.isNaN(d.marketCap[i]!)) expect(d.flags[i]! & bit).toBe(bit);
    }
  });

  test('make LOWVOL orthogonal to BETA with weights √cap, up to clipping', () => {
    for (const d of ready.filter((_, k) => k % 20 === 0)) {
      const pair = styleCorrelations(d).find((o) => o.one === 'BETA' && o.other === 'LOWVOL')!;
      expect(Math.abs(pair.correlation)).toBeLessThan(0.1);
    }
  });

  test('of STREV and LTMOM are negatively correlated, because they share two months of returns', () => {
    const mean = ready.reduce(
      (sum, d) =>
        sum +
        styleCorrelations(d).find((o) => o.one === 'STREV' && o.other === 'LTMOM')!.correlation /
          ready.length,
      0,
    );
    expect(mean).toBeLessThan(-0.1);
  });

  test('have the signs of the handbook: small, fallen, low-volatility and high-priced stocks are positive', () => {
    const turned = DESCRIPTORS.filter((x) => x.descriptor.sign < 0).map((x) => x.descriptor.name);
    expect(turned).toEqual([
      'log-market-cap',
      'three-month-return',
      'beta-times-residual-volatility',
      'three-month-volatility',
      'one-month-high-over-low',
      'cumulative-range',
      'volume-sensitivity',
    ]);
    const d = ready.at(-1)!;
    const members = [...d.inEstimation.keys()].filter((i) => d.inEstimation[i] === 1);
    const bySize = members.toSorted((a, b) => d.marketCap[a]! - d.marketCap[b]!);
    const sizes = bySize.map((i) => styleOf(d, i, 'SIZE'));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(sizes.at(-1)!);
  });

  test('do not depend on later sessions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 260, max: 400 }), (sessions) => {
        const state = newState(exchange);
        const cut = feed(state, exchange.slices.slice(0, sessions));
        expect(bits(cut.at(-1)!)).toBe(bits(days[sessions - 1]!));
      }),
      { numRuns: 4 },
    );
  });

  test('are bit-identical if the state is stored between two sessions', () => {
    const state = newState(exchange);
    feed(state, exchange.slices.slice(0, 300));
    const resumed = structuredClone(state);
    const later = feed(resumed, exchange.slices.slice(300));
    expect(later.map(bits)).toEqual(days.slice(300).map(bits));
  });

  test('are bit-identical if issuers are appended when they first trade', () => {
    // The last ten issuers, appended at session 200, against the same issuers without data until then.
    const kept = 50;
    const silent = exchange.slices.map((slice, t) => (t < 200 ? withoutNames(slice, kept) : slice));
    const whole = feed(newState(exchange), silent);
    const small = newExposureState(exchange.issuers.slice(0, kept), rules, universe);
    feed(
      small,
      silent.slice(0, 200).map((slice) => firstNames(slice, kept)),
    );
    const grown = feed(growExposures(small, exchange.issuers), silent.slice(200));
    expect(grown.map(bits)).toEqual(whole.slice(200).map(bits));
  });

  test('end after 63 sessions without a trade, and not before', () => {
    const gone = exchange.slices.map((slice, t) =>
      t < 300 ? slice : { ...slice, close: slice.close.with(0, NaN) },
    );
    const d = feed(newState(exchange), gone);
    const last = gone.findLastIndex((slice) => slice.close[0]! > 0);
    expect(styleOf(d[last + 63]!, 0, 'BETA')).not.toBeNaN();
    expect(styleOf(d[last + 64]!, 0, 'BETA')).toBeNaN();
    expect(d[last + 64]!.inEstimation[0]).toBe(0);
  });

  test('drop expired accounts', () => {
    const state = newExposureState(exchange.issuers, { ...rules, accountsLapseAfterDays: 200 }, universe);
    const silent = exchange.slices.map((s, t) =>
      t < 200 ? s : { ...s, statements: s.statements.filter((x) => x.issuer !== 0) },
    );
    const d = feed(state, silent).at(-1)!;
    expect(d.flags[0]! & (1 << STYLES.indexOf('VALUE'))).not.toBe(0);
    expect(d.flags[1]! & (1 << STYLES.indexOf('VALUE'))).toBe(0);
  });

  test('measure beta against the cap-weighted estimation universe of the previous close', () => {
    const state = newState(exchange);
    feed(state, exchange.slices.slice(0, 330));
    const [caps, members] = [state.marketCap, state.universe.members.slice()];
    advanceExposures(state, exchange.slices[330]!);
    const r = state.prices.returns;
    const held = [...members.keys()].filter((i) => members[i] === 1 && caps[i]! > 0 && !Number.isNaN(r[i]!));
    const total = held.reduce((sum, i) => sum + caps[i]! * r[i]!, 0);
    const market = total / held.reduce((sum, i) => sum + caps[i]!, 0);
    expect(state.windows.returns.xs[330 % 252]).toBeCloseTo(market, 14);
  });

  test('use no accounts before they are known', () => {
    const t = 350;
    const statements = exchange.slices.slice(t + 1).find((s) => s.statements.length > 0)!.statements;
    const late = exchange.slices.map((s, k) => (k > t ? { ...s, statements: [] } : s));
    const without = feed(newState(exchange), late);
    const arrival = days.findIndex((d) => d.day >= statements[0]!.knownOn);
    expect(without.slice(0, arrival).map(bits)).toEqual(days.slice(0, arrival).map(bits));
    expect(bits(without[arrival]!)).not.toBe(bits(days[arrival]!));
    const early = { ...exchange.slices[t]!, statements };
    expect(() => advanceExposures(structuredClone(newState(exchange)), early)).toThrow(
      'before it became known',
    );
  });

  test('relate five years of earnings to average quarter-end prices, adjusted for splits', () => {
    const state = newExposureState(exchange.issuers, { ...rules, minimumQuarterPrices: 1 }, universe);
    feed(state, exchange.slices);
    const quarter = (s: DailySlice): number => Math.floor(new Date(s.day * 864e5).getUTCMonth() / 3);
    for (let i = 0; i < exchange.issuers.length; i++) {
      const ends: number[] = [];
      let price = NaN;
      let terms = 1;
      for (const [t, slice] of exchange.slices.entries()) {
        if (t > 0 && quarter(slice) !== quarter(exchange.slices[t - 1]!) && price > 0) ends.push(price);
        terms *= slice.adjustment[i]!;
        if (slice.close[i]! > 0) price = slice.close[i]! / terms;
      }
      const average = ends.reduce((a, b) => a + b, 0) / ends.length;
      expect(state.windows.quarterEndPrice[i]).toBeCloseTo(average, 8);
    }
    expect(state.windows.quarterEnds.pushed).toBe(6);
  });

  test('do not depend on the order of the issuers', () => {
    const back = exchange.issuers.map((_, i) => exchange.issuers.length - 1 - i);
    const turned = (column: Float64Array): Float64Array => column.slice().reverse();
    const slices = exchange.slices.map((s): DailySlice => ({
      day: s.day,
      close: turned(s.close),
      high: turned(s.high),
      low: turned(s.low),
      volume: turned(s.volume),
      tradedValue: turned(s.tradedValue),
      adjustment: turned(s.adjustment),
      dividend: turned(s.dividend),
      sharesOutstanding: turned(s.sharesOutstanding),
      statements: s.statements.map((x) => ({ ...x, issuer: back[x.issuer]! })),
    }));
    const reversed = feed(newState({ issuers: exchange.issuers.toReversed(), slices }), slices).at(-1)!;
    const d = days.at(-1)!;
    for (const [i, j] of back.entries()) {
      expect(reversed.inEstimation[j]).toBe(d.inEstimation[i]);
      for (const style of STYLES) {
        const [a, b] = [styleOf(d, i, style), styleOf(reversed, j, style)];
        expect(Number.isNaN(a) ? Number.isNaN(b) : Math.abs(a - b) < 1e-9).toBe(true);
      }
    }
  });

  test('reject a day out of order and a slice of another size', () => {
    const state = newState(exchange);
    advanceExposures(state, exchange.slices[1]!);
    expect(() => advanceExposures(state, exchange.slices[0]!)).toThrow(RangeError);
    expect(() => advanceExposures(state, firstNames(exchange.slices[2]!, 5))).toThrow('5 issuers');
  });
});

describe('implausible inputs', () => {
  const spoiled = (spoil: (slice: DailySlice) => void): Exposures => {
    const state = newState(exchange);
    feed(state, exchange.slices.slice(0, 300));
    const slice = structuredClone(exchange.slices[300]!);
    spoil(slice);
    return advanceExposures(state, slice);
  };

  test.each([0, -5, Infinity])('such as a price of %p are a problem and count as no trade', (price) => {
    const traded = exchange.slices[300]!.close.findIndex((c) => c > 0);
    const d = spoiled((slice) => (slice.close[traded] = price));
    expect(d.problems.map((p) => p.code)).toEqual(['impossible-price']);
    expect(d.problems[0]!.message).toContain(`price is ${price} on 2019-02-25`);
    expect(d.problems[0]!.about).toContain(exchange.issuers[traded]!.isin);
    expect(d.styles.subarray(traded * STYLE_COUNT, (traded + 1) * STYLE_COUNT).every(Number.isFinite)).toBe(
      true,
    );
  });

  test('such as a negative volume, dividend or adjustment are problems', () => {
    const traded = exchange.slices[300]!.close.findIndex((c) => c > 0);
    const d = spoiled((slice) => {
      slice.volume[traded] = -1;
      slice.dividend[traded] = -1;
      slice.adjustment[traded] = 0;
    });
    expect(d.problems.map((p) => p.code).sort()).toEqual([
      'impossible-adjustment',
      'impossible-dividend',
      'impossible-volume',
    ]);
  });

  test('such as one absurd balance sheet are dropped and counted, and hardly affect other issuers', () => {
    const at = exchange.slices.findIndex((s, t) => t > 260 && s.statements.length > 0);
    const absurd = exchange.slices.map((s, t) =>
      t === at
        ? { ...s, statements: s.statements.map((x) => (x.issuer === 0 ? { ...x, bookEquity: 1e12 } : x)) }
        : s,
    );
    const d = feed(newState(exchange), absurd.slice(0, at + 1)).at(-1)!;
    const value = DESCRIPTORS.findIndex((x) => x.descriptor.name === 'book-to-price');
    expect(d.dropped[value]).toBe(1);
    expect(d.flags[0]! & (1 << STYLES.indexOf('VALUE'))).not.toBe(0);
    for (let i = 1; i < exchange.issuers.length; i++) {
      const [a, b] = [styleOf(d, i, 'VALUE'), styleOf(days[at]!, i, 'VALUE')];
      if (!Number.isNaN(a)) expect(Math.abs(a - b)).toBeLessThan(0.5);
    }
  });

  test('such as a market without accounts set styles to 0, flagged for all and reported', () => {
    const bare = exchange.slices.slice(0, 300).map((s) => ({ ...s, statements: [] }));
    const d = feed(newState(exchange), bare).at(-1)!;
    expect(d.problems.map((p) => p.about).sort()).toEqual([
      'EARNVAR',
      'EARNYIELD',
      'GROWTH',
      'LEVERAGE',
      'PROFIT',
      'VALUE',
    ]);
    const i = d.inEstimation.indexOf(1);
    expect(styleOf(d, i, 'PROFIT')).toBe(0);
    expect(d.flags[i]! & (1 << STYLES.indexOf('PROFIT'))).not.toBe(0);
  });
});
