import fc from 'fast-check';
import { roundToRupees } from '../../../allocations/rebalance/round-rupees.ts';

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

describe('rounding amounts to whole rupees', () => {
  test('assigns the remaining rupees to the largest remainders', () => {
    // Rounded down 10, 20, −31: one rupee of the sum 0 is left, and 20.7 has the largest remainder.
    expect(roundToRupees([10.2, 20.7, -30.9])).toEqual([10, 21, -31]);
  });

  test('keeps the sum of offsetting trades at zero, each within a rupee of its amount and on its side', () => {
    const changes = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), {
      minLength: 1,
      maxLength: 11,
    });
    fc.assert(
      fc.property(changes, (xs) => {
        const amounts = [...xs, -sum(xs)];
        const whole = roundToRupees(amounts);
        expect(sum(whole)).toBe(0);
        whole.forEach((w, i) => {
          expect(Number.isInteger(w)).toBe(true);
          expect(Math.abs(w - amounts[i]!)).toBeLessThan(1);
          expect(w * amounts[i]!).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });
});
