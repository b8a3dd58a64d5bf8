import { addDays, type Day, day, displayDay, iso } from '../../src/market/day.ts';
import { type Problem, UserError, userError } from '../../src/market/problem.ts';

/**
 * How sure a row is. `primary`: the law, a notification or a circular says so; `reported`: newspapers or brokers'
 * tariffs agree on it; `assumed`: our reading where sources are thin.
 */
export type Confidence = 'primary' | 'reported' | 'assumed';

/** What held from one day to another, both included. `until` null: still in force when the table was last checked. */
export interface DatedRow<V> {
  readonly from: Day;
  readonly until: Day | null;
  readonly value: V;
  readonly source: string;
  readonly confidence: Confidence;
  /** The day from which it was known that this would hold: `from` unless it was announced earlier or, for days past, later. */
  readonly knownFrom: Day;
}

/** Something that changes by law or circular, without gaps: rows ascend by `from`, each beginning the day after the last. */
export interface DatedTable<V> {
  readonly name: string;
  readonly rows: readonly DatedRow<V>[];
}

/** A row as it is written down, days in ISO form; `null` for no end. `knownFrom` where that is not `from`. */
export const row = <V>(
  from: string,
  until: string | null,
  value: V,
  confidence: Confidence,
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

/** A table that has been checked; throws a `UserError` naming every row that leaves a gap, overlaps or runs backwards. */
export function datedTable<V>(name: string, rows: readonly DatedRow<V>[]): DatedTable<V> {
  const problems = tableProblems(name, rows);
  if (problems.length > 0) throw new UserError(problems);
  return { name, rows };
}

/** What is wrong with the rows of a table, by row number from 1. Empty for a table without gaps or overlaps. */
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
  if (rows.length === 0) fault(0, 'the table is empty.', 'Give it a row for each period.');
  rows.forEach(({ from, until }, i) => {
    if (until !== null && until < from) {
      fault(i, `ends on ${iso(until)}, before it begins on ${iso(from)}.`, 'Put the earlier day first.');
    }
    const before = rows[i - 1];
    if (!before) return;
    if (before.until === null) {
      fault(i, `begins on ${iso(from)}, but the row before has no end.`, 'Give that row its last day.');
    } else if (from > before.until + 1) {
      const first = iso(addDays(before.until, 1));
      const last = iso(addDays(from, -1));
      fault(i, `leaves ${first} to ${last} without a row.`, 'Add what held then, or move an end.');
    } else if (from <= before.until) {
      fault(
        i,
        `begins on ${iso(from)}, when the row before still holds, to ${iso(before.until)}.`,
        'End the row before on the day before.',
      );
    }
  });
  return problems;
}

/**
 * The row in force on a day, as known on another: a row of which nobody knew yet has not ended the one before it.
 * Throws a `UserError` for a day that the table does not know: never the nearest row.
 */
export function inForce<V>({ name, rows }: DatedTable<V>, on: Day, knownOn: Day = on): DatedRow<V> {
  const found = rows.findLast((r) => r.from <= on && r.knownFrom <= knownOn);
  const isLast = found === rows.at(-1);
  if (found && (!isLast || found.until === null || on <= found.until)) return found;
  const first = rows[0]!;
  const last = rows.at(-1)!;
  const known =
    last.until === null
      ? `from ${displayDay(first.from)}`
      : `${displayDay(first.from)} to ${displayDay(last.until)}`;
  throw userError(
    'not-in-table',
    name,
    `has nothing for ${displayDay(on)}; it knows ${known}.`,
    'Choose a day inside that, or add a row with its source.',
  );
}
