import fc from 'fast-check';
import { knownAt, MarketHistory, type Versions } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';

const KEY: SeriesKey = 'us-vix.close';

/** Versions in any order of becoming known, from two sources: restated, late and repeated ones included. */
const versions = fc
  .array(
    fc.record({
      observedOn: fc.integer({ min: 0, max: 12 }),
      delay: fc.integer({ min: 0, max: 8 }),
      rank: fc.integer({ min: 0, max: 1 }),
      value: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 30 },
  )
  .map((rows): Versions => {
    const sorted = rows
      .map((r) => ({ ...r, knownOn: r.observedOn + r.delay }))
      .sort((a, b) => a.observedOn - b.observedOn || a.rank - b.rank || a.knownOn - b.knownOn);
    return {
      observedOn: Int32Array.from(sorted, (r) => r.observedOn),
      knownOn: Int32Array.from(sorted, (r) => r.knownOn),
      value: Float64Array.from(sorted, (r) => r.value),
      rank: Uint8Array.from(sorted, (r) => r.rank),
    };
  });

test('a view holds exactly the rows known by its day, however late or often these were reported', () => {
  fc.assert(
    fc.property(versions, fc.array(fc.integer({ min: -1, max: 22 }), { maxLength: 8 }), (series, days) => {
      const market = new MarketHistory(new Map([[KEY, series]]));
      for (const asOf of days as Day[]) expect(market.view(asOf).column(KEY)).toEqual(knownAt(series, asOf));
    }),
    { numRuns: 500 },
  );
});
