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
  if (decided.length < 2)
    throw userError(
      'backtest-span',
      `${iso(from)} to ${iso(to)}`,
      `has ${decided.length === 1 ? 'one month-end' : 'no month-end'} that can be filled; a back-test needs at least two.`,
      `Choose an earlier --from or a later --to: the store has sessions from ${iso(sessions[0] ?? from)} to ${iso(sessions.at(-1) ?? to)}.`,
    );
  const months = decided.map((s, i): ScheduledMonth => ({
    decided: s,
    filled: s + delay,
    until: i + 1 < decided.length ? decided[i + 1]! + delay : last,
  }));
  return { sessions, months };
}

/**
 * Refuses a span that ends before it begins, or months of which the store has no session: a record that silently covers less than
 * was asked for would be read as the longer one. The month of the first session, or of the last, may be named by any of its days.
 *
 * @throws UserError
 */
export function refuseOutside(sessions: readonly Day[], from: Day | undefined, to: Day): void {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return;
  const has = `The store has sessions from ${iso(first)} to ${iso(last)}`;
  if (from !== undefined && from >= to)
    throw userError(
      'backtest-span',
      `${iso(from)} to ${iso(to)}`,
      'does not end after it begins.',
      `${has}.`,
    );
  const outside = (option: string, on: Day, where: string, remedy: string): Error =>
    userError('backtest-outside', `${option} ${iso(on)}`, `is ${where}.`, `${has}: ${remedy}`);
  if (from !== undefined && monthNumber(from) < monthNumber(first))
    throw outside('--from', from, 'before the store begins', 'begin in them, or leave --from out.');
  if (monthNumber(to) > monthNumber(last))
    throw outside(
      '--to',
      to,
      'after the store ends',
      'end in them, or leave --to out, or import newer files.',
    );
}

/** The last known session of a month may not be the last one of the month. */
const isMonthOver = (sessions: readonly Day[], s: number): boolean =>
  s + 1 < sessions.length || monthNumber(addDays(sessions[s]!, 1)) !== monthNumber(sessions[s]!);

/** The days of all decisions, ISO. */
export const decisionDays = ({ sessions, months }: Schedule): string[] =>
  months.map((m) => iso(sessions[m.decided]!));
