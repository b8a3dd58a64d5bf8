import fc from 'fast-check';
import { randomProgramme } from '../../fixtures/random-programme.ts';
import { conditionalValueAtRisk } from '../../src/math/statistics/conditional-value-at-risk.ts';
import { riskShares, type Assets } from '../../src/optimiser/assets.ts';
import { type ConstraintSet, constraintsOf } from '../../src/optimiser/constraint-set.ts';
import { applyMethod, type Method } from '../../src/optimiser/method.ts';
import type { OptimalPortfolio } from '../../src/optimiser/result.ts';

async function optimal(assets: Assets, method: Method, set: ConstraintSet = {}): Promise<OptimalPortfolio> {
  const found = await applyMethod(assets, constraintsOf(assets.names, set), method);
  if (found.kind !== 'optimal') throw new Error(JSON.stringify(found));
  return found;
}

const dense = (
  covariance: readonly (readonly number[])[],
  expected: readonly number[] | null = null,
): Assets => ({
  names: covariance.map((_, i) => `S${i + 1}`),
  covariance: { kind: 'dense', n: covariance.length, matrix: Float64Array.from(covariance.flat()) },
  expected: expected && Float64Array.from(expected),
});

function random(seed: number, n: number): Assets {
  const { hessian, linear } = randomProgramme(seed, { assets: n, turnover: false });
  return { names: Array.from({ length: n }, (_, i) => `S${i + 1}`), covariance: hessian, expected: linear };
}

const seeds = fc.integer({ min: 1, max: 1e6 });
const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);

describe('risk budgets', () => {
  const three = dense([
    [0.04, 0.006, 0.002],
    [0.006, 0.0225, 0.001],
    [0.002, 0.001, 0.01],
  ]);

  // L-BFGS-B on the log-barrier with a root in its multiplier (scipy 1.17), an independent program.
  test.each([
    [0.45, [0.23365348, 0.31634652, 0.45]],
    [0.4, [0.25529794, 0.34470206, 0.4]],
  ])('within a cap of %d are those of Richard and Roncalli', async (cap, expected) => {
    const { weights, bindingConstraints } = await optimal(three, { kind: 'equal-risk' }, { maxWeight: cap });
    expected.forEach((w, i) => expect(weights[i]!).toBeCloseTo(w, 7));
    expect(bindingConstraints[0]!.assets).toEqual(['S3']);
  });

  test('two assets at −0.4 of covariance, capped at 60 %: 60 and 40', async () => {
    const two = dense([
      [1, -0.4],
      [-0.4, 4],
    ]);
    expect((await optimal(two, { kind: 'equal-risk' })).weights[0]!).toBeCloseTo(2 / 3, 12);
    const { weights } = await optimal(two, { kind: 'equal-risk' }, { maxWeight: 0.6 });
    expect([...weights]).toEqual([expect.closeTo(0.6, 10), expect.closeTo(0.4, 10)]);
  });

  test('as given are met without constraints; with them, by all assets at no bound, in proportion', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 3, max: 12 }), async (seed, n) => {
        const assets = random(seed, n);
        const budgets = Float64Array.from({ length: n }, (_, i) => 1 + (i % 3));
        const method: Method = { kind: 'risk-budgeting', budgets };
        const free = await optimal(assets, method);
        riskShares(assets, free.weights)!.forEach((s, i) =>
          expect(s).toBeCloseTo(budgets[i]! / sum(budgets), 9),
        );
        const cap = 0.8 * Math.max(...free.weights) + 0.2 / n;
        const { weights } = await optimal(assets, method, { maxWeight: cap });
        expect(sum(weights)).toBeCloseTo(1, 10);
        const perBudget = [...riskShares(assets, weights)!.entries()]
          .filter(([i]) => weights[i]! < cap - 1e-7)
          .map(([i, s]) => s / budgets[i]!);
        perBudget.forEach((v) => expect(v).toBeCloseTo(perBudget[0]!, 6));
      }),
      { numRuns: 15 },
    );
  });

  test('keep group caps and turnover limits too', async () => {
    const constraints: ConstraintSet = {
      groups: [{ name: 'g', assets: ['S1', 'S2'], max: 0.4 }],
      turnover: { opening: { S1: 0.3, S2: 0.3, S3: 0.4 }, max: 0.25 },
    };
    const { weights } = await optimal(three, { kind: 'equal-risk' }, constraints);
    expect(weights[0]! + weights[1]!).toBeLessThanOrEqual(0.4 + 1e-9);
    expect(
      (Math.abs(weights[0]! - 0.3) + Math.abs(weights[1]! - 0.3) + Math.abs(weights[2]! - 0.4)) / 2,
    ).toBeLessThanOrEqual(0.25 + 1e-9);
    expect(sum(weights)).toBeCloseTo(1, 10);
  });
});

describe('a target volatility', () => {
  test('is met, and its portfolio is that of the same return by least variance', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.double({ min: 0.05, max: 0.95, noNaN: true }), async (seed, share) => {
        const assets = random(seed, 15);
        const set = { maxWeight: 0.5 };
        const safest = await optimal(assets, { kind: 'minimum-variance' }, set);
        const riskiest = await optimal(
          assets,
          { kind: 'mean-variance', preference: { kind: 'risk-tolerance', tolerance: 1e6 } },
          set,
        );
        const atMost = safest.volatility + share * (riskiest.volatility - safest.volatility);
        const found = await optimal(
          assets,
          { kind: 'mean-variance', preference: { kind: 'target-volatility', atMost } },
          set,
        );
        expect(found.volatility).toBeCloseTo(atMost, 9);
        const same = await optimal(
          assets,
          { kind: 'mean-variance', preference: { kind: 'target-return', atLeast: found.expectedReturn! } },
          set,
        );
        found.weights.forEach((w, i) => expect(w).toBeCloseTo(same.weights[i]!, 5));
      }),
      { numRuns: 10 },
    );
  });

  // Markowitz (1959), ch. II, in the tests of portfolio_allocation_js uses nine stocks and cash; here two and cash, in closed form.
  test('with cash puts as much into the tangency portfolio as the target allows', async () => {
    const assets = dense(
      [
        [0, 0, 0],
        [0, 0.04, 0],
        [0, 0, 0.01],
      ],
      [0.05, 0.11, 0.08],
    );
    const { weights } = await optimal(assets, {
      kind: 'mean-variance',
      preference: { kind: 'target-volatility', atMost: 0.06 },
    });
    // In proportion to excess return over variance: 1.5 and 3; volatility √(1.5²·0.04 + 3²·0.01) = 0.4243 a unit.
    const k = 0.06 / Math.sqrt(1.5 ** 2 * 0.04 + 9 * 0.01);
    [1 - 4.5 * k, 1.5 * k, 3 * k].forEach((w, i) => expect(weights[i]!).toBeCloseTo(w, 8));
  });
});

describe('hierarchical risk parity', () => {
  const correlation = [
    [1, 0.785, 0.26, 0.59, 0.18, -0.25],
    [0.785, 1, 0.33, 0.515, 0.265, -0.215],
    [0.26, 0.33, 1, -0.18, 0.74, 0.1],
    [0.59, 0.515, -0.18, 1, -0.29, -0.29],
    [0.18, 0.265, 0.74, -0.29, 1, 0.15],
    [-0.25, -0.215, 0.1, -0.29, 0.15, 1],
  ];
  const volatility = [0.2, 0.22, 0.15, 0.3, 0.25, 0.12];
  const assets = dense(correlation.map((row, i) => row.map((c, j) => c * volatility[i]! * volatility[j]!)));

  test('gives the weights of López de Prado’s own program (with scipy’s clustering)', async () => {
    const { weights } = await optimal(assets, { kind: 'hierarchical-risk-parity' });
    [
      0.08468355628178136, 0.06998641015023253, 0.1973970553167539, 0.06704859951359946, 0.07106293991403138,
      0.5098214388236014,
    ].forEach((w, i) => expect(weights[i]!).toBeCloseTo(w, 12));
  });

  test('keeps bounds, and names a constraint that it cannot', async () => {
    const { weights } = await optimal(
      assets,
      { kind: 'hierarchical-risk-parity' },
      { maxWeight: 0.3, minWeight: 0.1 },
    );
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.3 + 1e-12);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.1 - 1e-12);
    expect(sum(weights)).toBeCloseTo(1, 12);
    const set = { groups: [{ name: 'S6 small', assets: ['S6'], max: 0.2 }] };
    expect(
      await applyMethod(assets, constraintsOf(assets.names, set), { kind: 'hierarchical-risk-parity' }),
    ).toMatchObject({
      kind: 'infeasible',
      conflict: ['hierarchical risk parity', 'S6 small'],
    });
  });
});

describe('minimum conditional value at risk', () => {
  const [count, n] = [40, 3];
  const returns = Float64Array.from({ length: count * n }, (_, at) => {
    const [t, i] = [Math.floor(at / n), at % n];
    return Number(
      (
        0.01 * Math.sin(1.7 * t + 2.1 * i) * (1 + i) +
        0.004 * (2 - i) * Math.cos(0.9 * t * t) +
        0.002 * i
      ).toFixed(10),
    );
  });
  const assets: Assets = {
    ...dense([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
    scenarios: { count, returns },
  };
  const losses = (w: ArrayLike<number>): Float64Array =>
    Float64Array.from(
      { length: count },
      (_, t) => -[0, 1, 2].reduce((s, i) => s + returns[t * n + i]! * w[i]!, 0),
    );

  // HiGHS (scipy 1.17) on the linear programme of Rockafellar and Uryasev.
  test.each([
    [0.9, 1, 0.003592334935585303, [0.5100338211197711, 0.2686066016900212, 0.22135957719020763]],
    [0.95, 0.5, 0.0039824074329008734, [0.5, 0.26200612318957184, 0.2379938768104282]],
  ])('at %d with a cap of %d is that of HiGHS', async (confidence, cap, value, expected) => {
    const found = await optimal(
      assets,
      { kind: 'minimum-cvar', confidence, atLeast: null },
      { maxWeight: cap },
    );
    expect(found.conditionalValueAtRisk!).toBeCloseTo(value, 9);
    expected.forEach((w, i) => expect(found.weights[i]!).toBeCloseTo(w, 5));
    expect(found.residual).toBeLessThan(1e-8);
    expect(conditionalValueAtRisk(losses(found.weights), confidence)).toBeCloseTo(value, 9);
  });

  test('is not beaten by any random portfolio, and keeps a turnover limit', async () => {
    const set: ConstraintSet = { turnover: { opening: { S1: 1 }, max: 0.3 } };
    const found = await optimal(assets, { kind: 'minimum-cvar', confidence: 0.9, atLeast: null }, set);
    expect(1 - found.weights[0]!).toBeLessThanOrEqual(0.3 + 1e-8);
    const share = fc.double({ min: 0, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(share, share, (b, c) => {
        fc.pre(b + c <= 0.3);
        expect(conditionalValueAtRisk(losses([1 - b - c, b, c]), 0.9)).toBeGreaterThanOrEqual(
          found.conditionalValueAtRisk! - 1e-8,
        );
      }),
    );
  });
});

describe('a limited number of names', () => {
  test('is met by the best of all choices, found by enumeration', async () => {
    const subsets = (n: number, k: number) =>
      Array.from({ length: 2 ** n }, (_, bits) =>
        Array.from({ length: n }, (_, i) => i).filter((i) => bits & (1 << i)),
      ).filter((s) => s.length === k);
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.constantFrom<Method>(
          { kind: 'minimum-variance' },
          { kind: 'maximum-sharpe', riskFreeRate: -0.05 },
        ),
        async (seed, method) => {
          const assets = random(seed, 7);
          const smallest = 0.15;
          const found = await optimal(assets, method, { maxNames: 3, minHolding: smallest });
          expect(found.weights.filter((w) => w > 0).length).toBeLessThanOrEqual(3);
          found.weights.forEach((w) => expect(w === 0 || w >= smallest - 1e-9).toBe(true));
          expect(found.notes.at(-1)).toMatch(/^Optimal under "at most 3 names, no holding below 15 %"/);
          const score = (p: OptimalPortfolio) => (p.ratio ? -p.ratio.value : p.volatility);
          for (const held of [...subsets(7, 3), ...subsets(7, 2)]) {
            const within = (w: (isHeld: boolean) => number) =>
              Object.fromEntries(assets.names.map((name, i) => [name, w(held.includes(i))]));
            const one = await applyMethod(
              assets,
              constraintsOf(assets.names, {
                minWeight: within((h) => (h ? smallest : 0)),
                maxWeight: within((h) => (h ? 1 : 0)),
              }),
              method,
            );
            if (one.kind === 'optimal') expect(score(found)).toBeLessThanOrEqual(score(one) + 1e-9);
          }
        },
      ),
      { numRuns: 5 },
    );
  });
});

test('a limited number of names chooses no asset that must not be held', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.integer({ min: 1, max: 3 }), async (seed, most) => {
      const assets = random(seed, 7);
      // Without the limit the method prefers some of these.
      const { weights } = await optimal(assets, { kind: 'minimum-variance' });
      const out = assets.names.filter((_, i) => weights[i]! > 0.2);
      const found = await optimal(
        assets,
        { kind: 'minimum-variance' },
        { maxNames: most, maxWeight: Object.fromEntries(out.map((name) => [name, 0])) },
      );
      const held = assets.names.filter((_, i) => found.weights[i]! > 0);
      expect(held.filter((name) => out.includes(name))).toEqual([]);
      expect(held.length).toBeLessThanOrEqual(most);
      expect(sum(found.weights)).toBeCloseTo(1, 9);
    }),
    { numRuns: 10 },
  );
});

describe('present weights', () => {
  const assets = dense(
    [
      [0.04, 0.01],
      [0.01, 0.09],
    ],
    [0.06, 0.12],
  );
  const set = (cost: number): ConstraintSet => ({ turnover: { opening: { S1: 0.9, S2: 0.1 }, cost } });

  test('with a cost: trades stop where a further one costs more than it brings', async () => {
    const aversion = 2;
    const { weights } = await optimal(
      assets,
      { kind: 'mean-variance', preference: { kind: 'risk-aversion', aversion } },
      set(0.01),
    );
    // Moving x from the first to the second: return 0.06 less two trades at 0.01, against the marginal risk.
    const [a, b] = weights as unknown as [number, number];
    expect(aversion * (0.01 * a + 0.09 * b - 0.04 * a - 0.01 * b)).toBeCloseTo(0.06 - 0.02, 10);
  });

  test('with a cost: a target return is met net of it', async () => {
    const atLeast = 0.08;
    const { weights, expectedReturn } = await optimal(
      assets,
      { kind: 'mean-variance', preference: { kind: 'target-return', atLeast } },
      set(0.01),
    );
    expect(expectedReturn! - 0.01 * 2 * (weights[1]! - 0.1)).toBeCloseTo(atLeast, 9);
  });
});

test('a limit on names conflicts with minimum weights for more assets than it allows', async () => {
  const assets = random(5, 5);
  const set = { minWeight: 0.05, maxNames: 3 };
  expect(
    await applyMethod(assets, constraintsOf(assets.names, set), { kind: 'minimum-variance' }),
  ).toMatchObject({ kind: 'infeasible', conflict: expect.arrayContaining(['at most 3 names']) as unknown });
});

test('a search for names that ends without a proof says so, with the gap', async () => {
  const assets = random(11, 400);
  const { notes, weights } = await optimal(assets, { kind: 'minimum-variance' }, { maxNames: 10 });
  expect(weights.filter((w) => w > 0).length).toBeLessThanOrEqual(10);
  expect(notes.at(-1)).toMatch(
    /^(Heuristic under "at most 10 names".*% worse than the best possible|Optimal)/,
  );
});
