import { holm } from '../../../src/math/statistics/holm.ts';

test('adjusted probabilities are those of Holm’s definition, also where a smaller factor would reverse the order', () => {
  // By hand: 5·0.005, 4·0.01, 3·0.03, then 2·0.04 = 0.08, which may not be below 0.09, and 0.9.
  const adjusted = holm([0.01, 0.04, 0.03, 0.005, 0.9]);
  [0.04, 0.09, 0.09, 0.025, 0.9].forEach((p, i) => expect(adjusted[i]).toBeCloseTo(p, 12));
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
