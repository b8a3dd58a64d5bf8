import { conditionalNormal } from '../../math/conditional-normal.ts';
import { chiSquaredTail } from '../../math/random/chi-squared-tail.ts';
import { listed } from '../../format/words.ts';
import { usageError, userError } from '../../market/problem.ts';

/** A covariance of factor returns, over the horizon of the shocks (a month: the daily one × 21). */
export interface FactorModel {
  readonly factors: readonly string[];
  /** [n × n], row-major, or a list of rows. */
  readonly covariance: Float64Array | readonly (readonly number[] | Float64Array)[];
}

/** How far a move of factors lies from what the covariance leads one to expect. */
export interface Plausibility {
  /** x′F⁻¹x over the factors that were set. */
  readonly distanceSquared: number;
  /** Number of factors set: the degrees of freedom. */
  readonly degrees: number;
  /** Chance of a move at least as far, if returns were normal: the tail of χ². */
  readonly chance: number;
  /** A move of this size in one period in so many. */
  readonly oncePer: number;
  /** Beyond five standard deviations the covariance has seen nothing like it. */
  readonly isExtrapolation: boolean;
}

/** A shock of some factors, carried to the others. */
export interface FactorShock {
  /** Every factor's move: as set, or as expected given what was set. */
  readonly moves: Readonly<Record<string, number>>;
  readonly set: readonly string[];
  readonly plausibility: Plausibility;
  /** The effect on a portfolio; null without exposures. */
  readonly portfolio: ShockedPortfolio | null;
}

/** The effect of a shock on a portfolio, as simple returns. */
export interface ShockedPortfolio {
  /** With the other factors at what the shock leads one to expect. */
  readonly carried: number;
  /** With the other factors at 0. */
  readonly notCarried: number;
  /** Standard deviation of what the shock leaves open: the other factors, and specific returns. */
  readonly deviation: number;
}

/** A portfolio's exposures by factor (0 where absent), and the variance of its specific return over the horizon. */
export interface FactorPortfolio {
  readonly exposures: Readonly<Record<string, number>>;
  readonly specificVariance?: number;
}

/** Beyond so many standard deviations a shock is extrapolation (our choice; propagated shocks fail far out). */
const FARTHEST = 5;

/**
 * Carries a shock of some factors to the others by their covariance: x_B = F_BA F_AA⁻¹ x_A. Source: the conditional normal
 * distribution; Kupiec (1998), "Stress testing in a value at risk framework".
 *
 * @param model factors and their covariance over the horizon, in decimals.
 * @param shocks moves by factor, in decimals: `{ MARKET: -0.15 }`.
 * @param portfolio exposures; without it no effect is computed.
 * @returns all moves, how plausible the shock is, and its effect.
 * @throws UserError for an unknown factor, one without variance, or factors of which one determines another.
 * @example
 * import { propagate } from 'trrm/stress';
 *
 * const model = { factors: ['MARKET', 'SIZE'], covariance: [[0.003, 0.0003], [0.0003, 0.0004]] };
 * console.log(propagate(model, { MARKET: -0.15 }, { exposures: { MARKET: 0.9, SIZE: 0.15 } }));
 */
export function propagate(
  model: FactorModel,
  shocks: Readonly<Record<string, number>>,
  portfolio?: FactorPortfolio,
): FactorShock {
  const { factors } = model;
  const n = factors.length;
  const covariance = flat(model);
  const set = Object.keys(shocks);
  if (set.length === 0) throw usageError('shock', 'No factor is set.', 'Set one, for instance MARKET=-15%.');
  const at = set.map((name) => indexOf(model, name, covariance));
  for (const name of set)
    if (!Number.isFinite(shocks[name]))
      throw usageError(`${name}=${shocks[name]}`, 'The move is not a number.', 'Write MARKET=-15%.');
  const given = conditionalNormal(
    covariance,
    n,
    at,
    set.map((name) => shocks[name]!),
  );
  if (given === null) throw collinear(set, at, covariance, n);
  const x = portfolio && exposureVector(factors, portfolio);
  return {
    moves: Object.fromEntries(factors.map((name, k) => [name, given.mean[k]!])),
    set,
    plausibility: plausibilityOf(given.distanceSquared, set.length),
    portfolio:
      x === undefined
        ? null
        : {
            carried: dot(x, given.mean),
            notCarried: at.reduce((sum, k, i) => sum + x[k]! * shocks[set[i]!]!, 0),
            deviation: Math.sqrt(quadratic(given.covariance, x) + (portfolio!.specificVariance ?? 0)),
          },
  };
}

/** The most plausible factor move that gives a portfolio a return. */
export interface ReverseStress {
  readonly moves: Readonly<Record<string, number>>;
  /** The return asked for, which the moves give. */
  readonly return: number;
  readonly plausibility: Plausibility;
}

/**
 * The most plausible move of all factors with which a portfolio makes a given loss: x* = L·Fβ/(β′Fβ), at distance
 * L²/(β′Fβ). Source: Breuer, Jandačka, Rheinberger and Summer (2009), for a linear portfolio.
 *
 * @param model factors and their covariance over the horizon, in decimals.
 * @param portfolio exposures.
 * @param loss the return, negative: −0.1.
 * @returns the moves, and how plausible they are.
 * @throws UserError for a portfolio without factor risk, or a loss that is not a negative number.
 * @example
 * import { reverseStress } from 'trrm/stress';
 *
 * const model = { factors: ['MARKET', 'SIZE'], covariance: [[0.003, 0.0003], [0.0003, 0.0004]] };
 * console.log(reverseStress(model, { exposures: { MARKET: 0.9, SIZE: 0.15 } }, -0.1).moves);
 */
export function reverseStress(model: FactorModel, portfolio: FactorPortfolio, loss: number): ReverseStress {
  if (!(loss < 0 && Number.isFinite(loss)))
    throw usageError('loss', `${loss} is not a loss.`, 'Give a negative return, for instance -10%.');
  if (loss <= -1)
    throw usageError('loss', 'Nothing would be left.', 'Give a loss above -100%, for instance -10%.');
  const { factors } = model;
  const covariance = flat(model);
  const beta = exposureVector(factors, portfolio);
  const product = times(covariance, beta);
  const variance = dot(beta, product);
  if (!(variance > 0))
    throw userError(
      'no-factor-risk',
      'portfolio',
      'It has no exposure to any factor, so no move of factors gives it a loss.',
      'Choose a portfolio that holds stocks.',
    );
  return {
    moves: Object.fromEntries(factors.map((name, k) => [name, (loss * product[k]!) / variance])),
    return: loss,
    // One degree of freedom: the distance is that of the portfolio's own return.
    plausibility: plausibilityOf((loss * loss) / variance, 1),
  };
}

function plausibilityOf(distanceSquared: number, degrees: number): Plausibility {
  const chance = chiSquaredTail(distanceSquared, degrees);
  return {
    distanceSquared,
    degrees,
    chance,
    oncePer: 1 / chance,
    isExtrapolation: distanceSquared > FARTHEST ** 2,
  };
}

function flat({ factors, covariance }: FactorModel): Float64Array {
  const n = factors.length;
  const matrix =
    covariance instanceof Float64Array
      ? covariance
      : Float64Array.from(covariance.flatMap((row) => [...row]));
  if (matrix.length !== n * n)
    throw new RangeError(`the covariance of ${n} factors has ${matrix.length} entries instead of ${n * n}`);
  return matrix;
}

function indexOf({ factors }: FactorModel, name: string, covariance: Float64Array): number {
  const k = factors.indexOf(name);
  if (k < 0) throw usageError(name, 'is not a factor of the model.', `Factors are ${factors.join(', ')}.`);
  if (covariance[k * factors.length + k]! > 0) return k;
  throw userError(
    'factor-without-return',
    name,
    'The model has no returns of this factor, so it cannot be set.',
    'Set another factor.',
  );
}

/** Names the first factor that those before it determine. */
function collinear(set: readonly string[], at: readonly number[], covariance: Float64Array, n: number) {
  const upTo = (k: number) =>
    conditionalNormal(
      covariance,
      n,
      at.slice(0, k),
      at.slice(0, k).map(() => 0),
    );
  let k = 2;
  while (upTo(k) !== null) k++;
  return userError(
    'collinear-factors',
    set[k - 1]!,
    `${listed(set.slice(0, k))} cannot be set together: in the model's covariance they determine each other.`,
    'Set fewer of them.',
  );
}

const exposureVector = (factors: readonly string[], { exposures }: FactorPortfolio): Float64Array => {
  const unknown = Object.keys(exposures).find((name) => !factors.includes(name));
  if (unknown !== undefined)
    throw usageError(unknown, 'is not a factor of the model.', `Factors are ${factors.join(', ')}.`);
  return Float64Array.from(factors, (name) => exposures[name] ?? 0);
};

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

const times = (matrix: Float64Array, x: Float64Array): Float64Array =>
  x.map((_, i) => dot(matrix.subarray(i * x.length, (i + 1) * x.length), x));

/** x′Ax, at least 0: what is left open may be zero to rounding. */
const quadratic = (matrix: Float64Array, x: Float64Array): number => Math.max(0, dot(x, times(matrix, x)));
