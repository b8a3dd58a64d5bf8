import fc from 'fast-check';
import { callMonth } from '../../../regimes/model/call.ts';
import { historyRow } from '../../../regimes/model/history-row.ts';
import { DEFAULT_REGIME_RULES as rules } from '../../../regimes/model/rules.ts';
import { callHistory, callMonths } from '../../../regimes/model/history.ts';
import { alignMarket } from '../../../signals/aligned-market.ts';
import type { MarketHistory } from '../../../src/market/as-of.ts';
import { addDays, type Day, day } from '../../../src/market/day.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import { marketOf, quickSignals, type Row, type Rows, smallMarket } from '../market.fixture.ts';

const END = day('2022-12-30');
const signals = quickSignals();
const history = (market: MarketHistory, asOf: Day) =>
  callHistory(market, asOf, signals, rules).map((m) => historyRow(m, rules));

const cutAfter = (rows: Rows, cut: Day): Rows =>
  new Map([...rows].map(([key, all]) => [key, all.filter((r) => r.observedOn <= cut)]));

const anyDay = fc.integer({ min: day('2019-01-01'), max: END }).map((d) => d as Day);
const someKeys = fc.constantFrom<SeriesKey>(
  'nifty-50.close',
  'nifty-50.pe',
  'us-vix.close',
  'india-vix.close',
  'gsec-10y.close',
);

test('removing all later rows changes no earlier score, feature or label', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), anyDay, (seed, cut) => {
      const rows = smallMarket(seed);
      const whole = history(marketOf(rows), END).filter((r) => day(r.monthEnd) <= cut);
      const truncated = history(marketOf(cutAfter(rows, cut)), cut);
      // The month of the cut is called in the truncated market at its last session so far.
      expect(truncated.slice(0, whole.length)).toEqual(whole);
      expect(truncated.length - whole.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 15 },
  );
});

test('a call, with its confidence and nearest changes, does not depend on later data in the store', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), anyDay, (seed, cut) => {
      const rows = smallMarket(seed);
      const known = callMonth(marketOf(cutAfter(rows, cut)), cut, signals, rules);
      const whole = callMonth(marketOf(rows), cut, signals, rules);
      expect(whole.call).toEqual(known.call);
      expect(whole.signals).toEqual(known.signals);
    }),
    { numRuns: 8 },
  );
});

/** The expected call of each month-end: from the view of that day only. */
function callByCall(market: MarketHistory) {
  let prior: 'bullish' | 'bearish' | 'consolidation' = 'consolidation';
  const { sessions, monthEnds } = alignMarket(market.view(END));
  return monthEnds.map((end) => {
    const aligned = alignMarket(market.view(sessions[end]!));
    const [call] = callMonths(aligned, signals, rules, [aligned.sessions.length - 1], prior);
    prior = call!.regime;
    return historyRow(call!, rules);
  });
}

const restatements = fc.array(
  fc.record({
    key: someKeys,
    at: fc.nat(),
    late: fc.integer({ min: 1, max: 400 }),
    factor: fc.double({ min: 0.7, max: 1.4, noNaN: true }),
    // A restatement by the same source, or a missing row that arrives late.
    how: fc.constantFrom('restated', 'delayed'),
  }),
  { minLength: 1, maxLength: 5 },
);

test('a row published later does not enter an earlier call: the history equals a separate view for every month', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), restatements, (seed, changes) => {
      const rows = new Map<SeriesKey, readonly Row[]>(smallMarket(seed));
      for (const { key, at, late, factor, how } of changes) {
        const all = rows.get(key)!;
        const old = all[at % all.length]!;
        const changed = { ...old, value: old.value * factor, knownOn: addDays(old.knownOn, late) };
        rows.set(key, how === 'restated' ? [...all, changed] : all.map((r) => (r === old ? changed : r)));
      }
      const market = marketOf(rows);
      expect(history(market, END)).toEqual(callByCall(market));
    }),
    { numRuns: 12 },
  );
});

test('a restatement changes the calls after its publication only', () => {
  const rows = new Map<SeriesKey, readonly Row[]>(smallMarket(7));
  const known = day('2021-06-15');
  const pe = rows.get('nifty-50.pe')!;
  rows.set('nifty-50.pe', [
    ...pe,
    ...pe
      .filter((r) => r.observedOn < day('2020-01-01'))
      .map((r) => ({ ...r, value: r.value * 0.2, knownOn: known })),
  ]);
  const before = history(marketOf(smallMarket(7)), END);
  const after = history(marketOf(rows), END);
  const changed = before.filter(
    (r, i) => r.features['pe_chained_pct'] !== after[i]!.features['pe_chained_pct'],
  );
  expect(changed.length).toBeGreaterThan(5);
  expect(changed.every((r) => day(r.monthEnd) >= known)).toBe(true);
});

test('a tiny restatement of one old row changes later scores only slightly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), someKeys, fc.nat(), (seed, key, at) => {
      const rows = new Map<SeriesKey, readonly Row[]>(smallMarket(seed));
      const all = rows.get(key)!;
      const old = all[at % (all.length - 400)]!;
      rows.set(key, [...all, { ...old, value: old.value * (1 + 1e-9), knownOn: day('2022-11-15') }]);
      const lastOf = (market: MarketHistory) => history(market, END).at(-1)!;
      const before = lastOf(marketOf(smallMarket(seed)));
      const after = lastOf(marketOf(rows));
      for (const [id, score] of Object.entries(before.scores)) {
        expect(after.scores[id as keyof typeof before.scores]).toBeCloseTo(score!, 2);
      }
      expect(after.statuses).toEqual(before.statuses);
    }),
    { numRuns: 12 },
  );
});

test('a US close is not known in India on its own day', () => {
  const rows = new Map<SeriesKey, readonly Row[]>(smallMarket(3));
  const last = rows.get('us-vix.close')!.at(-1)!;
  rows.set(
    'us-vix.close',
    rows.get('us-vix.close')!.map((r) => (r === last ? { ...r, value: 500 } : r)),
  );
  expect(last.observedOn).toBe(END);
  expect(history(marketOf(rows), END)).toEqual(history(marketOf(smallMarket(3)), END));
});
