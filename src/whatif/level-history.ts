import type { EvaluatedSignal } from '../../regimes/model/history.ts';
import { isSigned, LEVELS, type LevelKey } from '../../signals/levels.ts';
import { grouped } from '../format/numbers.ts';
import { displayDay, type Day } from '../market/day.ts';
import { type Problem, userError } from '../market/problem.ts';

/** The range of a level over all sessions up to one, as the signals observed it. */
export interface LevelHistory {
  readonly min: number;
  readonly max: number;
  /** First day with an observation. */
  readonly since: Day;
}

/**
 * A level further than this factor beyond its history is refused (our choice): the percentile is 0 or 1 long before, so that
 * such a level is a slip of the keyboard rather than a scenario.
 */
const FURTHEST = 4;

/** The range of a level up to and including a session; null for a level that no signal observed. */
export function levelHistory(
  evaluated: readonly EvaluatedSignal[],
  session: number,
  key: LevelKey,
): LevelHistory | null {
  let [min, max] = [Infinity, -Infinity];
  let since: Day | null = null;
  for (const { aligned } of evaluated) {
    for (let s = 0; s <= session; s++) {
      const observation = aligned.observe(s);
      const level = 'levels' in observation ? observation.levels[key] : undefined;
      if (level === undefined || !('levels' in observation)) continue;
      min = Math.min(min, level);
      max = Math.max(max, level);
      if (since === null || observation.observedOn < since) since = observation.observedOn;
    }
  }
  return since === null ? null : { min, max, since };
}

/**
 * Checks an assumed level against its history.
 *
 * @param about the setting that assumes it, for messages.
 * @returns a warning for a level outside its history; null for one within.
 * @throws UserError for a level beyond four times the highest or below a quarter of the lowest observed value; for a level that
 * can be negative, beyond four times the largest absolute value.
 */
export function checkAgainstHistory(
  about: string,
  key: LevelKey,
  level: number,
  history: LevelHistory,
): Problem | null {
  const { min, max } = history;
  const { title, decimals } = LEVELS[key];
  const text = (x: number) => grouped(x, decimals);
  const range = `${text(min)} to ${text(max)} since ${displayDay(history.since)}`;
  const furthest = Math.max(Math.abs(min), Math.abs(max)) * FURTHEST;
  const [low, high] = isSigned(key) ? [-furthest, furthest] : [min / FURTHEST, max * FURTHEST];
  if (level < low || level > high) {
    throw userError(
      'what-if',
      about,
      `${title} at ${text(level)} is too far outside its own history, ${range}.`,
      `Choose a level between ${text(low)} and ${text(high)}.`,
    );
  }
  if (level >= min && level <= max) return null;
  return {
    severity: 'warning',
    code: 'outside-history',
    about,
    message: `${title} at ${text(level)} is outside its own history, ${range}: no observation supports the score at this level.`,
    remedy: 'Read the result as an extrapolation, or choose a level within the history.',
  };
}
