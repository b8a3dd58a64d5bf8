import type { AllocationRules } from '../../../allocations/rules.ts';
import { type SleeveId, SLEEVES } from '../../../allocations/positions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import type { Schedule } from '../schedule.ts';
import { baseWeights, type PositionWeights } from '../walk/base-weights.ts';

/** What alternatives are made from. */
export interface AlternativeInput {
  readonly market: IndexMarket;
  readonly schedule: Schedule;
  readonly rules: AllocationRules;
  /** The label in force each month, and the one of the month before it. */
  readonly labels: readonly Regime[];
  readonly earlierLabels: readonly Regime[];
  /** What the back-test decided each month. */
  readonly decided: readonly PositionWeights[];
  /** Labels of other classifiers, by month; null before a classifier has history. */
  readonly challengers: readonly {
    readonly id: string;
    readonly title: string;
    readonly labels: readonly (Regime | null)[];
  }[];
}

/** Something to measure a back-test against: weights for each month, walked like the back-test itself. */
export interface Alternative {
  readonly id: string;
  readonly title: string;
  readonly chosenAfterwards: boolean;
  readonly weights: readonly PositionWeights[];
}

/** Whether a sleeve has a level at the close of a month's decision. */
export const heldAt =
  ({ market, schedule }: Pick<AlternativeInput, 'market' | 'schedule'>, month: number) =>
  (id: SleeveId): boolean =>
    market.levels[SLEEVES.indexOf(id)]![schedule.months[month]!.decided]! > 0;

/** The bouquets of given labels; the neutral one where there is no label yet. */
export const bouquetsOf = (
  input: Pick<AlternativeInput, 'market' | 'schedule' | 'rules'>,
  labels: readonly (Regime | null)[],
): PositionWeights[] =>
  labels.map((label, k) => {
    const weights = baseWeights(label ?? 'consolidation', input.rules, heldAt(input, k));
    return weights ?? baseWeights('consolidation', input.rules, heldAt(input, k))!;
  });
