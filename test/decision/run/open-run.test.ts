import fc from 'fast-check';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import { decideMonth, runMonth } from '../../../src/decision/run/monthly-run.ts';
import { openRun } from '../../../src/decision/run/open-run.ts';
import { addDays, type Day, day } from '../../../src/market/day.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import { marketOf, type Row } from '../../regimes/market.fixture.ts';
import { PORTFOLIO, sleeveRows } from '../decision.fixture.ts';
import { settings, storeOf } from '../memory-store.fixture.ts';

const KEYS: readonly SeriesKey[] = ['nifty-50.close', 'nifty-50.pe', 'us-vix.close', 'gsec-10y.close'];
const [FIRST, LAST] = [day('2020-06-01'), day('2022-12-30')];

/** A row of a series that was restated, or came late, or both. */
const correction = fc.record({
  key: fc.constantFrom(...KEYS),
  at: fc.integer({ min: 300, max: 1200 }),
  delay: fc.integer({ min: 1, max: 300 }),
  by: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
  replaces: fc.boolean(),
});

test('months decided over one opening are the runs of each month alone, to the byte, restated and late figures included', async () => {
  const anyDays = fc.uniqueArray(fc.integer({ min: FIRST, max: LAST }), { minLength: 1, maxLength: 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(correction, { maxLength: 4 }),
      anyDays,
      fc.boolean(),
      async (seed, corrections, others, isHeld) => {
        const rows = new Map<SeriesKey, readonly Row[]>(sleeveRows(seed));
        for (const { key, at, delay, by, replaces } of corrections) {
          const all = rows.get(key)!;
          const row = all[at]!;
          const late = { ...row, knownOn: addDays(row.knownOn, delay), value: row.value * by };
          rows.set(key, [...(replaces ? all.filter((r) => r !== row) : all), late]);
        }
        const store = storeOf(marketOf(rows));
        const portfolio = isHeld ? PORTFOLIO : null;
        // Month-ends, which the walk holds, and any other day.
        const days = [...others, day('2022-05-31')] as Day[];
        const opened = await openRun(store, { ...settings, days });
        for (const asOf of days) {
          const shared = await decideMonth(opened, asOf, portfolio);
          const alone = await runMonth(store, { ...settings, asOf, portfolio });
          expect(canonicalJson(shared.decision)).toBe(canonicalJson(alone.decision));
        }
      },
    ),
    { numRuns: 5 },
  );
});
