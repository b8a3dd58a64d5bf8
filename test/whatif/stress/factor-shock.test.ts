import fc from 'fast-check';
import { chiSquaredTail } from '../../../src/math/random/chi-squared-tail.ts';
import { UserError } from '../../../src/market/problem.ts';
import { propagate, reverseStress } from '../../../src/whatif/stress/factor-shock.ts';
import { parseShocks } from '../../../src/whatif/stress/shock-settings.ts';
import { describeReference } from '../../reference.ts';
import { knownAnswer } from '../simulation/known-answers.ts';

const FACTORS = ['MARKET', 'SIZE', 'VALUE', 'LOWVOL'];

describeReference('shocks of factors equal the known answers to 1e-12', () => {
  type Moves = Readonly<Record<string, number>>;
  interface Shocked {
    readonly carried: Moves;
    readonly portfolio: number;
    readonly mahalanobisSquared: number;
    readonly chiSquareTail: number;
  }
  const known = () =>
    knownAnswer<
      {
        factors: string[];
        covarianceMonthly: number[][];
        exposures: number[];
        shocks: Moves[];
        reverseLoss: number;
      },
      {
        one: Shocked & { portfolioIfNotCarried: number; sdOfPortfolioGivenShock: number };
        two: Shocked;
        reverse: { mostLikelyShock: Moves; mahalanobisSquared: number };
      }
    >('factor-shock.propagation');
  const portfolioOf = (factors: readonly string[], exposures: readonly number[]) => ({
    exposures: Object.fromEntries(factors.map((name, k) => [name, exposures[k]!])),
  });

  test('for one factor and for two: moves, effect and plausibility', () => {
    const { given, expect: expected } = known();
    const model = { factors: given.factors, covariance: given.covarianceMonthly };
    for (const [k, answer] of [expected.one, expected.two].entries()) {
      const shock = propagate(model, given.shocks[k]!, portfolioOf(given.factors, given.exposures));
      for (const [name, move] of Object.entries(answer.carried))
        expect(shock.moves[name]).toBeCloseTo(move, 12);
      for (const [name, move] of Object.entries(given.shocks[k]!)) expect(shock.moves[name]).toBe(move);
      expect(shock.portfolio!.carried).toBeCloseTo(answer.portfolio, 12);
      expect(shock.plausibility.distanceSquared).toBeCloseTo(answer.mahalanobisSquared, 11);
      expect(shock.plausibility.chance).toBeCloseTo(answer.chiSquareTail, 12);
    }
    const { portfolio } = propagate(model, given.shocks[0]!, portfolioOf(given.factors, given.exposures));
    expect(portfolio!.notCarried).toBeCloseTo(expected.one.portfolioIfNotCarried, 12);
    expect(portfolio!.deviation).toBeCloseTo(expected.one.sdOfPortfolioGivenShock, 12);
  });

  test('for the most plausible move that loses a given amount', () => {
    const { given, expect: expected } = known();
    const model = { factors: given.factors, covariance: given.covarianceMonthly };
    const reverse = reverseStress(model, portfolioOf(given.factors, given.exposures), given.reverseLoss);
    for (const [name, move] of Object.entries(expected.reverse.mostLikelyShock))
      expect(reverse.moves[name]).toBeCloseTo(move, 12);
    expect(reverse.plausibility.distanceSquared).toBeCloseTo(expected.reverse.mahalanobisSquared, 11);
  });
});

/** A random covariance A·A′ of four factors, and moves of all of them. */
const models = fc.record({
  a: fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 16, maxLength: 16 }),
  moves: fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 4, maxLength: 4 }),
});
const modelOf = (a: readonly number[]) => ({
  factors: FACTORS,
  covariance: FACTORS.map((_, i) =>
    FACTORS.map((_f, j) =>
      // A little of each factor's own keeps the matrix regular.
      [0, 1, 2, 3].reduce((sum, k) => sum + a[4 * i + k]! * a[4 * j + k]!, i === j ? 1e-4 : 0),
    ),
  ),
});
const named = (moves: readonly number[], count: number) =>
  Object.fromEntries(FACTORS.slice(0, count).map((name, k) => [name, moves[k]!]));

describe('a shock of factors', () => {
  test('of all of them is carried to itself, and leaves nothing open', () => {
    fc.assert(
      fc.property(models, ({ a, moves }) => {
        const shock = propagate(modelOf(a), named(moves, 4), { exposures: { MARKET: 1, SIZE: 0.5 } });
        expect(shock.moves).toEqual(named(moves, 4));
        expect(shock.portfolio!.deviation).toBe(0);
        expect(shock.portfolio!.carried).toBeCloseTo(shock.portfolio!.notCarried, 12);
      }),
    );
  });

  test('extended by what it leads one to expect changes nothing', () => {
    fc.assert(
      fc.property(models, ({ a, moves }) => {
        const one = propagate(modelOf(a), named(moves, 1));
        const two = propagate(modelOf(a), { ...named(moves, 1), SIZE: one.moves.SIZE! });
        for (const name of FACTORS) expect(two.moves[name]).toBeCloseTo(one.moves[name]!, 9);
        expect(two.plausibility.distanceSquared).toBeCloseTo(one.plausibility.distanceSquared, 6);
      }),
    );
  });

  test('is linear in its size', () => {
    fc.assert(
      fc.property(models, fc.double({ min: -2, max: 2, noNaN: true }), ({ a, moves }, by) => {
        const portfolio = { exposures: { MARKET: 0.9, VALUE: 0.3 } };
        const [one, other] = [1, by].map(
          (b) =>
            propagate(
              modelOf(a),
              named(
                moves.map((x) => b * x),
                2,
              ),
              portfolio,
            ).portfolio!.carried,
        );
        expect(other).toBeCloseTo(by * one!, 10);
      }),
    );
  });

  test('is refused for factors of which one determines the other, naming them', () => {
    const covariance = [
      [0.003, 0.001, 0.002],
      [0.001, 0.002, 0.0005],
      [0.002, 0.0005, 0.004],
    ];
    // The fourth is twice the first.
    const twice = [...covariance.map((row) => [...row, 2 * row[0]!]), [0.006, 0.002, 0.004, 0.012]];
    const shocks = { SIZE: 0.01, MARKET: -0.1, LOWVOL: 0.02 };
    expect(() => propagate({ factors: FACTORS, covariance: twice }, shocks)).toThrow(
      /SIZE, MARKET and LOWVOL cannot be set together/,
    );
  });

  test('is refused for an unknown factor and for one without returns', () => {
    const model = {
      factors: ['MARKET', 'TELECOM'],
      covariance: [
        [0.003, 0],
        [0, 0],
      ],
    };
    expect(() => propagate(model, { MOMENTUM: 0.1 })).toThrow(/not a factor of the model.*MARKET, TELECOM/);
    expect(() => propagate(model, { TELECOM: 0.1 })).toThrow(UserError);
    expect(() => reverseStress(model, { exposures: { MARKET: 1 } }, 0.1)).toThrow(/not a loss/);
    expect(() => reverseStress(model, { exposures: {} }, -0.1)).toThrow(/no exposure to any factor/);
  });
});

// R 4.3: pchisq(x, df, lower.tail = FALSE), from tables of the χ² distribution (Abramowitz and Stegun, table 26.8).
test.each([
  [3.841458820694124, 1, 0.05],
  [5.991464547107979, 2, 0.05],
  [7.814727903251179, 3, 0.05],
  [9.487729036781154, 4, 0.05],
  [23.209251158954356, 10, 0.01],
  [15.086272469388991, 5, 0.01],
])('χ² exceeds %d with %i degrees of freedom with probability %d', (x, degrees, tail) => {
  expect(chiSquaredTail(x, degrees)).toBeCloseTo(tail, 12);
});

test('the market and a portfolio cannot lose more than everything', () => {
  expect(() => parseShocks(['MARKET=-100%'])).toThrow(/Nothing would be left/);
  expect(parseShocks(['MARKET=-99.5%', 'SIZE=-120%'])).toEqual({ MARKET: -0.995, SIZE: -1.2 });
  const model = { factors: ['MARKET'], covariance: [[0.003]] };
  expect(() => reverseStress(model, { exposures: { MARKET: 1 } }, -1)).toThrow(/Nothing would be left/);
});
