import fc from 'fast-check';
import type { TradingRates } from '../../../src/backtest/fill/fill.ts';
import { fillByReset } from '../../../src/backtest/fill/reset.ts';
import { fillByUnits } from '../../../src/backtest/fill/units.ts';

const N = 6;
const part = fc.double({ min: 0, max: 1, noNaN: true });
const weights = fc
  .array(part, { minLength: N, maxLength: N })
  .filter((w) => w.some((x) => x > 0.01))
  .map((w) => {
    const sum = w.reduce((a, x) => a + x, 0);
    return Float64Array.from(w, (x) => x / sum);
  });
const rate = fc.double({ min: 0, max: 0.02, noNaN: true });
const rates = fc
  .tuple(fc.array(rate, { minLength: N, maxLength: N }), fc.array(rate, { minLength: N, maxLength: N }))
  .map(([buy, sell]): TradingRates => ({ buy: Float64Array.from(buy), sell: Float64Array.from(sell) }));
const sum = (x: Float64Array) => x.reduce((a, v) => a + v, 0);
const FREE: TradingRates = { buy: new Float64Array(N), sell: new Float64Array(N) };

test('a reset holds exactly the target weights of what is left, and what is gone is the cost of trading', () => {
  fc.assert(
    fc.property(weights, weights, rates, (held, target, charges) => {
      const fill = fillByReset(held, target, charges);
      fill.holdings.forEach((value, i) => expect(value / fill.after).toBeCloseTo(target[i]!, 13));
      expect(fill.before - fill.after - fill.cost).toBeCloseTo(0, 14);
      expect(fill.after).toBeLessThanOrEqual(fill.before);
    }),
  );
});

test('a fill of units spends what it raises, sells no more than is held, and leaves nothing negative', () => {
  fc.assert(
    fc.property(weights, weights, weights, rates, (held, opening, decided, charges) => {
      const fill = fillByUnits(held, opening, decided, charges);
      for (const value of fill.holdings) expect(value).toBeGreaterThanOrEqual(0);
      expect(fill.before - fill.after - fill.cost).toBeCloseTo(0, 14);
      // A position that is not to change does not change.
      held.forEach((value, i) => {
        if (decided[i] === opening[i]) expect(fill.holdings[i]).toBe(value);
      });
    }),
  );
});

test('without charges and without a move since the decision, units reach the decided weights as a reset does', () => {
  fc.assert(
    fc.property(weights, weights, (held, decided) => {
      const units = fillByUnits(held, held, decided, FREE);
      const reset = fillByReset(held, decided, FREE);
      units.holdings.forEach((value, i) => expect(value).toBeCloseTo(reset.holdings[i]!, 13));
      expect(sum(units.holdings)).toBeCloseTo(1, 13);
    }),
  );
});
