import { splitFields } from '../../../src/market/import/formats/fields.ts';
import { isBlankRow } from '../cell-faults.ts';
import type { BrokerColumns, Role } from './columns.ts';

/** One line of a broker's file below its header. */
export interface BrokerRow {
  readonly line: number;
  /** The trimmed cell of a role; empty if the file has no such column. */
  readonly cell: (role: Role) => string;
}

/**
 * The lines with data: blank lines are skipped, and a line that names no security ends the table, as sums and notes do.
 *
 * @param fault receives lines that are not CSV.
 */
export function brokerRows(
  lines: readonly string[],
  { index, line: header }: BrokerColumns,
  fault: (line: number, message: string, remedy: string) => void,
): BrokerRow[] {
  const rows: BrokerRow[] = [];
  for (const [i, text] of lines.entries()) {
    const line = i + 1;
    if (line <= header || isBlankRow(text)) continue;
    const cells = splitFields(text);
    if (cells === null) {
      fault(line, 'has an unclosed quote.', 'Quote numbers that contain commas.');
      continue;
    }
    const cell = (role: Role): string => (cells[index.get(role) ?? -1] ?? '').trim();
    const id = cell('isin') || cell('symbol') || cell('amfi') || cell('name');
    if (id === '' || /^(grand |sub ?)?total\b/i.test(id)) continue;
    rows.push({ line, cell });
  }
  return rows;
}
