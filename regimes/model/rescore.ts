import { SIGNAL_RULES } from '../../signals/all.ts';
import type { AnySignalRule, OpaqueMeasurement, WeightedParameters } from '../../signals/evaluate.ts';
import type { SignalId } from '../../signals/signal.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import { classify, weightedScore } from './classify.ts';
import { vintagesOf } from './vintages.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import { INITIAL_REGIME } from './history.ts';

/** Parameters of all signals, by id. */
export type SignalParameters = Readonly<Record<SignalId, WeightedParameters>>;

/** The signals' measurements at every month-end, to be rescored under many sets of parameters. */
export interface MeasuredHistory {
  /** Month-ends, ascending. */
  readonly months: readonly Day[];
  /** By signal, one for each month; null where the signal has no score. */
  readonly measurements: Readonly<Record<SignalId, readonly (OpaqueMeasurement | null)[]>>;
}

/** Parameters that score a measurement. All others, windows and minimum histories, change the measurement itself. */
export const SCORING_PARAMETERS = [
  'weight',
  'halfRange',
  'gapScale',
  'tScale',
  'changeScale',
  'zScale',
] as const;

/**
 * Measures the whole history once. Changes to scoring, weights and thresholds can then be evaluated in a millisecond; a
 * change of windows or minimum histories needs new measurements.
 */
export const measureHistory = (
  market: MarketHistory,
  asOf: Day,
  parameters: SignalParameters,
): MeasuredHistory => historyMeasurer(market, asOf)(parameters);

/** Measurements of one signal kept by a measurer: a few megabytes. */
const MOST_KEPT = 500;

/**
 * Measures a history under many sets of parameters: a signal is measured again only where a window or minimum history
 * differs from those measured before.
 */
export function historyMeasurer(
  market: MarketHistory,
  asOf: Day,
): (parameters: SignalParameters) => MeasuredHistory {
  const vintages = vintagesOf(market, asOf, [...new Set(SIGNAL_RULES.flatMap((r) => r.series))]);
  const months = vintages.flatMap((v) => v.sessions.map((s) => v.aligned.sessions[s]!));
  const kept = new Map<SignalId, Map<string, readonly (OpaqueMeasurement | null)[]>>();
  const measured = (rule: AnySignalRule, parameters: WeightedParameters) => {
    const ofRule = kept.get(rule.id) ?? new Map<string, readonly (OpaqueMeasurement | null)[]>();
    kept.set(rule.id, ofRule);
    const key = JSON.stringify(
      Object.entries(parameters).filter(
        ([name]) => !(SCORING_PARAMETERS as readonly string[]).includes(name),
      ),
    );
    const found =
      ofRule.get(key) ??
      vintages.flatMap(({ aligned, sessions }) => rule.measure(aligned, sessions, parameters));
    if (ofRule.size >= MOST_KEPT) ofRule.clear();
    ofRule.set(key, found);
    return found;
  };
  return (parameters) => ({
    months,
    measurements: Object.fromEntries(
      SIGNAL_RULES.map((rule) => [rule.id, measured(rule, parameters[rule.id])]),
    ) as unknown as MeasuredHistory['measurements'],
  });
}

export interface RescoredMonth {
  readonly label: Regime;
  readonly score: number | null;
}

/** TRRM's label and score of each month under other parameters, from existing measurements. */
export function rescore(
  { months, measurements }: MeasuredHistory,
  parameters: SignalParameters,
  rules: RegimeRules,
): RescoredMonth[] {
  // A signal without weight does not count.
  const counted = SIGNAL_RULES.filter(({ id }) => parameters[id].weight > 0);
  let label = INITIAL_REGIME;
  return months.map((_, i) => {
    const scores = counted.map((rule) =>
      weightedScoreOf(rule, measurements[rule.id][i]!, parameters[rule.id]),
    );
    const combined = weightedScore(scores, rules);
    if (combined.kind !== 'scored') return { label, score: null };
    label = classify(label, combined.score, rules);
    return { label, score: combined.score };
  });
}

const weightedScoreOf = (
  rule: AnySignalRule,
  measured: OpaqueMeasurement | null,
  parameters: WeightedParameters,
) => ({
  id: rule.id,
  weight: parameters.weight,
  score: measured === null ? null : rule.score(measured, parameters),
});
