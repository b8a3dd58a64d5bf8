import type { Column } from './as-of.ts';
import { hiddenSessions, sessionOnOrAfter, sessionOnOrBefore } from './calendar/calendar.ts';
import type { Day } from './day.ts';

/**
 * For each session, the index of the column's last row known by its close; −1 before the first. A row that became known
 * late (a restatement) counts from that day and does not replace rows of later days.
 */
export function lastKnown(column: Column, sessions: readonly Day[]): Int32Array {
  const at = new Int32Array(sessions.length).fill(-1);
  let s = 0;
  for (let row = 0; row < column.knownOn.length; row++) {
    const known = column.knownOn[row]! as Day;
    // Rows become known in the order of their days, but for late ones.
    if (row > 0 && known < column.knownOn[row - 1]!) s = sessionOnOrAfter(sessions, known);
    while (s < sessions.length && sessions[s]! < known) s++;
    if (s < sessions.length) at[s] = Math.max(at[s]!, row);
  }
  for (let i = 1; i < at.length; i++) at[i] = Math.max(at[i]!, at[i - 1]!);
  return at;
}

/**
 * The age in sessions, at session `s`, of a row observed on a day: 0 on the day itself. Sessions that are missing from the
 * store count too, by the weekdays of the gap; otherwise a gap of years would make old rows look recent.
 */
export const ageInSessions = (sessions: readonly Day[], s: number, observedOn: number): number =>
  s -
  sessionOnOrBefore(sessions, observedOn as Day) +
  hiddenSessions(sessions, observedOn as Day, sessions[s]!);

/** The last known value at each session; NaN before the first, and if it is older than `maxAge` sessions. */
export function carriedForward(column: Column, sessions: readonly Day[], maxAge: number): Float64Array {
  const at = lastKnown(column, sessions);
  return Float64Array.from(sessions, (_, s) => {
    const row = at[s]!;
    if (row < 0) return NaN;
    const old = ageInSessions(sessions, s, column.observedOn[row]!);
    return old <= maxAge ? column.value[row]! : NaN;
  });
}
