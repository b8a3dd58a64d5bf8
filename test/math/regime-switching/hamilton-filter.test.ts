import fc from 'fast-check';
import { hamiltonFilter, type MarkovChain } from '../../../src/math/regime-switching/hamilton-filter.ts';
import { kimSmoother } from '../../../src/math/regime-switching/kim-smoother.ts';
import { logDensities } from '../../../src/math/regime-switching/switching-normal.ts';
import { FEDFUNDS } from './fedfunds.fixture.ts';
import { US_GNP_GROWTH } from './us-gnp.fixture.ts';

const chainOf = (initial: readonly number[], transition: readonly (readonly number[])[]): MarkovChain => ({
  initial: Float64Array.from(initial),
  transition: Float64Array.from(transition.flat()),
});

/** Two states from the chances of going to the first, from the first and from the second, begun in its steady state. */
function fromPublished(stay: number, back: number): MarkovChain {
  const first = back / (1 - stay + back);
  return chainOf(
    [first, 1 - first],
    [
      [stay, 1 - stay],
      [back, 1 - back],
    ],
  );
}

/** One state's probabilities through time. */
const column = (table: Float64Array, states: number, state: number): number[] =>
  [...table].filter((_, at) => at % states === state);

// Stata 14 manual, chapter "mswitch": federal funds rate, two means, one variance.
const STATA = {
  chain: fromPublished(0.9820939, 0.0503587),
  means: Float64Array.of(3.70877, 9.556793),
  variances: Float64Array.of(2.107562 ** 2, 2.107562 ** 2),
};

describe('the federal funds rate under the parameters that Stata publishes', () => {
  const filtered = hamiltonFilter(logDensities(FEDFUNDS, STATA), STATA.chain);
  const { smoothed, moves } = kimSmoother(filtered, STATA.chain);

  test('has the log-likelihood that Stata publishes', () => {
    expect(filtered.logLikelihood).toBeCloseTo(-508.63592, 5);
  });

  // The first-order conditions of the maximum: means and variance are those of the smoothed weights.
  test('is at a maximum: the smoothed weights reproduce the means, the variance and the transitions', () => {
    const weights = [0, 1].map((state) => column(smoothed, 2, state));
    const means = weights.map(
      (w) => w.reduce((sum, p, t) => sum + p * FEDFUNDS[t]!, 0) / w.reduce((sum, p) => sum + p, 0),
    );
    expect(means[0]).toBeCloseTo(3.70877, 5);
    expect(means[1]).toBeCloseTo(9.556793, 5);
    const squares = weights.map((w, i) =>
      w.reduce((sum, p, t) => sum + p * (FEDFUNDS[t]! - means[i]!) ** 2, 0),
    );
    expect(Math.sqrt((squares[0]! + squares[1]!) / FEDFUNDS.length)).toBeCloseTo(2.107562, 5);
    // The chain also enters by its steady state at the start, so its condition holds but for that one observation.
    expect(moves[0]! / (moves[0]! + moves[1]!)).toBeCloseTo(0.9820939, 2);
    expect(moves.reduce((sum, m) => sum + m, 0)).toBeCloseTo(FEDFUNDS.length - 1, 9);
  });

  // statsmodels, test_markov_regression.py: filtered joint probabilities, summed over the quarter before.
  test.each([
    ['1954q3', 0, 1.12025955e-5 + 2.11253415e-4],
    ['1969q2', 59, 1.2056979e-1 + 1.70602991e-1],
    ['1969q3', 60, 3.94742135e-2 + 8.59968341e-1],
    ['2010q4', 225, 3.77538498e-6 + 7.56083358e-10],
  ])('has in %s the filtered probability of statsmodels', (_, t, expected) => {
    expect(filtered.filtered[2 * t + 1]! / expected).toBeCloseTo(1, 7);
  });

  test('agrees with statsmodels on the last ten quarters alone', () => {
    const short = hamiltonFilter(logDensities(FEDFUNDS.slice(-10), STATA), STATA.chain);
    expect(short.logLikelihood).toBeCloseTo(-29.909297, 5);
    expect(short.filtered[1]! / (3.71038873e-5 + 6.99688113e-4)).toBeCloseTo(1, 7);
    expect(short.filtered[3]! / (5.75327472e-6 + 2.24977302e-7)).toBeCloseTo(1, 7);
    const back = kimSmoother(short, STATA.chain).smoothed;
    expect(back[1]! / (1.90448249e-6 + 3.59138585e-5)).toBeCloseTo(1, 7);
    expect(back[19]! / (3.77538498e-6 + 7.56083358e-10)).toBeCloseTo(1, 7);
  });
});

describe("Hamilton's (1989) growth of US GNP: two means, four autoregressive terms", () => {
  // Estimates and probabilities of statsmodels' test_markov_autoregression.py, from EViews; state 1 is expansion.
  const { initial, transition } = fromPublished(0.754673, 0.095915);
  const means = [-0.358811, 1.163516];
  const ar = [0.013486, -0.057521, -0.246983, -0.212923];
  const variance = Math.exp(-0.262658) ** 2;
  // One state of the filter is this quarter's state and those of the four before: bit j is the state j quarters ago.
  const STATES = 32;
  const bit = (state: number, j: number) => (state >> j) & 1;
  const move = (from: number, to: number) => transition[from * 2 + to]!;
  const chain: MarkovChain = {
    initial: Float64Array.from({ length: STATES }, (_, s) =>
      [3, 2, 1, 0].reduce((p, j) => p * move(bit(s, j + 1), bit(s, j)), initial[bit(s, 4)]!),
    ),
    transition: Float64Array.from({ length: STATES * STATES }, (_, at) => {
      const [from, to] = [Math.floor(at / STATES), at % STATES];
      return to >> 1 === (from & 15) ? move(bit(from, 0), bit(to, 0)) : 0;
    }),
  };
  const quarters = US_GNP_GROWTH.slice(4);
  const densities = Float64Array.from({ length: quarters.length * STATES }, (_, at) => {
    const [t, s] = [Math.floor(at / STATES) + 4, at % STATES];
    const gap = (j: number) => US_GNP_GROWTH[t - j]! - means[bit(s, j)]!;
    const error = ar.reduce((left, phi, j) => left - phi * gap(j + 1), gap(0));
    return -0.5 * Math.log(2 * Math.PI * variance) - (0.5 * error ** 2) / variance;
  });
  const filtered = hamiltonFilter(densities, chain);
  const { smoothed } = kimSmoother(filtered, chain);
  const expansion = (table: Float64Array, t: number) => {
    const row = table.slice(t * STATES, (t + 1) * STATES);
    return row.reduce((sum, p, s) => sum + bit(s, 0) * p, 0);
  };

  test('has the published log-likelihood', () => {
    expect(filtered.logLikelihood).toBeCloseTo(-181.26339, 4);
  });

  test.each([
    [0, 0.776712, 0.968096],
    [5, 0.537442, 0.072784],
    [22, 0.029031, 0.007414],
    [91, 0.000896, 0.002196],
    [123, 0.549009, 0.955654],
    [130, 0.927714, 0.927714],
  ])(
    'was expanding in quarter %d with the published probability %d as it was seen then, %d in hindsight',
    (t, f, s) => {
      expect(expansion(filtered.filtered, t)).toBeCloseTo(f, 5);
      expect(expansion(smoothed, t)).toBeCloseTo(s, 5);
    },
  );
});

describe('a chain', () => {
  const nothing = (states: number) => new Float64Array(2 * states);

  // statsmodels, test_markov_switching.py::test_transition_matrix: columns there are rows here.
  test.each([
    ['two states', [0, 1]],
    ['three states', [0, 0.2, 0.8]],
  ])('with equal transition rows reaches its steady state in one step: %s', (_, next) => {
    const even = next.map(() => 1 / next.length);
    const { predicted } = hamiltonFilter(
      nothing(next.length),
      chainOf(
        even,
        next.map(() => next),
      ),
    );
    predicted.slice(next.length).forEach((p, i) => expect(p).toBeCloseTo(next[i]!, 15));
  });

  test('without information stays in its steady state', () => {
    const { filtered } = hamiltonFilter(nothing(2), fromPublished(0.5, 0.5));
    expect([...filtered]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  // statsmodels, test_hamilton_filter_order_zero: −1 is uninformative, the third observation is possible in state 1 only.
  test('that never moves is known with certainty from the first informative observation', () => {
    const [half, never] = [Math.log(0.5), -Infinity];
    const logDensities = [half, half, half, half, half, half, never, 0, never, half, half, half];
    const still = chainOf(
      [1 / 3, 1 / 3, 1 / 3],
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    );
    const { filtered } = hamiltonFilter(Float64Array.from(logDensities), still);
    const third = 1 / 3;
    [third, third, third, third, third, third, 0, 1, 0, 0, 1, 0].forEach((p, i) =>
      expect(filtered[i]).toBeCloseTo(p, 15),
    );
  });
});

describe('compared with the sum over all paths of states', () => {
  const weight = fc.double({ min: 0.01, max: 1, noNaN: true });
  const row = (states: number) =>
    fc.array(weight, { minLength: states, maxLength: states }).map((w) => {
      const sum = w.reduce((a, b) => a + b, 0);
      return w.map((x) => x / sum);
    });
  const problem = fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 1, max: 5 }))
    .chain(([states, n]) =>
      fc.record({
        states: fc.constant(states),
        n: fc.constant(n),
        initial: row(states),
        transition: fc.array(row(states), { minLength: states, maxLength: states }),
        densities: fc.array(fc.double({ min: -30, max: 5, noNaN: true }), {
          minLength: n * states,
          maxLength: n * states,
        }),
      }),
    );

  test('likelihood, filtered and smoothed probabilities and expected transitions agree', () => {
    fc.assert(
      fc.property(problem, ({ states, n, initial, transition, densities }) => {
        const chain = chainOf(initial, transition);
        const filter = hamiltonFilter(Float64Array.from(densities), chain);
        const smoother = kimSmoother(filter, chain);
        const paths = Array.from({ length: states ** n }, (_, code) =>
          Array.from({ length: n }, (__, t) => Math.floor(code / states ** t) % states),
        );
        const joint = (path: readonly number[], until: number) => {
          let p = initial[path[0]!]! * Math.exp(densities[path[0]!]!);
          for (let t = 1; t <= until; t++)
            p *= transition[path[t - 1]!]![path[t]!]! * Math.exp(densities[t * states + path[t]!]!);
          return p;
        };
        /** The probability of what `holds`, given the observations up to `until`, by adding paths. */
        const chance = (until: number, holds: (path: readonly number[]) => boolean) => {
          // Paths that differ only after `until` count as often above as below the line.
          const all = paths.map((path) => joint(path, until));
          const sum = all.reduce((a, b) => a + b, 0);
          return all.reduce((a, p, i) => a + (holds(paths[i]!) ? p : 0), 0) / sum;
        };
        const likelihood = paths.reduce((sum, path) => sum + joint(path, n - 1), 0);
        expect(filter.logLikelihood).toBeCloseTo(Math.log(likelihood), 8);
        for (let t = 0; t < n; t++) {
          for (let i = 0; i < states; i++) {
            expect(filter.filtered[t * states + i]).toBeCloseTo(
              chance(t, (path) => path[t] === i),
              9,
            );
            expect(smoother.smoothed[t * states + i]).toBeCloseTo(
              chance(n - 1, (path) => path[t] === i),
              9,
            );
          }
        }
        for (let i = 0; i < states; i++) {
          for (let j = 0; j < states; j++) {
            let moves = 0;
            for (let t = 1; t < n; t++) moves += chance(n - 1, (path) => path[t - 1] === i && path[t] === j);
            expect(smoother.moves[i * states + j]).toBeCloseTo(moves, 9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('extreme numbers', () => {
  const calmAndWild = { means: Float64Array.of(0, 0), variances: Float64Array.of(1, 9) };
  const chain = fromPublished(0.99, 0.05);

  test('filtered probabilities do not depend on later observations', () => {
    const ys = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ys, fc.nat(), (y, cut) => {
        const whole = hamiltonFilter(logDensities(y, calmAndWild), chain).filtered;
        const kept = y.slice(0, (cut % y.length) + 1);
        const early = hamiltonFilter(logDensities(kept, calmAndWild), chain).filtered;
        expect(early).toEqual(whole.slice(0, early.length));
      }),
    );
  });

  test('outliers of a hundred thousand standard deviations leave finite probabilities that sum to one', () => {
    const y = [0.1, -1e5, 0.2, 1e5, 1e5, 0, -0.3];
    for (const stuck of [
      chain,
      chainOf(
        [1, 0],
        [
          [1, 0],
          [0.5, 0.5],
        ],
      ),
    ]) {
      const filter = hamiltonFilter(logDensities(y, calmAndWild), stuck);
      const { smoothed } = kimSmoother(filter, stuck);
      expect(Number.isFinite(filter.logLikelihood)).toBe(true);
      for (const table of [filter.predicted, filter.filtered, smoothed]) {
        y.forEach((_, t) => expect(table[2 * t]! + table[2 * t + 1]!).toBeCloseTo(1, 12));
      }
    }
  });

  test('ten thousand observations do not underflow', () => {
    const y = Array.from({ length: 10_000 }, (_, t) => Math.sin(t) * 3);
    expect(Number.isFinite(hamiltonFilter(logDensities(y, calmAndWild), chain).logLikelihood)).toBe(true);
  });

  test('an observation with zero density in every possible state is refused by its number', () => {
    const logDensities = Float64Array.of(0, 0, -Infinity, 0);
    expect(() =>
      hamiltonFilter(
        logDensities,
        chainOf(
          [1, 0],
          [
            [1, 0],
            [0, 1],
          ],
        ),
      ),
    ).toThrow('observation 1');
  });
});
