import type { Problem } from '../../market/problem.ts';
import type { CashMovement } from './client.ts';
import { rowReader } from './cells.ts';
import { readTable } from './csv-table.ts';

export const CASH = 'cash.csv';
const COLUMNS = ['client', 'day', 'amount', 'settled'] as const;

/** What one line says of a client, or its faults. */
export interface ReadLine<T> {
  readonly client: string;
  readonly line: number;
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads the movements of cash: ₹ into the account above 0, out of it below.
 *
 * @throws UserError for faults of the file as a whole.
 */
export const readCash = (text: string): ReadLine<CashMovement>[] =>
  readTable<(typeof COLUMNS)[number]>(text, CASH, {
    columns: COLUMNS,
    required: ['client', 'day', 'amount'],
  }).map((row) => {
    const read = rowReader(CASH, row);
    const client = read.text('client', 60);
    const day = read.day('day');
    const paise = read.paise('amount', 'any');
    if (row.cell('day') === '') read.fault('day is empty.', 'Give the date as YYYY-MM-DD.');
    if (row.cell('amount') === '') read.fault('amount is empty.', 'Give ₹: above 0 in, below 0 out.');
    const settled = read.oneOf('settled', ['y', 'n'], 'y') === 'y';
    const value =
      read.problems.length > 0 ? null : { client, line: row.line, day: day!, paise: paise!, settled };
    return { client, line: row.line, value, problems: read.problems };
  });
