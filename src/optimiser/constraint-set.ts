import { userError } from '../market/problem.ts';
import { type Constraint, percentText } from './constraints/constraint.ts';
import { factorBand } from './constraints/factor-band.ts';
import { cardinality } from './constraints/cardinality.ts';
import { fullyInvested } from './constraints/fully-invested.ts';
import { tradingCost } from './constraints/trading-cost.ts';
import { turnoverLimit } from './constraints/turnover-limit.ts';
import { weightBounds } from './constraints/weight-bounds.ts';

/** One bound for all assets, or bounds for some by name; the others keep the default. */
export type WeightBound = number | Readonly<Record<string, number>>;

/** Limits the total weight of a group of assets, such as an industry. */
export interface GroupLimit {
  readonly name: string;
  readonly assets: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

/** Limits the portfolio's exposure to a factor, Σ wᵢ·xᵢ. */
export interface ExposureLimit {
  readonly name: string;
  /** The exposure of every asset, by name. */
  readonly exposures: Readonly<Record<string, number>>;
  readonly min?: number;
  readonly max?: number;
}

/** Constraints on the weights, all fractions of the portfolio. Without any, weights are long-only and sum to 1. */
export interface ConstraintSet {
  /** The sum of all weights. Default 1. */
  readonly invested?: number;
  /** Default 0: no short positions. */
  readonly minWeight?: WeightBound;
  /** Default 1. */
  readonly maxWeight?: WeightBound;
  readonly groups?: readonly GroupLimit[];
  readonly exposures?: readonly ExposureLimit[];
  /**
   * Trades from the opening weights: a limit on one-way turnover, ½·Σ|w − opening| (default none), and the cost of buying
   * or selling as a fraction of the amount traded (default 0), charged once against the expected return. Assets
   * without an opening weight are not held.
   */
  readonly turnover?: {
    readonly opening: Readonly<Record<string, number>>;
    readonly max?: number;
    readonly cost?: number;
  };
  /** The largest number of assets held. */
  readonly maxNames?: number;
  /** The smallest weight of an asset that is held. */
  readonly minHolding?: number;
}

/**
 * The constraints on assets, by their names.
 *
 * @throws UserError for an unknown constraint or asset, a number that is not finite, a lower bound above the upper one, or an
 *   exposure that is missing.
 */
export function constraintsOf(names: readonly string[], set: ConstraintSet): Constraint[] {
  const { invested = 1, minWeight = 0, maxWeight = 1, groups = [], exposures = [], turnover } = set;
  const { maxNames, minHolding } = set;
  const n = names.length;
  refuseUnknown(set);
  finite('invested', invested);
  const lower = boundsOf(names, 'minWeight', minWeight, 0);
  const upper = boundsOf(names, 'maxWeight', maxWeight, 1);
  const crossed = names.findIndex((_, i) => lower[i]! > upper[i]!);
  if (crossed >= 0)
    throw refuse(
      names[crossed]!,
      `the minimum weight, ${percentText(lower[crossed]!)}, is above the maximum weight, ${percentText(upper[crossed]!)}.`,
      'Correct the bounds: minWeight and maxWeight, or --min, --max and --bound.',
    );
  const bounds =
    typeof minWeight === 'number' && typeof maxWeight === 'number'
      ? `weights from ${percentText(minWeight)} to ${percentText(maxWeight)}`
      : 'bounds on weights';
  return [
    fullyInvested(n, invested),
    weightBounds(bounds, lower, upper),
    ...groups.map(({ name, assets, ...limit }) => {
      if (assets.length === 0) throw refuse(name, 'the group has no assets.', 'List its assets by name.');
      known(names, name, assets);
      return band(
        name,
        Float64Array.from(names, (a) => (assets.includes(a) ? 1 : 0)),
        limit,
      );
    }),
    ...exposures.map(({ name, exposures: by, ...limit }) => {
      const missing = names.find((a) => !Object.hasOwn(by, a));
      if (missing !== undefined)
        throw refuse(name, `${missing} has no exposure.`, 'Give the exposure of every asset.');
      return band(name, byName(names, name, by, 0), limit);
    }),
    ...(turnover ? tradesOf(names, turnover) : []),
    ...(maxNames === undefined && minHolding === undefined ? [] : [namesOf(lower, maxNames, minHolding)]),
  ];
}

const CONSTRAINTS: Readonly<Record<keyof ConstraintSet, true>> = {
  invested: true,
  minWeight: true,
  maxWeight: true,
  groups: true,
  exposures: true,
  turnover: true,
  maxNames: true,
  minHolding: true,
};

/** A caller without types may misspell a constraint, which must not be left out without a word. */
function refuseUnknown(set: ConstraintSet): void {
  const unknown = Object.keys(set).find((key) => !Object.hasOwn(CONSTRAINTS, key));
  if (unknown !== undefined)
    throw refuse(
      unknown,
      'there is no such constraint.',
      `The constraints are ${Object.keys(CONSTRAINTS).join(', ')}.`,
    );
}

/** The cost is always there, if only as 0: it is where the opening weights are kept for the result. */
function tradesOf(
  names: readonly string[],
  { opening, max, cost = 0 }: NonNullable<ConstraintSet['turnover']>,
): Constraint[] {
  const from = byName(names, 'turnover.opening', opening, 0);
  const charge = new Float64Array(names.length).fill(within('turnover.cost', cost, 0));
  return [
    ...(max === undefined ? [] : [turnoverLimit(from, within('turnover.max', max, 0))]),
    tradingCost(from, charge, charge, 'return'),
  ];
}

function namesOf(lower: Float64Array, most: number | undefined, smallest = 0): Constraint {
  if (most !== undefined && !(Number.isInteger(most) && most > 0))
    throw refuse(
      'maxNames',
      `${most} is not a whole number above 0.`,
      'Give the largest number of assets held.',
    );
  if (within('minHolding', smallest, 0) > 1)
    throw refuse('minHolding', `${smallest} is above 1.`, 'Give a fraction: 0.02 for 2 %.');
  if (lower.some((l) => l < 0))
    throw refuse(
      most === undefined ? 'minHolding' : 'maxNames',
      'it cannot be combined with short positions.',
      'Give minimum weights of 0 or more.',
    );
  return cardinality(most ?? null, smallest);
}

const refuse = (about: string, message: string, remedy: string) =>
  userError('constraint', about, message, remedy);

function finite(about: string, value: number): number {
  if (!Number.isFinite(value))
    throw refuse(about, `${value} is not a finite number.`, 'Give fractions: 0.1 for 10 %.');
  return value;
}

function within(about: string, value: number, least: number): number {
  if (finite(about, value) < least) throw refuse(about, `${value} is below ${least}.`, 'Raise it.');
  return value;
}

function known(names: readonly string[], about: string, asked: readonly string[]): void {
  const unknown = asked.find((a) => !names.includes(a));
  if (unknown !== undefined)
    throw refuse(about, `${unknown} is not one of the assets.`, `The assets are ${names.join(', ')}.`);
}

/** [n] values by asset, `otherwise` for those that are not named. */
function byName(
  names: readonly string[],
  about: string,
  by: Readonly<Record<string, number>>,
  otherwise: number,
): Float64Array {
  known(names, about, Object.keys(by));
  return Float64Array.from(names, (a) =>
    Object.hasOwn(by, a) ? finite(`${about}, ${a}`, by[a]!) : otherwise,
  );
}

const boundsOf = (
  names: readonly string[],
  about: string,
  bound: WeightBound,
  otherwise: number,
): Float64Array =>
  typeof bound === 'number'
    ? new Float64Array(names.length).fill(finite(about, bound))
    : byName(names, about, bound, otherwise);

function band(
  name: string,
  coefficients: Float64Array,
  { min, max }: Pick<GroupLimit, 'min' | 'max'>,
): Constraint {
  if (min === undefined && max === undefined)
    throw refuse(name, 'the limit has neither min nor max.', 'Give at least one of them.');
  const [low, high] = [min ?? -Infinity, max ?? Infinity];
  if (!(low <= high) || low === Infinity || high === -Infinity)
    throw refuse(
      name,
      `no value lies between ${low} and ${high}.`,
      'Give a min that is not above max, both finite numbers.',
    );
  return factorBand(name, coefficients, low, high);
}
