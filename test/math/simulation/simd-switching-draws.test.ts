import { randomStream } from '../../../src/math/random/random.ts';
import { simdSwitchingReturns } from '../../../src/math/simulation/simd-switching-draws.ts';
import { fillSwitchingReturns } from '../../../src/math/simulation/switching-draws.ts';

const random = randomStream(11);
const numbers = (count: number) => Float64Array.from({ length: count }, () => random.uniform() - 0.5);

test.each([2, 3, 5, 8, 16])(
  'vector instructions give %i variables the same returns to the bit as plain loops',
  (d) => {
    const [labels, months] = [3, 41];
    const factors = numbers(labels * d * d);
    for (let s = 0; s < labels; s++)
      for (let i = 0; i < d; i++) factors.fill(0, (s * d + i) * d + i + 1, (s * d + i + 1) * d);
    const moments = { variables: d, means: numbers(labels * d), factors };
    const path = Uint8Array.from({ length: months }, () => random.uint32() % labels);
    const draws = numbers(months * d);
    const fill = simdSwitchingReturns(moments, labels, months)!;
    for (const scales of [null, numbers(months)]) {
      for (const sign of [1, -1] as const) {
        const [plain, vector] = [new Float64Array(months * d), new Float64Array(months * d)];
        fillSwitchingReturns(moments, path, draws, scales, sign, plain);
        fill(path, draws, scales, sign, vector);
        expect([...vector]).toEqual([...plain]);
      }
    }
  },
);

test('one variable and more than sixteen are left to plain loops', () => {
  const moments = (d: number) => ({ variables: d, means: numbers(d), factors: numbers(d * d) });
  expect(simdSwitchingReturns(moments(1), 1, 12)).toBeNull();
  expect(simdSwitchingReturns(moments(17), 1, 12)).toBeNull();
});
