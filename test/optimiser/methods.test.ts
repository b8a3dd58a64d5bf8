import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Assets } from '../../src/optimiser/assets.ts';
import { volatilityOf } from '../../src/optimiser/assets.ts';
import type { OptimalPortfolio } from '../../src/optimiser/result.ts';
import { fullyInvested } from '../../src/optimiser/constraints/fully-invested.ts';
import type { Constraint } from '../../src/optimiser/constraints/constraint.ts';
import { assetCap } from '../../src/optimiser/constraints/asset-cap.ts';
import { noShorts } from '../../src/optimiser/constraints/no-shorts.ts';
import { tradingCost } from '../../src/optimiser/constraints/trading-cost.ts';
import { turnoverLimit } from '../../src/optimiser/constraints/turnover-limit.ts';
import { weightBounds } from '../../src/optimiser/constraints/weight-bounds.ts';
import { efficientFrontier } from '../../src/optimiser/methods/efficient-frontier.ts';
import { riskBudgeting } from '../../src/optimiser/methods/risk-budgeting.ts';
import { maximumDiversification } from '../../src/optimiser/methods/maximum-diversification.ts';
import { maximumSharpe } from '../../src/optimiser/methods/maximum-sharpe.ts';
import { meanVariance } from '../../src/optimiser/methods/mean-variance.ts';
import { minimumVariance } from '../../src/optimiser/methods/minimum-variance.ts';
import { randomProgramme } from '../../fixtures/random-programme.ts';
import { factorHessian } from '../../src/math/qp/factor-hessian.ts';
import { hessianTimes } from '../../src/math/qp/hessian.ts';
import { describeReference, reference } from '../reference.ts';

const assetsOf = (
  covariance: readonly (readonly number[])[],
  expected: readonly number[] | null = null,
): Assets => ({
  names: covariance.map((_, i) => `asset ${i + 1}`),
  covariance: { kind: 'dense', n: covariance.length, matrix: Float64Array.from(covariance.flat()) },
  expected: expected && Float64Array.from(expected),
});

const between = (n: number, low: number, high: number): Constraint[] => [
  fullyInvested(n),
  weightBounds('bounds', new Float64Array(n).fill(low), new Float64Array(n).fill(high)),
];

function chosen(outcome: { readonly kind: string }): OptimalPortfolio {
  if (outcome.kind !== 'optimal') throw new Error(JSON.stringify(outcome));
  return outcome as OptimalPortfolio;
}

/** Random long-only assets with a factor structure. */
function randomAssets(seed: number, n: number): Assets {
  const { hessian, linear } = randomProgramme(seed, { assets: n, turnover: false });
  return {
    names: Array.from({ length: n }, (_, i) => `asset ${i + 1}`),
    covariance: hessian,
    expected: linear,
  };
}

// Markowitz, Portfolio Selection (1959), ch. VIII: three securities and the corners of their frontier, as weights and
// the multiplier on return; published to four digits and more.
const MARKOWITZ = assetsOf(
  [
    [0.0146, 0.0187, 0.0145],
    [0.0187, 0.0854, 0.0104],
    [0.0145, 0.0104, 0.0289],
  ],
  [0.062, 0.146, 0.128],
);
const CORNERS: readonly (readonly [readonly number[], number])[] = [
  [[0, 1, 0], 4.16666666666667],
  [[0, 0.22496808316614986, 0.7750319168338502], 0.14080643200194537],
  [[0.8414051841746242, 0, 0.15859481582537574], 0.03332764893133249],
  [[0.993103448275862, 0, 0.006896551724137945], 0],
];

describe('the critical line of Markowitz’s three securities', () => {
  const at = async (tolerance: number) =>
    chosen(await meanVariance(MARKOWITZ, between(3, 0, 1), { kind: 'risk-tolerance', tolerance })).weights;
  const expectWeights = (weights: Float64Array, expected: readonly number[], digits: number) =>
    weights.forEach((w, i) => expect(w).toBeCloseTo(expected[i]!, digits));

  test.each(CORNERS)('passes through %j at λ = %d', async (weights, tolerance) => {
    expectWeights(await at(tolerance), weights, 9);
  });

  test('is linear between corner portfolios, bends at them, and is constant beyond the last', async () => {
    for (const [k, [weights, tolerance]] of CORNERS.entries()) {
      const next = CORNERS[k + 1];
      if (!next) continue;
      const middle = await at((tolerance + next[1]) / 2);
      expectWeights(
        middle,
        weights.map((w, i) => (w + next[0][i]!) / 2),
        9,
      );
      const beyond = await at(tolerance * 1.01);
      const slope = weights.map((w, i) => (w - next[0][i]!) / (tolerance - next[1]));
      const straightOn = Math.max(
        ...weights.map((w, i) => Math.abs(w + 0.01 * tolerance * slope[i]! - beyond[i]!)),
      );
      expect(straightOn).toBeGreaterThan(1e-4);
    }
    expectWeights(await at(100), CORNERS[0]![0], 9);
  });

  test('is the frontier: its ends are the first and the last corner, its middle lies between corners', async () => {
    const frontier = await efficientFrontier(MARKOWITZ, between(3, 0, 1), 25);
    if (frontier.kind !== 'frontier') throw new Error(frontier.kind);
    expect(frontier.points).toHaveLength(25);
    expectWeights(frontier.points[0]!.weights, CORNERS[3]![0], 9);
    expectWeights(frontier.points[24]!.weights, CORNERS[0]![0], 9);
    // Along a segment weights are linear in return: each point lies between the corners that its return lies between.
    const returns = CORNERS.map(([w]) => w.reduce((sum, v, i) => sum + v * MARKOWITZ.expected![i]!, 0));
    for (const { weights, expectedReturn } of frontier.points) {
      const k = Math.max(0, returns.findIndex((r) => r <= expectedReturn! + 1e-12) - 1);
      const share = (returns[k]! - expectedReturn!) / (returns[k]! - returns[k + 1]!);
      const line = CORNERS[k]![0].map((w, i) => w + share * (CORNERS[k + 1]![0][i]! - w));
      expectWeights(weights, line, 9);
    }
  });
});

describeReference('the published optimisation cases', () => {
  interface Case {
    readonly id: string;
    readonly input: {
      readonly cov: number[][];
      readonly mu?: number[];
      readonly bounds?: [number, number];
      readonly risk_tolerance?: number;
    };
    readonly expected: number[];
    readonly abs_tol: number;
  }
  const file = reference('cases', 'allocation_cases.json');
  const { cases } = process.env.TRRM_REFERENCE
    ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] })
    : { cases: [] };
  const methods: Readonly<Record<string, (a: Assets, l: Constraint[], c: Case) => Promise<unknown>>> = {
    mvo: (a, l, { input }) =>
      meanVariance(a, l, { kind: 'risk-tolerance', tolerance: input.risk_tolerance! }),
    minvar: minimumVariance,
    erc: (a, l) => riskBudgeting(a, l),
    mdp: maximumDiversification,
  };
  const known = cases.filter(({ id }) => Object.hasOwn(methods, id.split('.')[0]!));

  test('are all present', () => {
    expect(known).toHaveLength(15);
  });

  test.each(known.map((c) => [c.id, c] as const))('%s', async (id, c) => {
    const { cov, mu, bounds } = c.input;
    const constraints = between(cov.length, ...(bounds ?? ([0, 1] as const)));
    const { weights } = chosen(
      (await methods[id.split('.')[0]!]!(assetsOf(cov, mu ?? null), constraints, c)) as OptimalPortfolio,
    );
    c.expected.forEach((w, i) => expect(Math.abs(weights[i]! - w)).toBeLessThanOrEqual(c.abs_tol));
  });
});

const seeds = fc.integer({ min: 1, max: 1e6 });

describe('the method of', () => {
  test('maximum Sharpe is not beaten by a fine frontier, and equals the tangency portfolio of two assets', async () => {
    // Two uncorrelated assets: weights in proportion to (μ − r)/σ².
    const two = assetsOf(
      [
        [0.04, 0],
        [0, 0.09],
      ],
      [0.1, 0.14],
    );
    const { weights } = chosen(await maximumSharpe(two, between(2, 0, 1), 0.05));
    const [a, b] = [0.05 / 0.04, 0.09 / 0.09];
    expect(weights[0]!).toBeCloseTo(a / (a + b), 10);

    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const assets = randomAssets(seed, 25);
        const constraints = [fullyInvested(25), noShorts(25), assetCap(25, 0.15)];
        const best = chosen(await maximumSharpe(assets, constraints, 0.001));
        const frontier = await efficientFrontier(assets, constraints, 200);
        if (frontier.kind !== 'frontier') throw new Error(frontier.kind);
        const sharpe = ({ expectedReturn, volatility }: OptimalPortfolio) =>
          (expectedReturn! - 0.001) / volatility;
        const most = Math.max(...frontier.points.map(sharpe));
        expect(sharpe(best)).toBeGreaterThanOrEqual(most - 1e-12);
        expect(sharpe(best)).toBeLessThan(most + 0.01 * Math.abs(most));
      }),
      { numRuns: 10 },
    );
  });

  test('maximum Sharpe has no solution if no portfolio earns more than the risk-free rate', async () => {
    const assets = assetsOf([[0.04]], [0.03]);
    expect(await maximumSharpe(assets, between(1, 0, 1), 0.05)).toEqual({
      kind: 'no-ratio',
      reason: 'no-reward',
    });
  });

  test('equal risk gives each asset the same contribution to variance', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 2, max: 300 }), async (seed, n) => {
        const assets = randomAssets(seed, n);
        const { weights, volatility } = chosen(await riskBudgeting(assets, between(n, 0, 1)));
        const vw = hessianTimes(assets.covariance, weights);
        weights.forEach((w, i) => expect((n * w * vw[i]!) / volatility ** 2).toBeCloseTo(1, 9));
        expect(weights.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 12);
      }),
      { numRuns: 20 },
    );
  });

  test('minimum variance of uncorrelated assets has weights proportional to inverse variance', async () => {
    const specific = Float64Array.of(0.01, 0.04, 0.09, 0.16);
    const covariance = factorHessian(new Float64Array(4), Float64Array.of(1), specific);
    const assets: Assets = { names: ['a', 'b', 'c', 'd'], covariance, expected: null };
    const { weights } = chosen(await minimumVariance(assets, between(4, 0, 1)));
    const inverse = specific.map((v) => 1 / v);
    const sum = inverse.reduce((a, b) => a + b, 0);
    weights.forEach((w, i) => expect(w).toBeCloseTo(inverse[i]! / sum, 12));
  });

  test('mean–variance at a target return has the lowest volatility of all portfolios that reach it', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
        async (seed, raw) => {
          const assets = randomAssets(seed, 12);
          const sum = raw.reduce((a, b) => a + b, 0);
          fc.pre(sum > 0.1);
          const any = Float64Array.from(raw, (w) => w / sum);
          const atLeast = any.reduce((total, w, i) => total + w * assets.expected![i]!, 0);
          const best = chosen(
            await meanVariance(assets, between(12, 0, 1), { kind: 'target-return', atLeast }),
          );
          expect(best.volatility).toBeLessThanOrEqual(volatilityOf(assets, any) + 1e-12);
          expect(best.expectedReturn!).toBeGreaterThanOrEqual(atLeast - 1e-12);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('mean–variance with aversion λ equals that with tolerance 1/λ', async () => {
    const assets = randomAssets(9, 30);
    const by = async (preference: Parameters<typeof meanVariance>[2]) =>
      chosen(await meanVariance(assets, between(30, 0, 1), preference)).weights;
    expect(await by({ kind: 'risk-aversion', aversion: 4 })).toEqual(
      await by({ kind: 'risk-tolerance', tolerance: 0.25 }),
    );
  });
});

describe('a frontier', () => {
  test('has more return and more risk at every step, and is convex', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.boolean(), async (seed, traded) => {
        const n = 20;
        const assets = randomAssets(seed, n);
        const held = new Float64Array(n).fill(1 / n);
        const constraints = [...between(n, 0, 0.4), ...(traded ? [turnoverLimit(held, 0.3)] : [])];
        const frontier = await efficientFrontier(assets, constraints, 30);
        if (frontier.kind !== 'frontier') throw new Error(frontier.kind);
        const { points } = frontier;
        for (let k = 1; k < points.length; k++) {
          expect(points[k]!.expectedReturn!).toBeGreaterThan(points[k - 1]!.expectedReturn!);
          expect(points[k]!.volatility).toBeGreaterThanOrEqual(points[k - 1]!.volatility - 1e-12);
          if (k < points.length - 1)
            expect(2 * points[k]!.volatility).toBeLessThanOrEqual(
              points[k - 1]!.volatility + points[k + 1]!.volatility + 1e-9,
            );
        }
      }),
      { numRuns: 10 },
    );
  });

  test('of assets with equal expected returns is a single point', async () => {
    const assets = assetsOf(
      [
        [0.04, 0],
        [0, 0.04],
      ],
      [0.1, 0.1],
    );
    const frontier = await efficientFrontier(assets, between(2, 0, 1), 10);
    expect(frontier.kind === 'frontier' && frontier.points.map((p) => [...p.weights])).toEqual([[0.5, 0.5]]);
  });
});

describe('trading', () => {
  const assets = assetsOf(
    [
      [0.04, 0.01],
      [0.01, 0.09],
    ],
    [0.06, 0.12],
  );
  const held = Float64Array.of(0.9, 0.1);
  const preference = { kind: 'risk-tolerance', tolerance: 0.5 } as const;

  test('uses one-way turnover up to the limit', async () => {
    const constraints = [...between(2, 0, 1), turnoverLimit(held, 0.2)];
    const { weights, bindingConstraints } = chosen(await meanVariance(assets, constraints, preference));
    expect([...weights]).toEqual([expect.closeTo(0.7, 12), expect.closeTo(0.3, 12)]);
    expect(bindingConstraints).toEqual([
      { constraint: 'one-way turnover of at most 20 %', side: 'upper', assets: [] },
    ]);
  });

  test('stops where a further trade costs more than it gains, and does not start if the first one does', async () => {
    const cost = (c: number) =>
      tradingCost(held, new Float64Array(2).fill(0.5 * c), new Float64Array(2).fill(0.5 * c));
    const at = async (c: number) =>
      chosen(await meanVariance(assets, [...between(2, 0, 1), cost(c)], preference)).weights;
    // Moving x from the first to the second: the objective's slope is (Vw)₂ − (Vw)₁ − T·0.06 + 2·T·c.
    const slope = (w: Float64Array, c: number) =>
      0.01 * w[0]! + 0.09 * w[1]! - 0.04 * w[0]! - 0.01 * w[1]! - 0.5 * 0.06 + 0.5 * 2 * c;
    expect(slope(await at(0.01), 0.01)).toBeCloseTo(0, 12);
    expect([...(await at(0.06))]).toEqual([0.9, 0.1]);
  });

  test('accepts a higher cost of buying than of selling', async () => {
    const both = tradingCost(held, Float64Array.of(0.01, 0.01), Float64Array.of(0.01, 0.01));
    const buyOnly = tradingCost(held, Float64Array.of(0, 0.02), Float64Array.of(0, 0));
    // Each trade sells the first and buys the second, so that only the sum of the two costs counts.
    const a = chosen(await meanVariance(assets, [...between(2, 0, 1), both], preference)).weights;
    const b = chosen(await meanVariance(assets, [...between(2, 0, 1), buyOnly], preference)).weights;
    a.forEach((w, i) => expect(b[i]!).toBeCloseTo(w, 12));
  });
});
