import { COLUMNS, REQUIRED } from '../../../allocations/holdings/lot-row.ts';
import type { LotLine } from '../client.ts';
import { readTable } from './csv-table.ts';

export const LOTS = 'lots.csv';

/**
 * Reads the lots of all clients, by client: the columns of a portfolio file by lot after `client`. The price may be left out
 * where the store has one. A client's lines are checked with its account.
 *
 * @throws UserError for faults of the file as a whole.
 */
export function readLotLines(text: string): Map<string, LotLine[]> {
  const lines = new Map<string, LotLine[]>();
  const rows = readTable(text, LOTS, {
    columns: ['client', ...COLUMNS],
    required: ['client', ...REQUIRED.filter((column) => column !== 'price')],
  });
  for (const row of rows) {
    const client = row.cell('client');
    const of = lines.get(client) ?? [];
    lines.set(client, of);
    of.push({
      line: row.line,
      cells: COLUMNS.map((column) => row.cell(column)),
    });
  }
  return lines;
}
