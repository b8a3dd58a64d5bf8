import type { Column } from '../../market/as-of.ts';
import { type Day, displayDay, iso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { SeriesKey } from '../../market/series.ts';

/** The level of something that can be held, at each session; NaN before the first. */
export interface SessionLevels {
  readonly levels: Float64Array;
  /** Findings about the data behind them. */
  readonly problems: readonly Problem[];
}

/** Sessions for which the last level may stand in for a missing one (as a proxy index is stale after that many). */
const LONGEST_GAP = 5;
/** A move of an index in a day that no market has made: a wrong figure until it is explained (our choice). */
const LARGEST_MOVE = 0.25;

/**
 * The levels of a series on the exchange's sessions: the last one where a session has none. Counted, and refused beyond
 * five sessions.
 *
 * @param span indices of the first and last session that are used; only these are checked.
 * @throws UserError for a level that is not positive, a move of more than 25 % in a session, or a longer gap.
 */
export function sessionLevels(
  key: SeriesKey,
  { observedOn, value }: Column,
  sessions: readonly Day[],
  span: { readonly first: number; readonly last: number },
): SessionLevels {
  const levels = new Float64Array(sessions.length).fill(NaN);
  const missing: Day[] = [];
  let row = -1;
  let age = 0;
  for (let s = 0; s < sessions.length; s++) {
    const before = row;
    while (row + 1 < observedOn.length && observedOn[row + 1]! <= sessions[s]!) row++;
    if (row < 0) continue;
    levels[s] = value[row]!;
    const isUsed = s >= span.first && s <= span.last;
    age = row === before ? age + 1 : 0;
    if (!isUsed) continue;
    if (age > 0) missing.push(sessions[s]!);
    if (age > LONGEST_GAP)
      throw userError(
        'backtest-gap',
        key,
        `has no level for more than ${LONGEST_GAP} sessions up to ${displayDay(sessions[s]!)}.`,
        'Import the missing part of its history, or end the back-test before it with --to.',
      );
    checkLevel(key, sessions[s]!, s > span.first ? levels[s - 1]! : NaN, levels[s]!);
  }
  return { levels, problems: missing.length === 0 ? [] : [carried(key, missing)] };
}

function checkLevel(key: SeriesKey, on: Day, before: number, level: number): void {
  if (!(level > 0))
    throw userError(
      'backtest-level',
      `${key} ${iso(on)}`,
      `is ${level}; a level must be above 0.`,
      'Correct the file and import it again.',
    );
  if (Math.abs(level / before - 1) > LARGEST_MOVE)
    throw userError(
      'backtest-jump',
      `${key} ${iso(on)}`,
      `moves from ${before} to ${level}, more than ${100 * LARGEST_MOVE} % in a session.`,
      'Compare the file with the publisher’s; a change of base must be imported on one basis.',
    );
}

const carried = (key: SeriesKey, missing: readonly Day[]): Problem => ({
  severity: 'warning',
  code: 'backtest-carried-level',
  about: key,
  message: `has no level on ${missing.length} ${missing.length === 1 ? 'session' : 'sessions'} (the first ${displayDay(missing[0]!)}); the last known one was used.`,
  remedy: 'Import the missing part of its history.',
});
