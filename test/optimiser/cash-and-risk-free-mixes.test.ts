import fc from 'fast-check';
import { type Assets, volatilityOf } from '../../src/optimiser/assets.ts';
import { constraintsOf } from '../../src/optimiser/constraint-set.ts';
import { applyMethod, type Method } from '../../src/optimiser/method.ts';
import type { OptimalPortfolio } from '../../src/optimiser/result.ts';
import { readAssets } from '../../src/optimiser/file/read-assets.ts';

const assetsOf = (expected: readonly number[], covariance: readonly (readonly number[])[]): Assets => ({
  names: expected.map((_, i) => `asset ${i + 1}`),
  covariance: { kind: 'dense', n: expected.length, matrix: Float64Array.from(covariance.flat()) },
  expected: Float64Array.from(expected),
});

const run = (assets: Assets, method: Method, max = 1) =>
  applyMethod(assets, constraintsOf(assets.names, { maxWeight: max }), method);

async function optimal(assets: Assets, method: Method, max = 1): Promise<OptimalPortfolio> {
  const found = await run(assets, method, max);
  if (found.kind !== 'optimal') throw new Error(JSON.stringify(found));
  return found;
}

const target = (atLeast: number): Method => ({
  kind: 'mean-variance',
  preference: { kind: 'target-return', atLeast },
});

describe('cash among the assets', () => {
  // Returns of 0, 6 and 10 %, volatilities of 0, 8 and 15 %, uncorrelated (PyPortfolioOpt, issue 456).
  const three = assetsOf(
    [0, 0.06, 0.1],
    [
      [0, 0, 0],
      [0, 0.0064, 0],
      [0, 0, 0.0225],
    ],
  );

  test('separates: efficient portfolios are cash and one risky portfolio (Tobin 1958)', async () => {
    const { weights } = await optimal(three, target(0.035));
    [0.519655, 0.325862, 0.154483].forEach((w, i) => expect(weights[i]!).toBeCloseTo(w, 6));
  });

  test('is the portfolio of least variance, with a volatility of exactly 0', async () => {
    const { weights, volatility } = await optimal(three, { kind: 'minimum-variance' });
    expect(volatility).toBe(0);
    [1, 0, 0].forEach((w, i) => expect(weights[i]!).toBeCloseTo(w, 14));
  });

  test('leaves the Sharpe ratio as it is, so that the tangency portfolio is given and a note says so', async () => {
    const { weights, notes, ratio } = await optimal(three, { kind: 'maximum-sharpe', riskFreeRate: 0 });
    expect(weights[0]!).toBe(0);
    // In proportion to return over variance.
    expect(weights[1]! / weights[2]!).toBeCloseTo(0.06 / 0.0064 / (0.1 / 0.0225), 9);
    expect(ratio!.value).toBeCloseTo(Math.hypot(0.06 / 0.08, 0.1 / 0.15), 10);
    expect(notes[0]).toContain('Mixes of this portfolio with asset 1');
  });

  test('is held where a cap on risky assets would spoil the ratio', async () => {
    const { weights, ratio } = await optimal(three, { kind: 'maximum-sharpe', riskFreeRate: 0 }, 0.5);
    expect(ratio!.value).toBeCloseTo(Math.hypot(0.06 / 0.08, 0.1 / 0.15), 8);
    expect(weights[1]!).toBeCloseTo(0.5, 6);
  });

  test.each(['equal-risk', 'maximum-diversification', 'hierarchical-risk-parity'] as const)(
    'is refused by name where assets are weighed by their risk: %s',
    async (kind) => {
      expect(await run(three, { kind })).toEqual({
        kind: 'no-ratio',
        reason: 'asset-without-risk',
        assets: ['asset 1'],
      });
    },
  );

  test('that earns more than the risk-free rate leaves the ratio without a maximum', async () => {
    const better = { ...three, expected: Float64Array.of(0.01, 0.06, 0.1) };
    expect(await run(better, { kind: 'maximum-sharpe', riskFreeRate: 0 })).toEqual({
      kind: 'no-ratio',
      reason: 'no-risk',
    });
  });

  test('agrees with an asset of almost no risk, for random risky assets', async () => {
    const sd = fc.double({ min: 0.05, max: 0.4, noNaN: true });
    const mu = fc.double({ min: 0.07, max: 0.2, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        sd,
        sd,
        mu,
        mu,
        fc.double({ min: -0.8, max: 0.8, noNaN: true }),
        async (s, t, a, b, c) => {
          const withCash = (variance: number) =>
            assetsOf(
              [0.06, a, b],
              [
                [variance, 0, 0],
                [0, s * s, c * s * t],
                [0, c * s * t, t * t],
              ],
            );
          const wanted = target(0.06 + 0.5 * (Math.max(a, b) - 0.06));
          const exact = await optimal(withCash(0), wanted);
          const near = await optimal(withCash(1e-12), wanted);
          exact.weights.forEach((w, i) => expect(w).toBeCloseTo(near.weights[i]!, 6));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('assets that hedge each other exactly', () => {
  const pair = fc.tuple(
    fc.double({ min: 0.03, max: 0.5, noNaN: true }),
    fc.double({ min: 0.03, max: 0.5, noNaN: true }),
    fc.double({ min: 0.01, max: 0.2, noNaN: true }),
  );
  const hedged = (s: number, t: number, mu: number): Assets =>
    assetsOf(
      [mu, mu / 3],
      [
        [s * s, -(s * t)],
        [-(s * t), t * t],
      ],
    );

  test('have no ratio, whatever the last bits of their covariance', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ([s, t, mu]) => {
        for (const method of [
          { kind: 'maximum-sharpe', riskFreeRate: 0 },
          { kind: 'maximum-diversification' },
        ] as const)
          expect(await run(hedged(s, t, mu), method)).toEqual({ kind: 'no-ratio', reason: 'no-risk' });
      }),
      { numRuns: 60 },
    );
  });

  test('have a portfolio of volatility 0, not of some billionths', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ([s, t, mu]) => {
        const assets = hedged(s, t, mu);
        const { volatility, weights } = await optimal(assets, { kind: 'minimum-variance' });
        expect([volatility, volatilityOf(assets, weights)]).toEqual([0, 0]);
        expect(weights[0]!).toBeCloseTo(t / (s + t), 9);
      }),
      { numRuns: 60 },
    );
  });
});

test('a fund that accrues a fixed return is cash in a file of returns', async () => {
  const rows = [0.02, -0.03, 0.05, 0.01].map((r, k) => `2024-0${k + 1}-28,${r},0.005`);
  const { assets } = readAssets(['date,EQUITY,LIQUID', ...rows].join('\n'), 'r.csv', 12);
  const { weights } = await optimal(assets, { kind: 'minimum-variance' });
  expect(weights[1]!).toBeCloseTo(1, 14);
});
