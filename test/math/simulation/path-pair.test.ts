import { randomStream } from '../../../src/math/random/random.ts';
import { studentScaleLaw } from '../../../src/math/random/student-scales.ts';
import { fillNormals } from '../../../src/math/random/normal-draws.ts';
import { WordBuffer } from '../../../src/math/random/word-buffer.ts';
import { staysAbove } from '../../../src/math/simulation/barrier-crossing.ts';
import { transitionLimits } from '../../../src/math/simulation/label-path.ts';
import type { PairShape, PathPair, PolicyRule } from '../../../src/math/simulation/path-pair.ts';
import { plainPathPair } from '../../../src/math/simulation/plain-pair.ts';
import { simdPathPair } from '../../../src/math/simulation/simd-pair.ts';

const random = randomStream(11);
const numbers = (count: number, scale = 1) =>
  Float64Array.from({ length: count }, () => scale * (random.uniform() - 0.5));

/** Lower-triangular factors of d variables under some labels. */
function factorsOf(labels: number, d: number): Float64Array {
  const factors = numbers(labels * d * d, 0.1);
  for (let s = 0; s < labels; s++)
    for (let i = 0; i < d; i++) factors.fill(0, (s * d + i) * d + i + 1, (s * d + i + 1) * d);
  return factors;
}

/** Everything that a pair of paths shows, for some pairs one after the other. */
function shown(
  pair: PathPair,
  { labels, mirrored, barrier }: PairShape,
  limits: Int32Array,
  degrees: number | null,
  variances: Float64Array,
): unknown[] {
  const stream = randomStream(5);
  const labelWords = new WordBuffer(stream.split('labels'), pair.words.labels);
  const returnWords = new WordBuffer(stream.split('returns'), pair.words.returns);
  return Array.from({ length: 40 }, (_, k) => {
    pair.fillLabels(limits, labels - 1, labelWords);
    for (const side of [0, 1] as const) {
      if (side === 0 || !mirrored) {
        fillNormals(returnWords, pair.draws, pair.draws.length);
        if (degrees !== null) pair.fillScales(side, studentScaleLaw(degrees), returnWords);
      }
      pair.fillReturns(side);
    }
    for (const { walk } of pair.policies) walk(k);
    return [
      pair.labels.map((path) => [...path]),
      [...pair.changes],
      pair.scales.map((row) => [...row]),
      pair.returns.map((row) => [...row]),
      pair.policies.map(({ wealth, holdings, states, near, nearBefore }) => [
        [...wealth],
        states.flatMap(({ lowest }, h) =>
          ([0, 1] as const).map((side) =>
            lowest[2 * k + side]! > barrier
              ? staysAbove(
                  wealth,
                  side,
                  near[side],
                  0,
                  nearBefore[2 * h + side]!,
                  variances,
                  pair.labels[side],
                  pair.scales[side],
                  barrier,
                )
              : 0,
          ),
        ),
        holdings.map((row) => [...row]),
        states.map((state) => Object.entries(state).map(([name, row]) => [name, row[2 * k], row[2 * k + 1]])),
      ]),
    ];
  });
}

test.each([
  [1, 1, true, null],
  [1, 3, true, 6],
  [2, 3, false, 6],
  [3, 2, true, 4.5],
  [8, 3, true, null],
  [15, 4, false, 30],
  [16, 3, true, 3],
] as const)(
  'vector instructions simulate %i variables under %i labels to the same bits as plain loops',
  (variables, labels, mirrored, degrees) => {
    // So many words that a block of them ends within a path.
    const months = 61;
    const shape: PairShape = {
      months,
      labels,
      variables,
      mirrored,
      marks: Int32Array.of(1, 12, 61),
      pairs: 64,
      barrier: 0.85,
    };
    const transition = Float64Array.from({ length: labels * labels }, () => 1 / labels);
    const moments = { means: numbers(labels * variables, 0.02), factors: factorsOf(labels, variables) };
    const cost = numbers(labels * labels, 0.01).map(Math.abs);
    const variances = numbers(labels, 0.01).map(Math.abs);
    const weights = (count: number) => new Float64Array(count).map(() => random.uniform() / variables);
    const policies: PolicyRule[] = [
      { rule: { kind: 'column', column: variables - 1 }, weights: new Float64Array(0), cost, variances },
      { rule: { kind: 'mix' }, weights: weights(labels * variables), cost, variances },
      { rule: { kind: 'hold' }, weights: weights(variables), cost: new Float64Array(0), variances: null },
    ];
    const limits = transitionLimits(transition, labels);
    const plain = shown(plainPathPair(shape, moments, policies), shape, limits, degrees, variances);
    const vector = shown(simdPathPair(shape, moments, policies)!, shape, limits, degrees, variances);
    expect(vector).toEqual(plain);
  },
);

test('more than sixteen variables are left to plain loops', () => {
  const shape = {
    months: 12,
    labels: 1,
    variables: 17,
    mirrored: true,
    marks: Int32Array.of(12),
    pairs: 1,
    barrier: 0.85,
  };
  expect(simdPathPair(shape, { means: numbers(17), factors: factorsOf(1, 17) }, [])).toBeNull();
});

test('the squeeze of the Student scales never accepts what the exact comparison rejects', () => {
  let worst = -Infinity;
  for (const degrees of [2.5, 3, 4, 6, 10, 30, 200]) {
    const { c, d, squeeze } = studentScaleLaw(degrees);
    for (let x = -1 / c + 0.003; x < 20; x += 0.0037) {
      const v = (1 + c * x) ** 3;
      const exact = Math.exp(0.5 * x * x + d * (1 - v + Math.log(v)));
      worst = Math.max(worst, 1 - squeeze * x ** 4 - exact);
    }
  }
  expect(worst).toBeLessThan(1e-13);
});
