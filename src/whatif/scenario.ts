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
import { iso } from '../market/day.ts';
import { type Problem, userError } from '../market/problem.ts';
import { checkAgainstHistory, type LevelHistory } from './level-history.ts';
import { type Shock, settingName } from './settings.ts';
import { type ShockedLevel, shockLevels, type ShockedLevels } from './shock-levels.ts';
import type { Assumption } from './what-if.ts';

/** A month under a scenario, with the levels assumed and what limits the comparison. */
export interface AssumedMonth {
  readonly month: MonthCall;
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly Problem[];
}

/**
 * The call of a month if its session had closed at other levels. History before the session is unchanged.
 *
 * @param historyOf the own history of a level up to the session.
 * @throws UserError for a move of a level without an observation, or a level far outside its history.
 */
export function applyScenario(
  month: MonthCall,
  shocks: readonly Shock[],
  rules: RegimeRules,
  historyOf: (key: LevelKey) => LevelHistory | null,
): AssumedMonth {
  if (shocks.length === 0) return { month, assumptions: [], problems: [] };
  const shocked = shockLevels(levelsOf(month.evaluated), shocks);
  const evaluated = month.evaluated.map((signal) => rescore(signal, month.session, shocked));
  const checked = shocked.assumed.map((level) => assumptionOf(level, historyOf(level.key)));
  const combined = combineSignals(evaluated, rules);
  const regime = nextRegime(month.prior, combined, rules);
  return {
    month: { ...month, evaluated, combined, regime },
    assumptions: checked.map(({ assumption }) => assumption),
    problems: checked.flatMap(({ problem }) => problem ?? []),
  };
}

function assumptionOf(level: ShockedLevel, history: LevelHistory | null) {
  const { key, to, asked } = level;
  const about = asked === null ? `${key}, carried by the Nifty` : settingName(`${key}=${asked}`);
  const assumption: Assumption = {
    kind: 'level',
    ...level,
    unit: LEVELS[key].unit,
    history: history && { min: history.min, max: history.max, since: iso(history.since) },
  };
  return { assumption, problem: history && checkAgainstHistory(about, key, to, history) };
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
      settingName(axis),
      `The history of ${LEVELS[axis].title} is too short at this date to be ranked, so its signal uses a proxy.`,
      'Move the proxy instead: realised volatility follows nifty.',
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
