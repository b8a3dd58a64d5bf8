import fc from 'fast-check';
import { fitJumpModel, squaredLosses } from '../../../src/math/regime-switching/jump-model.ts';
import { cheapestPath, cheapestState, runningCosts } from '../../../src/math/regime-switching/jump-path.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { scaleOf, toScale } from '../../../src/math/statistics/standardise.ts';
import type { Table } from '../../../src/math/table.ts';

/** The label that could have been given at each observation. */
function onlinePath(losses: Float64Array, states: number, penalty: number): number[] {
  const costs = runningCosts(losses, states, penalty);
  return Array.from({ length: losses.length / states }, (_, t) => cheapestState(costs, states, t * states));
}

/** The cost of a given path, added up plainly. */
const costOf = (
  path: ArrayLike<number>,
  losses: ArrayLike<number>,
  states: number,
  penalty: number,
): number =>
  Array.from(path).reduce(
    (sum, s, t) => sum + losses[t * states + s]! + (t > 0 && s !== path[t - 1] ? penalty : 0),
    0,
  );

const allPaths = (n: number, states: number): number[][] =>
  Array.from({ length: states ** n }, (_, code) =>
    Array.from({ length: n }, (__, t) => Math.floor(code / states ** t) % states),
  );

describe('the cheapest path', () => {
  // Output of the authors' package (Shu, jump-models, function `dp`) on a small table of losses.
  const losses = Float64Array.of(0, 1, 0.2, 0.8, 0.9, 0.1, 0.1, 0.9, 0.9, 0.1, 1, 0, 1, 0);
  test.each([
    [0, [0, 0, 1, 0, 1, 1, 1], 0.5, [0, 0, 1, 0, 1, 1, 1], [1.5, 0.5]],
    [0.5, [0, 0, 1, 1, 1, 1, 1], 1.8, [0, 0, 1, 0, 1, 1, 1], [3.3, 1.8]],
    [1, [0, 0, 0, 0, 1, 1, 1], 2.3, [0, 0, 0, 0, 0, 1, 1], [4.1, 2.3]],
    [3, [1, 1, 1, 1, 1, 1, 1], 2.9, [0, 0, 0, 0, 0, 1, 1], [4.1, 2.9]],
  ])(
    'at λ = %d is that of the authors’ package, in hindsight and online',
    (penalty, path, cost, online, last) => {
      const found = cheapestPath(losses, 2, penalty);
      expect([...found.path]).toEqual(path);
      expect(found.cost).toBeCloseTo(cost, 12);
      expect(onlinePath(losses, 2, penalty)).toEqual(online);
      runningCosts(losses, 2, penalty)
        .slice(-2)
        .forEach((c, k) => expect(c).toBeCloseTo(last[k]!, 12));
    },
  );

  const tables = fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 1, max: 6 }))
    .chain(([states, n]) =>
      fc.record({
        states: fc.constant(states),
        losses: fc
          .array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: n * states, maxLength: n * states })
          .map((values) => Float64Array.from(values)),
        penalty: fc.double({ min: 0, max: 5, noNaN: true }),
      }),
    );

  test('has the lowest cost of all paths', () => {
    fc.assert(
      fc.property(tables, ({ states, losses, penalty }) => {
        const { path, cost } = cheapestPath(losses, states, penalty);
        const costs = allPaths(path.length, states).map((p) => costOf(p, losses, states, penalty));
        expect(cost).toBeCloseTo(Math.min(...costs), 10);
        expect(costOf(path, losses, states, penalty)).toBeCloseTo(cost, 10);
      }),
    );
  });

  test('online, gives each day the end of the cheapest path to it, unchanged by later days', () => {
    fc.assert(
      fc.property(tables, ({ states, losses, penalty }) => {
        const online = onlinePath(losses, states, penalty);
        online.forEach((label, t) => {
          const soFar = losses.slice(0, (t + 1) * states);
          expect(cheapestPath(soFar, states, penalty).path[t]).toBe(label);
          expect(onlinePath(soFar, states, penalty)).toEqual(online.slice(0, t + 1));
        });
      }),
    );
  });
});

describe('the jump model', () => {
  const fit = (rows: Table, penalty: number, starts = 20, seed = 1) =>
    fitJumpModel(rows, { states: 2, penalty, starts, stream: randomStream(seed) });
  const drawn = (seed: number, count: number, width: number): Table => {
    const stream = randomStream(seed);
    return { width, values: Float64Array.from({ length: count * width }, () => stream.uniform() * 4) };
  };

  /** The least cost over every path, each with the means of its states as centres. */
  function leastCost(rows: Table, penalty: number): number {
    const { width, values } = rows;
    const n = values.length / width;
    return Math.min(
      ...allPaths(n, 2).map((path) => {
        const centres = new Float64Array(2 * width);
        for (const k of [0, 1]) {
          const members = path.flatMap((s, t) => (s === k ? [t] : []));
          for (let c = 0; c < width; c++)
            centres[k * width + c] = members.reduce(
              (sum, t) => sum + values[t * width + c]! / members.length,
              0,
            );
        }
        return costOf(path, squaredLosses(rows, { width, values: centres }), 2, penalty);
      }),
    );
  }

  test('finds the cheapest of all paths through ten rows', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const rows = drawn(seed, 10, 2);
      for (const penalty of [0, 0.5, 2])
        expect(fit(rows, penalty).cost).toBeCloseTo(leastCost(rows, penalty), 10);
    }
  });

  test('returns a path and centres that are consistent and have the reported cost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const rows = drawn(seed, count, 3);
        const { path, centres, cost } = fit(rows, 1, 2, seed);
        expect(costOf(path, squaredLosses(rows, centres), 2, 1)).toBeCloseTo(cost, 9);
        for (let at = 0; at < centres.values.length; at++) {
          const [k, c] = [Math.floor(at / 3), at % 3];
          const members = [...path].flatMap((s, t) => (s === k ? [rows.values[t * 3 + c]!] : []));
          if (members.length > 0)
            expect(centres.values[at]).toBeCloseTo(members.reduce((a, b) => a + b, 0) / members.length, 9);
        }
      }),
    );
  });

  test('without a jump penalty assigns each row to the nearer centre, as k-means does', () => {
    const rows = drawn(3, 60, 2);
    const { path, centres } = fit(rows, 0);
    const losses = squaredLosses(rows, centres);
    path.forEach((s, t) => expect(losses[2 * t + s]).toBeLessThanOrEqual(losses[2 * t + 1 - s]!));
  });

  test('with a prohibitive penalty never jumps', () => {
    expect(new Set(fit(drawn(3, 60, 2), 1e6).path).size).toBe(1);
  });

  test('recovers the simulated regimes, except for days at their edges', () => {
    const stream = randomStream(8);
    const truth = Array.from({ length: 600 }, (_, t) => Math.floor(t / 100) % 2);
    const values = Float64Array.from(
      truth.flatMap((s) => [s + stream.uniform() * 2, stream.uniform() * 2 - s]),
    );
    const { path } = fit({ width: 2, values }, 5);
    const agreeing = truth.filter((s, t) => s === path[t]).length / truth.length;
    expect(Math.max(agreeing, 1 - agreeing)).toBeGreaterThan(0.98);
  });

  test('is reproducible from its seed', () => {
    expect(fit(drawn(4, 80, 3), 1, 5, 7)).toEqual(fit(drawn(4, 80, 3), 1, 5, 7));
  });
});

describe('standardising', () => {
  const table: Table = { width: 2, values: Float64Array.of(1, 5, 3, 5, 5, 5) };

  test('gives each column mean 0 and standard deviation 1, and 0 for a constant column', () => {
    // Deviation over n of 1, 3, 5: √(8/3).
    expect([...toScale(table, scaleOf(table)).values]).toEqual([
      -2 / Math.sqrt(8 / 3),
      0,
      0,
      0,
      2 / Math.sqrt(8 / 3),
      0,
    ]);
  });

  test('applies the scale of the first rows to others', () => {
    const other = toScale({ width: 2, values: Float64Array.of(3 + Math.sqrt(8 / 3), 6) }, scaleOf(table));
    expect(other.values[0]).toBeCloseTo(1, 12);
    expect(other.values[1]).toBe(1);
  });
});
