import { randomStream } from '../../../src/math/random/random.ts';
import { plainPairWalk, simdPairWalk } from '../../../src/math/simulation/pair-walk.ts';
import { SLOTS } from '../../../src/math/simulation/wealth-path.ts';

test('vector instructions walk a pair of paths to the same bits as plain loops', () => {
  const random = randomStream(12);
  const months = 61;
  const marks = Int32Array.of(1, 12, 61);
  const [plain, vector] = [plainPairWalk(months, marks), simdPairWalk(months, marks)!];
  const variances = [new Float64Array(months).fill(0.003), new Float64Array(months).fill(0.004)] as const;
  for (let pair = 0; pair < 50; pair++) {
    for (const s of [0, 1] as const) {
      for (let t = 0; t < months; t++)
        plain.growth[s][t] = vector.growth[s][t] = 1 + 0.2 * (random.uniform() - 0.49);
    }
    for (const known of [variances, null]) {
      const results = [plain, vector].map((walk) => {
        const out = [new Float64Array(SLOTS * 3), new Float64Array(SLOTS * 3)] as const;
        walk.walk(known, 0.85, out);
        return [...out, ...walk.wealth].map((row) => [...row]);
      });
      expect(results[1]).toEqual(results[0]);
    }
  }
});
