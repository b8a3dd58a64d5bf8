import type { Assets } from '../../src/optimiser/assets.ts';
import { assemble } from '../../src/optimiser/assemble.ts';
import { factorBand } from '../../src/optimiser/constraints/factor-band.ts';
import { fullyInvested } from '../../src/optimiser/constraints/fully-invested.ts';
import { groupBand } from '../../src/optimiser/constraints/group-band.ts';
import { assetCap } from '../../src/optimiser/constraints/asset-cap.ts';
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
const objective = { linear: Float64Array.from({ length: n }, (_, i) => -0.01 * i) };
const refusing = ((...given: Parameters<typeof solveQp>) => {
  const outcome = solveQp(...given);
  return outcome.kind === 'solved'
    ? { kind: 'refused', point: outcome.point, residuals: outcome.residuals }
    : outcome;
}) as typeof solveQp;

describe('conflicting constraints', () => {
  test.each([
    {
      title: 'caps too low for full investment',
      constraints: [fullyInvested(n), noShorts(n), assetCap(n, 0.05), groupBand('banks', n, [0, 1], 0, 0.3)],
      conflict: ['fully invested', 'at most 5 % in a single asset'],
    },
    {
      title: 'a group minimum above the sum of its caps',
      constraints: [
        fullyInvested(n),
        noShorts(n),
        assetCap(n, 0.2),
        groupBand('banks at least 50 %', n, [0, 1], 0.5, 1),
      ],
      conflict: ['banks at least 50 %', 'at most 20 % in a single asset (S1, S2)'],
    },
    {
      title: 'group minima that exceed full investment',
      constraints: [
        fullyInvested(n),
        noShorts(n),
        assetCap(n, 1),
        groupBand('banks', n, [0, 1], 0.6, 1),
        groupBand('metals', n, [2, 3], 0.5, 1),
        factorBand('beta', new Float64Array(n).fill(0.3), 0, 1),
      ],
      conflict: ['fully invested', 'banks', 'metals', 'no short positions'],
    },
    {
      title: 'bounds that conflict on two assets, named once',
      constraints: [
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
      conflict: ['no more of S1 than of S2', 'bands (S1, S2)'],
    },
    {
      title: 'a group minimum out of reach of the turnover limit',
      constraints: [
        fullyInvested(n),
        noShorts(n),
        assetCap(n, 1),
        groupBand('banks', n, [0, 1], 0.5, 1),
        turnoverLimit(
          Float64Array.from({ length: n }, (_, i) => (i === 9 ? 1 : 0)),
          0.2,
        ),
      ],
      conflict: ['banks', 'one-way turnover of at most 20 %'],
    },
  ])('are named: $title', async ({ constraints, conflict }) => {
    const found = await solve(assets, constraints, objective);
    expect(found.kind).toBe('infeasible');
    expect(found.kind === 'infeasible' && [...found.conflict].sort()).toEqual([...conflict].sort());
  });
});

describe('binding constraints', () => {
  test('are named with the assets at their bound', async () => {
    const constraints = [
      fullyInvested(n),
      noShorts(n),
      assetCap(n, 0.3),
      groupBand('the last two', n, [8, 9], 0, 0.4),
    ];
    const found = await solve(assets, constraints, { linear: objective.linear.map((c) => 100 * c) });
    expect(found.kind === 'solved' && found.bindingConstraints).toEqual([
      { constraint: 'the last two', side: 'upper', assets: [] },
      { constraint: 'no short positions', side: 'lower', assets: ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] },
      { constraint: 'at most 30 % in a single asset', side: 'upper', assets: ['S7', 'S8', 'S10'] },
    ]);
  });
});

describe('a solution without an optimality certificate', () => {
  const constraints = [fullyInvested(n), noShorts(n), assetCap(n, 0.3)];

  test('is rejected, and SCS solves the programme instead', async () => {
    const own = await solve(assets, constraints, objective);
    const other = await solve(assets, constraints, objective, undefined, {
      first: refusing,
      second: loadScs,
    });
    expect(other.kind === 'solved' && other.solver).toBe('scs');
    if (own.kind !== 'solved' || other.kind !== 'solved') throw new Error('both should solve');
    own.weights.forEach((w, i) => expect(other.weights[i]!).toBeCloseTo(w, 7));
  });

  test('is an error if SCS finds no certified solution either', async () => {
    const wrong = async () => () => ({
      x: new Float64Array(n).fill(0.1),
      rowDuals: Float64Array.of(0),
      tradeDual: 0,
    });
    const found = await solve(assets, constraints, objective, undefined, { first: refusing, second: wrong });
    expect(found).toEqual({
      kind: 'failed',
      message: expect.stringContaining('Neither solver found weights that satisfy the optimality conditions'),
    });
    const none = await solve(assets, constraints, objective, undefined, {
      first: refusing,
      second: async () => () => null,
    });
    expect(none.kind).toBe('failed');
  });
});

describe('a programme is rejected', () => {
  test.each([
    [
      'without a bound on a weight',
      [fullyInvested(n), noShorts(n)],
      'the weight of S1 must have both a lower and an upper bound',
    ],
    [
      'with bounds that cross',
      [noShorts(n), assetCap(n, -0.1)],
      'the bounds of S1 cross: lower bound 0 (no short positions), upper bound -0.1',
    ],
    [
      'with turnover measured from two portfolios',
      [
        noShorts(n),
        assetCap(n, 1),
        turnoverLimit(new Float64Array(n), 1),
        turnoverLimit(new Float64Array(n).fill(0.1), 1),
      ],
      'start from different opening weights',
    ],
  ])('%s', (_, constraints, message) => {
    expect(() => assemble(assets, constraints, objective)).toThrow(message);
  });

  test('with a band that is reversed, infinite or NaN', () => {
    expect(() => factorBand('beta', new Float64Array(n), 1, 0.5)).toThrow(
      'beta: no value lies between 1 and 0.5',
    );
    expect(() => factorBand('beta', new Float64Array(n), -Infinity, Infinity)).toThrow(
      'beta: both bounds are infinite',
    );
    expect(() => factorBand('beta', new Float64Array(n), NaN, 1)).toThrow('beta: no value lies between');
  });
});
