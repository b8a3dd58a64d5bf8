import { UserError } from '../../src/market/problem.ts';
import { optimise, type OptimiseRequest } from '../../src/optimiser/optimise.ts';

const moments = {
  names: ['a', 'b', 'c'],
  covariance: [
    [0.04, 0.01, 0],
    [0.01, 0.05, 0],
    [0, 0, 0.06],
  ],
  expected: [0.1, 0.11, 0.1234],
};

async function refusal(request: object): Promise<string> {
  try {
    await optimise({ moments, ...request } as OptimiseRequest);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a request that cannot be met says what can be had:', () => {
  const meanVariance = (targetReturn: number) => ({ method: 'mean-variance', targetReturn }) as const;

  test.each([
    [meanVariance(0.1235), {}, 'The greatest expected return within the other constraints is 12.34 %.'],
    [meanVariance(0.1235), { maxWeight: 0.4 }, 'within the other constraints is 11.336 %.'],
    [meanVariance(0.1200000011), { maxWeight: 0.4 }, 'an expected return of at least 12.00000011 %'],
    [
      { method: 'minimum-variance' } as const,
      { maxWeight: 0.333333 },
      'The maximum weights sum to 99.9999 %.',
    ],
    [{ method: 'minimum-variance' } as const, { minWeight: 0.35 }, 'The minimum weights sum to 105 %.'],
    [
      { method: 'minimum-variance' } as const,
      { maxWeight: 0.4, groups: [{ name: 'core', assets: ['a', 'b'], min: 0.9 }] },
      'Within the bounds on weights, "core" can lie from 60 % to 80 %.',
    ],
    [
      { method: 'minimum-variance' } as const,
      { maxWeight: 0.5, turnover: { opening: { a: 1 }, max: 0.2 } },
      'The other constraints need a one-way turnover of at least 50',
    ],
  ])('%j within %j', async (method, constraints, message) => {
    expect(await refusal({ ...method, constraints })).toContain(message);
  });

  test('a volatility below the least', async () => {
    const { volatility } = await optimise({ moments, method: 'minimum-variance' });
    const message = await refusal({ method: 'mean-variance', targetVolatility: 0.1 });
    const stated = Number(
      /The least volatility within the other constraints is ([\d.]+) %/.exec(message)![1],
    );
    expect(stated / 100).toBeGreaterThanOrEqual(volatility);
    expect(stated / 100).toBeCloseTo(volatility, 7);
    expect(
      (await optimise({ moments, method: 'mean-variance', targetVolatility: stated / 100 })).volatility,
    ).toBeCloseTo(volatility, 6);
  });

  test('and the greatest return itself is accepted, although its sum is rounded', async () => {
    for (const max of [1, 0.4, 0.5])
      expect(
        (
          await optimise({
            moments,
            ...meanVariance(
              Number(
                (0.1234 * max + 0.11 * Math.min(max, 1 - max) + 0.1 * Math.max(0, 1 - 2 * max)).toFixed(12),
              ),
            ),
            constraints: { maxWeight: max },
          })
        ).expectedReturn,
      ).toBeGreaterThan(0.11);
  });
});
