import { UserError } from '../../src/market/problem.ts';
import { frontier, optimise, type OptimiseRequest } from '../../src/optimiser/optimise.ts';

const returns = {
  equity: [0.03, -0.02, 0.02, 0.04, -0.05, 0.03, 0.01, -0.01],
  gold: [-0.01, 0.02, 0.01, -0.01, 0.03, 0.0, 0.01, 0.01],
  bonds: [0.006, 0.004, 0.007, 0.002, 0.009, 0.005, 0.006, 0.004],
};
const moments = {
  names: ['a', 'b'],
  covariance: [
    [0.04, 0.01],
    [0.01, 0.09],
  ],
  expected: [0.08, 0.12],
};
const minimum = { returns, method: 'minimum-variance' } as const;

const problemOf = async (request: unknown) => {
  try {
    await optimise(request as OptimiseRequest);
  } catch (error) {
    if (error instanceof UserError) return error.problems[0]!;
    throw error;
  }
  return null;
};

test('two assets have the minimum-variance weights of the textbook', async () => {
  // w = (σb² − σab) / (σa² + σb² − 2σab) = 0.08 / 0.11.
  const { weights, volatility, expectedReturn } = await optimise({ moments, method: 'minimum-variance' });
  expect(weights['a']).toBeCloseTo(8 / 11, 12);
  expect(weights['b']).toBeCloseTo(3 / 11, 12);
  expect(volatility).toBeCloseTo(Math.sqrt((0.04 * 0.09 - 0.01 ** 2) / 0.11), 12);
  expect(expectedReturn).toBeCloseTo((8 * 0.08 + 3 * 0.12) / 11, 12);
});

test('weights are long-only and fully invested unless constraints say otherwise', async () => {
  const { weights } = await optimise(minimum);
  expect(Object.keys(weights)).toEqual(['equity', 'gold', 'bonds']);
  expect(Object.values(weights).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect(Math.min(...Object.values(weights))).toBeGreaterThanOrEqual(0);
});

test('each kind of constraint holds', async () => {
  const { weights, bindingConstraints } = await optimise({
    ...minimum,
    constraints: {
      invested: 0.95,
      minWeight: { gold: 0.05 },
      maxWeight: { bonds: 0.6 },
      groups: [{ name: 'metals', assets: ['gold'], max: 0.2 }],
      exposures: [{ name: 'beta', exposures: { equity: 1, gold: 0, bonds: 0.1 }, min: 0.3 }],
      turnover: { opening: { bonds: 0.95 }, max: 0.5 },
    },
  });
  const { equity, gold, bonds } = weights as Record<'equity' | 'gold' | 'bonds', number>;
  expect(equity + gold + bonds).toBeCloseTo(0.95, 9);
  expect(gold).toBeLessThanOrEqual(0.2 + 1e-9);
  expect(gold).toBeGreaterThanOrEqual(0.05 - 1e-9);
  expect(bonds).toBeLessThanOrEqual(0.6 + 1e-9);
  expect(equity + 0.1 * bonds).toBeGreaterThanOrEqual(0.3 - 1e-9);
  expect(bindingConstraints.length).toBeGreaterThan(0);
});

test('a frontier ascends from the minimum-variance portfolio', async () => {
  const points = await frontier({ moments, points: 5 });
  expect(points.length).toBe(5);
  expect(points[0]!.weights['a']).toBeCloseTo(8 / 11, 9);
  expect(points[4]!.weights['b']).toBeCloseTo(1, 9);
  const reached = points.map((p) => p.expectedReturn!);
  expect(reached).toEqual(reached.toSorted((x, y) => x - y));
});

test('an annualised problem has the same weights', async () => {
  const [once, yearly] = [await optimise(minimum), await optimise({ ...minimum, periodsPerYear: 12 })];
  for (const [name, weight] of Object.entries(once.weights))
    expect(yearly.weights[name]).toBeCloseTo(weight, 9);
  expect(yearly.volatility).toBeCloseTo(once.volatility * Math.sqrt(12), 12);
});

test.each<[string, object, RegExp]>([
  ['no assets', { returns: {} }, /no assets/],
  ['neither returns nor moments', { returns: undefined }, /neither returns nor moments/],
  [
    'returns of different lengths',
    { returns: { ...returns, gold: [0.01] } },
    /gold has 1 returns, equity has 8/,
  ],
  [
    'a missing return',
    { returns: { ...returns, gold: returns.gold.with(2, NaN) } },
    /return 3 of gold is NaN/,
  ],
  [
    'a loss of more than everything',
    { returns: { ...returns, gold: returns.gold.with(0, -1.2) } },
    /at least −1/,
  ],
  ['too few periods', { returns: { a: [0.1, 0.2], b: [0.2, 0.1] } }, /too few/],
  ['periods per year of 0', { periodsPerYear: 0 }, /periodsPerYear is 0/],
  ['an unknown method', { method: 'magic' }, /magic|not an optimisation method/],
  ['an asset that does not exist', { constraints: { maxWeight: { silver: 0.1 } } }, /silver is not one of/],
  ['a constraint that does not exist', { constraints: { maxHoldings: 2 } }, /maxHoldings: there is no such/],
  ['a bound that is not a number', { constraints: { maxWeight: NaN } }, /NaN is not a finite number/],
  ['crossed bounds', { constraints: { minWeight: 0.5, maxWeight: 0.4 } }, /above the maximum/],
  [
    'a group without a limit',
    { constraints: { groups: [{ name: 'g', assets: ['gold'] }] } },
    /neither min nor max/,
  ],
  [
    'an exposure that is missing',
    { constraints: { exposures: [{ name: 'beta', exposures: { gold: 1 }, max: 1 }] } },
    /equity has no exposure/,
  ],
  ['constraints in conflict', { constraints: { maxWeight: 0.2 } }, /No weights satisfy/],
  ['a preference that is missing', { method: 'mean-variance' }, /risk aversion/],
  ['a frontier as a single portfolio', { method: 'frontier' }, /frontier/],
])('%s is an error that says what to do', async (_, change, message) => {
  const problem = await problemOf({ ...minimum, ...change });
  expect(`${problem?.about}: ${problem?.message}`).toMatch(message);
  expect(problem?.remedy).toMatch(/\.$/);
});

test.each<[string, object, RegExp]>([
  ['a matrix of the wrong shape', { covariance: [[0.04, 0.01]] }, /1 rows/],
  [
    'a matrix that is not symmetric',
    {
      covariance: [
        [0.04, 0.01],
        [0.02, 0.09],
      ],
    },
    /not symmetric/,
  ],
  [
    'a matrix that is not a covariance',
    {
      covariance: [
        [0.04, 0.1],
        [0.1, 0.09],
      ],
    },
    /semi-definite/,
  ],
  [
    'a covariance that is NaN',
    {
      covariance: [
        [0.04, NaN],
        [NaN, 0.09],
      ],
    },
    /a with b is NaN/,
  ],
  ['a name given twice', { names: ['a', 'a'] }, /a is named twice/],
  ['expected returns of another length', { expected: [0.1] }, /1 expected returns for 2 assets/],
  ['an expected return that is NaN', { expected: [0.1, NaN] }, /expected return of b is NaN/],
])('%s is an error that says what to do', async (_, change, message) => {
  const problem = await problemOf({ moments: { ...moments, ...change }, method: 'minimum-variance' });
  expect(problem?.message).toMatch(message);
  expect(problem?.remedy).toMatch(/\.$/);
});
