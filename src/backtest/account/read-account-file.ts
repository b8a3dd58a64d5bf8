import type { AccountDayRecord } from '../../market/accounts/read-account.ts';
import { parseIso } from '../../market/day.ts';
import { splitFields } from '../../market/import/formats/fields.ts';
import { readNumber } from '../../market/import/decoding/numbers.ts';
import { userError } from '../../market/problem.ts';

const COLUMNS = ['date', 'value', 'flow', 'fees'] as const;

/**
 * Reads the one-file form of an account's record: `date,value,flow,fees`, ISO dates ascending, ₹. The value is after the day's
 * flow and fees; flows into the account are positive and count from the start of their day; a blank value is a day with a
 * flow and without a valuation; blank flows and fees are 0.
 *
 * @param text the contents of the file.
 * @param file its name, for messages.
 * @returns one entry a row.
 * @throws UserError with the line and value at fault.
 * @example
 * import { readAccountFile } from 'trrm/backtest';
 *
 * const days = readAccountFile('date,value,flow,fees\n2024-01-31,1000000,,\n', 'account.csv');
 * console.log(days[0]?.value);
 */
export function readAccountFile(text: string, file: string): AccountDayRecord[] {
  const refuse = (line: number, message: string, remedy: string) =>
    userError('unreadable-account', file, `line ${line}: ${message}`, remedy);
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = (splitFields(lines[0]!) ?? []).map((h) => h.trim().toLowerCase());
  if (header.join() !== COLUMNS.join())
    throw refuse(
      1,
      `the header is ${JSON.stringify(lines[0])}.`,
      `Start the file with ${COLUMNS.join(',')}.`,
    );
  const rows: AccountDayRecord[] = [];
  for (let at = 1; at < lines.length; at++) {
    if (lines[at]!.trim() === '') continue;
    const cells = splitFields(lines[at]!)?.map((c) => c.trim());
    if (cells?.length !== COLUMNS.length)
      throw refuse(
        at + 1,
        `the row does not have ${COLUMNS.length} cells.`,
        'Give date, value, flow and fees, blank where there is none.',
      );
    const day = parseIso(cells[0]!);
    if (day === null)
      throw refuse(at + 1, `${JSON.stringify(cells[0])} is not an ISO date.`, 'Write dates as 2020-03-31.');
    const before = rows.at(-1)?.day;
    if (before !== undefined && day <= before)
      throw refuse(
        at + 1,
        `${cells[0]} ${day === before ? 'occurs twice' : 'is earlier than the row before'}.`,
        'Sort the rows by date and give one row a day.',
      );
    const numberAt = (column: number): number | null => {
      const number = readNumber(cells[column]!.replace(/^\+/, '').replace('−', '-'));
      if (number === undefined || (number !== null && !Number.isFinite(number)))
        throw refuse(
          at + 1,
          `the ${COLUMNS[column]} ${JSON.stringify(cells[column])} is not a number.`,
          'Write plain amounts in ₹.',
        );
      return number;
    };
    const [value, flow, fees] = [numberAt(1), numberAt(2), numberAt(3)];
    if (value !== null && !(value > 0))
      throw refuse(
        at + 1,
        `the value is ${cells[1]}; a value is above 0.`,
        'Correct it; end the record before the account was emptied.',
      );
    if (value === null && (flow === null || flow === 0))
      throw refuse(at + 1, 'the row has neither a value nor a flow.', 'Give the value, or remove the row.');
    if (fees !== null && fees < 0)
      throw refuse(at + 1, `the fees are ${cells[3]}, below 0.`, 'Give fees as a positive amount.');
    rows.push({ day, value, flow: flow ?? 0, fees: fees ?? 0, flowAt: 'start' });
  }
  return rows;
}
