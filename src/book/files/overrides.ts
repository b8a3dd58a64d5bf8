import { parseAmount } from '../../../allocations/holdings/parse-amount.ts';
import { paiseOf } from '../../market/money.ts';
import type { ClientOverride, OverrideWhat } from './client.ts';
import type { ReadLine } from './cash.ts';
import { type RowReader, rowReader } from './cells.ts';
import { readTable } from './csv-table.ts';

export const OVERRIDES = 'overrides.csv';
const COLUMNS = ['client', 'what', 'until', 'reason', 'author'] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Reads overrides of clients.
 *
 * @throws UserError for faults of the file as a whole.
 */
export const readOverrides = (text: string): ReadLine<ClientOverride>[] =>
  readTable<Column>(text, OVERRIDES, { columns: COLUMNS, required: COLUMNS }).map((row) => {
    const read = rowReader(OVERRIDES, row);
    const client = read.text('client', 60);
    const what = whatOf(read, row.cell('what'));
    const until = read.day('until');
    if (row.cell('until') === '')
      read.fault('until is empty.', 'Give the last day on which it is in force: an override expires.');
    const [reason, author] = [read.text('reason'), read.text('author', 80)];
    if (reason === '' || author === '') read.fault('reason or author is empty.', 'Give both.');
    const value =
      read.problems.length > 0 || !what
        ? null
        : { client, line: row.line, what, until: until!, reason, author };
    return { client, line: row.line, value, problems: read.problems };
  });

function whatOf(read: RowReader<Column>, text: string): OverrideWhat | null {
  const [kind = '', argument = '', ...rest] = text.split(/\s+/);
  if (kind === 'no-trade' && argument === '') return { kind };
  const amount = rest.length === 0 ? parseAmount(argument) : null;
  if ((kind === 'cash-floor' || kind === 'minimum-order') && amount !== null && amount <= 1e11)
    return { kind, paise: paiseOf(amount) };
  read.fault(
    `what is ${JSON.stringify(text.slice(0, 60))}.`,
    'Give no-trade, cash-floor with ₹ (cash-floor 50000), or minimum-order with ₹.',
  );
  return null;
}
