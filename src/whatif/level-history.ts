import { quantileSorted } from 'simple-statistics';
import type { EvaluatedSignal } from '../../regimes/model/history.ts';
import { isSigned, LEVELS, type LevelKey } from '../../signals/levels.ts';
import { grouped } from '../format/numbers.ts';
import { displayDay, type Day } from '../market/day.ts';
import { type Problem, userError } from '../market/problem.ts';

/** A level's own observations up to a session, as the signals observed them: one per day of observation. */
export interface LevelHistory {
  readonly min: number;
  readonly max: number;
  /** First day with an observation. */
  readonly since: Day;
  /** Days of observation, ascending, and the value of each. */
  readonly days: readonly Day[];
  readonly values: Float64Array;
  /** The same values, ascending. */
  readonly sorted: Float64Array;
}

/**
 * A level further than this factor beyond its history is refused (our choice): the percentile is 0 or 1 long before, so that
 * such a level is a slip of the keyboard rather than a scenario.
 */
const FURTHEST = 4;

/** The history of a level up to and including a session; null for a level that no signal observed. */
export function levelHistory(
  evaluated: readonly EvaluatedSignal[],
  session: number,
  key: LevelKey,
): LevelHistory | null {
  const byDay = new Map<Day, number>();
  for (const { aligned } of evaluated) {
    for (let s = 0; s <= session; s++) {
      const observation = aligned.observe(s);
      const level = 'levels' in observation ? observation.levels[key] : undefined;
      if (level === undefined || !('levels' in observation)) continue;
      byDay.set(observation.observedOn, level);
    }
  }
  if (byDay.size === 0) return null;
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const values = Float64Array.from(days, (d) => byDay.get(d)!);
  const sorted = values.slice().sort();
  return { min: sorted[0]!, max: sorted.at(-1)!, since: days[0]!, days, values, sorted };
}

/** The `p`-quantile of a level's history, 0 ≤ p ≤ 1: the mean of the two middle values where it falls between two. */
export const levelQuantile = ({ sorted }: Pick<LevelHistory, 'sorted'>, p: number): number =>
  quantileSorted(sorted as unknown as number[], p);

/** Where a level stands in its own history. */
export interface LevelStanding {
  /** Days of observation. */
  readonly days: number;
  /** Fraction of them with a lower value. */
  readonly below: number;
  /** Fraction of them with a higher value. */
  readonly above: number;
  /** The last day on which the level was as extreme, seen from its median; null if it never was. */
  readonly lastThere: Day | null;
}

/** Where an assumed level stands among all observed ones. */
export function levelStanding(history: LevelHistory, level: number): LevelStanding {
  const { days, values, sorted } = history;
  const n = sorted.length;
  const high = level >= levelQuantile(history, 0.5);
  const last = values.findLastIndex((v) => (high ? v >= level : v <= level));
  return {
    days: n,
    below: countBelow(sorted, level) / n,
    above: 1 - countBelow(sorted, level, true) / n,
    lastThere: last < 0 ? null : days[last]!,
  };
}

/** The number of sorted values below a level, or also equal to it. */
function countBelow(sorted: Float64Array, level: number, orEqual = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle]!;
    if (value < level || (orEqual && value === level)) low = middle + 1;
    else high = middle;
  }
  return low;
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
  history: Pick<LevelHistory, 'min' | 'max' | 'since'>,
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
