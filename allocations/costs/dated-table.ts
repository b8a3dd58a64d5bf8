import { addDays, type Day, day, displayDay, iso } from '../../src/market/day.ts';
import { type Problem, UserError, userError } from '../../src/market/problem.ts';

/**
 * Quality of a row's source. `primary`: a law, notification or circular; `reported`: newspapers or brokers' tariffs that
 * agree; `assumed`: our reading where sources are thin.
 */
export type TariffProvenance = 'primary' | 'reported' | 'assumed';

/** A value in force from one day to another, both included. `until` null: still in force when the table was last checked. */
export interface DatedRow<V> {
  readonly from: Day;
  readonly until: Day | null;
  readonly value: V;
  readonly source: string;
  readonly confidence: TariffProvenance;
  /** The day on which the row became known: `from`, unless it was announced earlier or, retroactively, later. */
  readonly knownFrom: Day;
}

/** A value that changes by law or circular, without gaps: rows ascend by `from`, each starting the day after the previous one ends. */
export interface DatedTable<V> {
  readonly name: string;
  readonly rows: readonly DatedRow<V>[];
}

/** Builds a row from ISO dates; `until` null for no end, `knownFrom` if it differs from `from`. */
export const row = <V>(
  from: string,
  until: string | null,
  value: V,
  confidence: TariffProvenance,
  source: string,
  knownFrom = from,
): DatedRow<V> => ({
  from: day(from),
  until: until === null ? null : day(until),
  value,
  source,
  confidence,
  knownFrom: day(knownFrom),
});

/**
 * Builds a checked table.
 *
 * @throws UserError naming every row that leaves a gap, overlaps or ends before it begins.
 */
export function datedTable<V>(name: string, rows: readonly DatedRow<V>[]): DatedTable<V> {
  const problems = tableProblems(name, rows);
  if (problems.length > 0) throw new UserError(problems);
  return { name, rows };
}

/** Faults of the rows of a table, by row number from 1. Empty for a table without gaps or overlaps. */
export function tableProblems(name: string, rows: readonly DatedRow<unknown>[]): Problem[] {
  const problems: Problem[] = [];
  const fault = (i: number, message: string, remedy: string): void => {
    problems.push({
      severity: 'error',
      code: 'dated-table',
      about: `${name}, row ${i + 1}`,
      message,
      remedy,
    });
  };
  if (rows.length === 0) fault(0, 'the table is empty.', 'Add a row for each period.');
  rows.forEach(({ from, until }, i) => {
    if (until !== null && until < from) {
      fault(i, `ends on ${iso(until)}, before it begins on ${iso(from)}.`, 'Put the earlier date first.');
    }
    const before = rows[i - 1];
    if (!before) return;
    if (before.until === null) {
      fault(
        i,
        `begins on ${iso(from)}, but the previous row has no end.`,
        'Give the previous row its last day.',
      );
    } else if (from > before.until + 1) {
      const first = iso(addDays(before.until, 1));
      const last = iso(addDays(from, -1));
      fault(
        i,
        `leaves ${first} to ${last} without a row.`,
        'Add a row for that period, or change an end date.',
      );
    } else if (from <= before.until) {
      fault(
        i,
        `begins on ${iso(from)}, while the previous row runs to ${iso(before.until)}.`,
        'End the previous row on the day before.',
      );
    }
  });
  return problems;
}

/**
 * The row in force on a day, as known on another: a row not yet known has not ended the one before it.
 *
 * @throws UserError if the table does not cover the day; it never falls back to the nearest row.
 */
export function inForce<V>({ name, rows }: DatedTable<V>, on: Day, knownOn: Day = on): DatedRow<V> {
  const found = rows.findLast((r) => r.from <= on && r.knownFrom <= knownOn);
  const isLast = found === rows.at(-1);
  if (found && (!isLast || found.until === null || on <= found.until)) return found;
  const first = rows[0]!;
  const last = rows.at(-1)!;
  const covered =
    last.until === null
      ? `dates from ${displayDay(first.from)}`
      : `${displayDay(first.from)} to ${displayDay(last.until)}`;
  throw userError(
    'not-in-table',
    name,
    `does not cover ${displayDay(on)}; it covers ${covered}.`,
    'Choose a date in that range, or add a row with its source.',
  );
}
