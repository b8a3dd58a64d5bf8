import type { RegimeRules } from '../../regimes/model/rules.ts';
import {
  combineJudgements,
  type Judgement,
  levelsOf,
  type MonthCall,
  nextRegime,
} from '../../regimes/model/history.ts';
import { LEVELS, type LevelKey, type Levels } from '../../signals/levels.ts';
import { userError } from '../market/problem.ts';
import type { Shock } from './settings.ts';
import { shockLevels, type ShockedLevels } from './shock-levels.ts';
import type { Supposition } from './what-if.ts';

/** A month's call had its session closed at other levels. History before the session is not touched. */
export function supposeMonth(
  month: MonthCall,
  shocks: readonly Shock[],
  rules: RegimeRules,
): { readonly month: MonthCall; readonly suppositions: readonly Supposition[] } {
  if (shocks.length === 0) return { month, suppositions: [] };
  const shocked = shockLevels(levelsOf(month.judgements), shocks);
  const judgements = month.judgements.map((judgement) => rejudge(judgement, month.session, shocked));
  const combined = combineJudgements(judgements, rules);
  const regime = nextRegime(month.prior, combined, rules);
  return { month: { ...month, judgements, combined, regime }, suppositions: shocked.suppositions };
}

/** The same signal with the levels it reads replaced; unchanged where it reads none of those touched. */
function rejudge(judgement: Judgement, session: number, { levels, touched }: ShockedLevels): Judgement {
  const { on, reading } = judgement;
  const axis = on.signal.axis.level;
  const read = 'levels' in reading ? (Object.keys(reading.levels) as LevelKey[]) : [];
  if (touched.has(axis) && !read.includes(axis) && 'levels' in reading) {
    throw userError(
      'what-if',
      `--set ${axis}`,
      `${LEVELS[axis].title} has too short a history by then to be ranked; its signal is scored from a stand-in.`,
      'Move the stand-in instead: realised volatility follows nifty.',
    );
  }
  // A signal that had nothing recent to read can be given a level by hand.
  const own = read.length > 0 ? read : touched.has(axis) ? (Object.keys(levels) as LevelKey[]) : [];
  if (!own.some((key) => touched.has(key))) return judgement;
  const supposed: Levels = Object.fromEntries(own.map((key) => [key, levels[key]!]));
  const status = reading.status === 'proxy' ? 'proxy' : 'ok';
  const observedOn = reading.observedOn;
  return {
    on,
    reading: observedOn === null ? reading : { status, observedOn, levels: supposed },
    verdict: on.judge(session, supposed, status),
  };
}
