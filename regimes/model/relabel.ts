import { isDeepStrictEqual } from 'node:util';
import type { Signal } from '../../signals/evaluate.ts';
import {
  combineSignals,
  type EvaluatedSignal,
  INITIAL_REGIME,
  type MonthCall,
  nextRegime,
} from './history.ts';
import type { RegimeRules } from './rules.ts';

/** Parameters by signal, in any order, as a rule book has them. */
type SignalParameters = Readonly<Record<string, { readonly weight: number }>>;

/** Whether two sets of signal parameters give the same evaluations: they differ in nothing but weights, which only combine them. */
export const haveSameEvaluations = (a: SignalParameters, b: SignalParameters): boolean =>
  isDeepStrictEqual(unweighted(a), unweighted(b));

const unweighted = (parameters: SignalParameters) =>
  Object.fromEntries(Object.entries(parameters).map(([id, p]) => [id, { ...p, weight: 0 }]));

/**
 * A history called again from the same evaluations under other weights or other rules of the regime model: the same calls as a new
 * walk through the market would give, in a hundredth of the time.
 *
 * @param signals the signals with their new weights, in the order of the history.
 */
export function relabelHistory(
  history: readonly MonthCall[],
  signals: readonly Signal[],
  rules: RegimeRules,
): MonthCall[] {
  let prior = INITIAL_REGIME;
  return history.map((month) => {
    const evaluated = month.evaluated.map((e, i): EvaluatedSignal => ({
      ...e,
      aligned: { ...e.aligned, signal: signals[i]! },
    }));
    const combined = combineSignals(evaluated, rules);
    const regime = nextRegime(prior, combined, rules);
    const call: MonthCall = { ...month, prior, regime, combined, evaluated };
    prior = regime;
    return call;
  });
}
