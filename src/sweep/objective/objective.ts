import type { Day } from '../../market/day.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { SweepPlan } from '../plan/sweep-plan.ts';

/** What an objective makes of a rule book: monthly returns, as fractions, the same months for every rule book. */
export interface TrialReturns {
  /** After costs. */
  readonly returns: Float64Array;
  /** Changes between market and cash, or of portfolio: one-way turnover in portfolios, over all months. */
  readonly turnover: number;
}

/** What the months of an objective have in common. */
export interface SweepMonths {
  /** The day from which a month's return counts, and the day after the last month. */
  readonly days: readonly Day[];
  /** Return of each month of cash and of the benchmark. */
  readonly cash: Float64Array;
  readonly benchmark: Float64Array;
  readonly benchmarkName: string;
}

/** An objective prepared on one snapshot: everything that rule books share is done. */
export interface Objective {
  readonly months: SweepMonths;
  readonly evaluate: (book: RuleBook) => TrialReturns | Promise<TrialReturns>;
  readonly close: () => Promise<void>;
}

/** Returns above what the plan's measure compares with: cash, or the benchmark. */
export function excessReturns(
  returns: Float64Array,
  { cash, benchmark }: Pick<SweepMonths, 'cash' | 'benchmark'>,
  measure: SweepPlan['measure'],
): Float64Array {
  const reference = measure === 'sharpe' ? cash : benchmark;
  return returns.map((r, t) => r - reference[t]!);
}
