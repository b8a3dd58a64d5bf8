import fc from 'fast-check';
import { ewmMean } from '../../../src/math/windows/ewm-mean.ts';

describe('the exponentially weighted mean', () => {
  // pandas' documentation of `ewm(com=0.5).mean()` on 0, 1, 2: a centre of mass of ½ keeps ⅓ of a weight each step.
  test('agrees with pandas', () => {
    const means = ewmMean([0, 1, 2], Math.log(0.5) / Math.log(1 / 3));
    [0, 0.75, 1.615385].forEach((m, i) => expect(means[i]).toBeCloseTo(m, 6));
  });

  test('agrees with weights of one half at each half-life into the past', () => {
    const numbers = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.5, max: 60, noNaN: true }), (xs, halfLife) => {
        const weights = xs.map((_, i) => 0.5 ** ((xs.length - 1 - i) / halfLife));
        const sum = weights.reduce((a, b) => a + b, 0);
        const mean = xs.reduce((total, x, i) => total + (x * weights[i]!) / sum, 0);
        expect(ewmMean(xs, halfLife).at(-1)).toBeCloseTo(mean, 10);
      }),
    );
  });
});
