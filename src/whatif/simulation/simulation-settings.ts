import { usageError } from '../../market/problem.ts';
import type { MeanRule } from './fit-returns.ts';
import { POLICIES, type PolicyId } from './policies.ts';

/** Degrees of freedom of the t law (our choice): a month's excess kurtosis is then 3, as that of equity indices about is. */
const DEGREES = 6;

/** What is simulated; everything has a default. */
export interface SimulationSettings {
  /** 1 to 360; default 60. */
  readonly months?: number;
  /** 1,000 to 1,000,000, even; default 20,000. */
  readonly paths?: number;
  /** Any safe integer; default 1. */
  readonly seed?: number;
  /** Default `t`. */
  readonly law?: 'normal' | 't' | 'blocks';
  /** Default `pooled`. */
  readonly means?: MeanRule;
  /** Default: all four; the first is the one that fan and differences refer to. */
  readonly policies?: readonly PolicyId[];
  /** Length of blocks in months, the mean or the fixed one; default 3. */
  readonly blockLength?: number;
  /** Whether lengths of blocks are drawn from a geometric distribution, or all the same; default `geometric`. */
  readonly blockKind?: 'geometric' | 'fixed';
  /** Draw the transition probabilities from their distribution, once for every hundred paths; default false. */
  readonly uncertain?: boolean;
  /** Allow more than 10⁹ paths × months × assets; default false. */
  readonly yes?: boolean;
}

/** Settings with their defaults, and what is the same in every simulation. */
export type CompleteSettings = Required<Omit<SimulationSettings, 'yes'>> & {
  readonly degrees: number;
  readonly antithetic: boolean;
};

/** Settings with their defaults. @throws UserError for one that is out of range. */
export function checkedSettings({
  months = 60,
  paths = 20_000,
  seed = 1,
  law = 't',
  means = 'pooled',
  policies = POLICIES,
  blockLength = 3,
  blockKind = 'geometric',
  uncertain = false,
}: SimulationSettings): CompleteSettings {
  const within = (name: string, x: number, low: number, high: number): void => {
    if (!(Number.isInteger(x) && x >= low && x <= high))
      throw usageError(name, `${x} is not a whole number from ${low} to ${high}.`, 'Choose one within.');
  };
  within('months', months, 1, 360);
  within('paths', paths, 1000, 1_000_000);
  within('blockLength', blockLength, 1, 36);
  if (paths % 2 !== 0)
    throw usageError('paths', `${paths} is odd; paths come in pairs.`, 'Choose an even number.');
  if (!Number.isSafeInteger(seed))
    throw usageError('seed', `${seed} is not a whole number.`, 'Choose, for instance, 1.');
  if (policies.length === 0 || new Set(policies).size < policies.length)
    throw usageError(
      'policies',
      'Each policy is named once, at least one.',
      `Policies are ${POLICIES.join(', ')}.`,
    );
  return {
    months,
    paths,
    seed,
    law,
    means,
    policies,
    blockLength,
    blockKind,
    uncertain,
    degrees: DEGREES,
    antithetic: true,
  };
}
