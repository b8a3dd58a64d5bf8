import { chiSquaredTail } from '../../../src/math/random/chi-squared-tail.ts';

test.each([
  // Abramowitz and Stegun, table 26.8.
  [3.841, 1, 0.05],
  [18.307, 10, 0.05],
  [124.342, 100, 0.05],
])('χ² of %d with %d degrees is exceeded with the tabulated probability', (x, degrees, p) => {
  expect(chiSquaredTail(x, degrees)).toBeCloseTo(p, 4);
});

test('the approximation for many degrees continues the sum for fewer', () => {
  for (const z of [-2, -1, 0, 1, 2, 3]) {
    const at = (degrees: number) => chiSquaredTail(degrees + z * Math.sqrt(2 * degrees), degrees);
    expect(at(301)).toBeCloseTo((at(299) + at(300)) / 2, 3);
  }
});
