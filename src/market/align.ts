import type { Column } from './as-of.ts';
import { sessionOnOrBefore } from './calendar.ts';
import type { Day } from './day.ts';

/** For each session, the index of the column's last row that was known by its close; −1 before the first. */
export function lastKnown(column: Column, sessions: readonly Day[]): Int32Array {
  const at = new Int32Array(sessions.length);
  let row = -1;
  for (let s = 0; s < sessions.length; s++) {
    while (row + 1 < column.knownOn.length && column.knownOn[row + 1]! <= sessions[s]!) row++;
    at[s] = row;
  }
  return at;
}

/** How many sessions a row observed on a day is old at session `s`: 0 on the day itself. */
export const ageInSessions = (sessions: readonly Day[], s: number, observedOn: number): number =>
  s - sessionOnOrBefore(sessions, observedOn as Day);

/** The value last known at each session, NaN before the first and where it is older than `maxAge` sessions. */
export function carriedForward(column: Column, sessions: readonly Day[], maxAge: number): Float64Array {
  const at = lastKnown(column, sessions);
  return Float64Array.from(sessions, (_, s) => {
    const row = at[s]!;
    if (row < 0) return NaN;
    const old = ageInSessions(sessions, s, column.observedOn[row]!);
    return old <= maxAge ? column.value[row]! : NaN;
  });
}
