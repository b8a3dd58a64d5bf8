import type { Assets } from '../../src/optimiser/assets.ts';
import { assemble } from '../../src/optimiser/assemble.ts';
import { factorBand } from '../../src/optimiser/constraints/factor-band.ts';
import { fullyInvested } from '../../src/optimiser/constraints/fully-invested.ts';
import { groupBand } from '../../src/optimiser/constraints/group-band.ts';
import { nameCap } from '../../src/optimiser/constraints/name-cap.ts';
import { noShorts } from '../../src/optimiser/constraints/no-shorts.ts';
import { turnoverLimit } from '../../src/optimiser/constraints/turnover-limit.ts';
import { weightBounds } from '../../src/optimiser/constraints/weight-bounds.ts';
import { solve } from '../../src/optimiser/solve.ts';
import { scaledIdentity } from '../../src/math/qp/hessian.ts';
import { loadScs } from '../../src/math/qp/scs.ts';
import { solveQp } from '../../src/math/qp/solve-qp.ts';

const n = 10;
const assets: Assets = {
  names: Array.from({ length: n }, (_, i) => `S${i + 1}`),
  covariance: scaledIdentity(n, 0.04),
  expected: null,
};
const goal = { linear: Float64Array.from({ length: n }, (_, i) => -0.01 * i) };
const refusing = ((...given: Parameters<typeof solveQp>) => {
  const outcome = solveQp(...given);
  return outcome.kind === 'solved'
    ? { kind: 'refused', point: outcome.point, residuals: outcome.residuals }
    : outcome;
}) as typeof solveQp;

describe('limits that clash', () => {
  test.each([
    {
      told: 'caps too low for full investment',
      limits: [fullyInvested(n), noShorts(n), nameCap(n, 0.05), groupBand('banks', n, [0, 1], 0, 0.3)],
      clash: ['fully invested', 'at most 5 % in a single name'],
    },
    {
      told: 'an industry that must hold more than its names may',
      limits: [
        fullyInvested(n),
        noShorts(n),
        nameCap(n, 0.2),
        groupBand('banks at least 50 %', n, [0, 1], 0.5, 1),
      ],
      clash: ['banks at least 50 %', 'at most 20 % in a single name (S1, S2)'],
    },
    {
      told: 'industries that leave too little for the rest',
      limits: [
        fullyInvested(n),
        noShorts(n),
        nameCap(n, 1),
        groupBand('banks', n, [0, 1], 0.6, 1),
        groupBand('metals', n, [2, 3], 0.5, 1),
        factorBand('beta', new Float64Array(n).fill(0.3), 0, 1),
      ],
      clash: ['fully invested', 'banks', 'metals', 'no short positions'],
    },
    {
      told: 'a band that holds one asset up and another down, once',
      limits: [
        fullyInvested(n),
        weightBounds(
          'bands',
          Float64Array.from({ length: n }, (_, i) => (i === 0 ? 0.5 : 0)),
          Float64Array.from({ length: n }, (_, i) => (i === 1 ? 0.2 : 1)),
        ),
        factorBand(
          'no more of S1 than of S2',
          Float64Array.from({ length: n }, (_, i) => [1, -1][i] ?? 0),
          -Infinity,
          0,
        ),
      ],
      clash: ['no more of S1 than of S2', 'bands (S1, S2)'],
    },
    {
      told: 'a band that turnover does not reach',
      limits: [
        fullyInvested(n),
        noShorts(n),
        nameCap(n, 1),
        groupBand('banks', n, [0, 1], 0.5, 1),
        turnoverLimit(
          Float64Array.from({ length: n }, (_, i) => (i === 9 ? 1 : 0)),
          0.2,
        ),
      ],
      clash: ['banks', 'turnover of at most 20 % one-way'],
    },
  ])('are named: $told', async ({ limits, clash }) => {
    const found = await solve(assets, limits, goal);
    expect(found.kind).toBe('infeasible');
    expect(found.kind === 'infeasible' && [...found.clash].sort()).toEqual([...clash].sort());
  });
});

describe('limits that hold', () => {
  test('are named with the assets that they hold', async () => {
    const limits = [
      fullyInvested(n),
      noShorts(n),
      nameCap(n, 0.3),
      groupBand('the last two', n, [8, 9], 0, 0.4),
    ];
    const found = await solve(assets, limits, { linear: goal.linear.map((c) => 100 * c) });
    expect(found.kind === 'solved' && found.binding).toEqual([
      { limit: 'the last two', end: 'upper', assets: [] },
      { limit: 'no short positions', end: 'lower', assets: ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] },
      { limit: 'at most 30 % in a single name', end: 'upper', assets: ['S7', 'S8', 'S10'] },
    ]);
  });
});

describe('an answer without its certificate', () => {
  const limits = [fullyInvested(n), noShorts(n), nameCap(n, 0.3)];

  test('is refused, and SCS solves instead', async () => {
    const own = await solve(assets, limits, goal);
    const other = await solve(assets, limits, goal, undefined, { first: refusing, second: loadScs });
    expect(other.kind === 'solved' && other.solver).toBe('scs');
    if (own.kind !== 'solved' || other.kind !== 'solved') throw new Error('both should solve');
    own.weights.forEach((w, i) => expect(other.weights[i]!).toBeCloseTo(w, 7));
  });

  test('is an error where SCS finds none that stands either', async () => {
    const wrong = async () => () => ({
      x: new Float64Array(n).fill(0.1),
      rowDuals: Float64Array.of(0),
      tradeDual: 0,
    });
    const found = await solve(assets, limits, goal, undefined, { first: refusing, second: wrong });
    expect(found).toEqual({
      kind: 'failed',
      message: expect.stringContaining('Neither solver found weights that stand the test of optimality'),
    });
    const none = await solve(assets, limits, goal, undefined, {
      first: refusing,
      second: async () => () => null,
    });
    expect(none.kind).toBe('failed');
  });
});

describe('a programme is refused', () => {
  test.each([
    [
      'without a bound on a weight',
      [fullyInvested(n), noShorts(n)],
      'the weight of S1 needs a lower and an upper bound',
    ],
    [
      'with bounds that cross',
      [noShorts(n), nameCap(n, -0.1)],
      'the weight of S1 cannot be 0 or more (no short positions)',
    ],
    [
      'with trade from two portfolios',
      [
        noShorts(n),
        nameCap(n, 1),
        turnoverLimit(new Float64Array(n), 1),
        turnoverLimit(new Float64Array(n).fill(0.1), 1),
      ],
      'start from different portfolios',
    ],
  ])('%s', (_, limits, message) => {
    expect(() => assemble(assets, limits, goal)).toThrow(message);
  });

  test('with a band turned round, or of nothing', () => {
    expect(() => factorBand('beta', new Float64Array(n), 1, 0.5)).toThrow(
      'beta: no value lies between 1 and 0.5',
    );
    expect(() => factorBand('beta', new Float64Array(n), -Infinity, Infinity)).toThrow('beta limits nothing');
    expect(() => factorBand('beta', new Float64Array(n), NaN, 1)).toThrow('beta: no value lies between');
  });
});
