import fc from 'fast-check';
import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { robustZ } from '../../signals/robust-z.ts';
import { expandingOrder } from '../../src/math/statistics/expanding-order.ts';

const figure = fc.oneof(fc.double({ min: -5, max: 5 }), fc.integer({ min: -2, max: 2 }), fc.constant(NaN));

test('equals (x − median) / (1.4826 · MAD) of simple-statistics to the last bit, at rows in any order', () => {
  fc.assert(
    fc.property(
      fc.array(figure, { maxLength: 40 }),
      fc.array(fc.nat(40), { minLength: 1 }),
      (values, rows) => {
        const upTo = expandingOrder(Float64Array.from(values));
        for (const row of rows.map((r) => Math.min(r, values.length))) {
          const now = values[row] ?? 0.5;
          if (!Number.isFinite(now)) continue;
          const history = [...values.slice(0, row).filter(Number.isFinite), now];
          const spread = 1.4826 * medianAbsoluteDeviation(history);
          const expected = history.length < 5 || !(spread > 0) ? null : (now - median(history)) / spread;
          expect(robustZ(upTo(row), now, 5)).toBe(expected);
        }
      },
    ),
    { numRuns: 300 },
  );
});
