import { monthEnds, sessionOnOrBefore } from '../market/calendar/calendar.ts';
import { addDays, type Day, iso, monthNumber } from '../market/day.ts';
import { userError } from '../market/problem.ts';

/** One month of a back-test, as indices of sessions: decided at the close of D, filled at the next close. */
export interface ScheduledMonth {
  /** D, the last session of a month. */
  readonly decided: number;
  /** e, the session of the fill. */
  readonly filled: number;
  /** The next month's fill, or the last session of the record. */
  readonly until: number;
}

/** The months of a back-test on the exchange's sessions. */
export interface Schedule {
  /** All sessions known, ascending; months index them. */
  readonly sessions: readonly Day[];
  readonly months: readonly ScheduledMonth[];
}

/**
 * The months from the one of `from` to the last that can be filled by `to`.
 *
 * @param delay sessions from decision to fill; 1 by default. 0 is a fill at the close on whose prices the decision rests,
 *   which nobody could have had.
 * @throws UserError where fewer than two months are left.
 */
export function scheduleMonths(
  sessions: readonly Day[],
  { from, to, delay = 1 }: { readonly from: Day; readonly to: Day; readonly delay?: number },
): Schedule {
  const last = sessionOnOrBefore(sessions, to);
  const decided = monthEnds(sessions).filter(
    (s) => monthNumber(sessions[s]!) >= monthNumber(from) && s + delay <= last && isMonthOver(sessions, s),
  );
  if (from >= to || decided.length < 2)
    throw userError(
      'backtest-span',
      `${iso(from)} to ${iso(to)}`,
      `has ${decided.length} month-ends that can be filled; a back-test needs at least two.`,
      `Choose an earlier --from or a later --to: the store has sessions from ${iso(sessions[0] ?? from)} to ${iso(sessions.at(-1) ?? to)}.`,
    );
  const months = decided.map((s, i): ScheduledMonth => ({
    decided: s,
    filled: s + delay,
    until: i + 1 < decided.length ? decided[i + 1]! + delay : last,
  }));
  return { sessions, months };
}

/** The last known session of a month may not be the last one of the month. */
const isMonthOver = (sessions: readonly Day[], s: number): boolean =>
  s + 1 < sessions.length || monthNumber(addDays(sessions[s]!, 1)) !== monthNumber(sessions[s]!);

/** The days of all decisions, ISO. */
export const decisionDays = ({ sessions, months }: Schedule): string[] =>
  months.map((m) => iso(sessions[m.decided]!));
