import type { RegimeRules } from '../../regimes/model/rules.ts';
import {
  combineSignals,
  type EvaluatedSignal,
  levelsOf,
  type MonthCall,
  nextRegime,
} from '../../regimes/model/history.ts';
import { scoredStatus } from '../../regimes/model/signal-doubt.ts';
import { LEVELS, type LevelKey, type Levels } from '../../signals/levels.ts';
import { userError } from '../market/problem.ts';
import type { Shock } from './settings.ts';
import { shockLevels, type ShockedLevels } from './shock-levels.ts';
import type { Assumption } from './what-if.ts';

/**
 * The call of a month if its session had closed at other levels. History before the session is unchanged.
 *
 * @returns the month as re-scored, and the assumptions made.
 */
export function applyScenario(
  month: MonthCall,
  shocks: readonly Shock[],
  rules: RegimeRules,
): { readonly month: MonthCall; readonly assumptions: readonly Assumption[] } {
  if (shocks.length === 0) return { month, assumptions: [] };
  const shocked = shockLevels(levelsOf(month.evaluated), shocks);
  const evaluated = month.evaluated.map((signal) => rescore(signal, month.session, shocked));
  const combined = combineSignals(evaluated, rules);
  const regime = nextRegime(month.prior, combined, rules);
  return { month: { ...month, evaluated, combined, regime }, assumptions: shocked.assumptions };
}

/** The signal re-scored at the shocked levels; unchanged if it uses none of them. */
function rescore(
  signal: EvaluatedSignal,
  session: number,
  { levels, touched }: ShockedLevels,
): EvaluatedSignal {
  const { aligned, observation, doubt } = signal;
  const axis = aligned.signal.axis.level;
  const used = 'levels' in observation ? (Object.keys(observation.levels) as LevelKey[]) : [];
  if (touched.has(axis) && !used.includes(axis) && 'levels' in observation) {
    throw userError(
      'what-if',
      `--set ${axis}`,
      `the history of ${LEVELS[axis].title} is too short at this date to be ranked, so its signal uses a proxy.`,
      'Shock the proxy instead: realised volatility follows nifty.',
    );
  }
  // A signal without a recent observation can still be given a level.
  const own = used.length > 0 ? used : touched.has(axis) ? (Object.keys(levels) as LevelKey[]) : [];
  if (!own.some((key) => touched.has(key))) return signal;
  const assumed: Levels = Object.fromEntries(own.map((key) => [key, levels[key]!]));
  const status = observation.status === 'proxy' ? 'proxy' : 'ok';
  const { observedOn } = observation;
  return {
    aligned,
    observation: observedOn === null ? observation : { status, observedOn, levels: assumed },
    evaluation: aligned.evaluate(session, assumed, scoredStatus(observation, doubt)),
    doubt,
  };
}
