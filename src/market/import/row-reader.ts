import type { Row } from '../row.ts';
import { Cells, type Fault } from './cells.ts';
import type { DateWatch } from './date-watch.ts';
import type { Examiner } from './examine.ts';
import { splitFields } from './fields.ts';
import type { Reading } from './format.ts';

/** Reads one line: the rows that it tells of, all of which can be kept, or the fault that spoils it. */
export type RowReader = (text: string, line: number) => readonly Row[] | Fault;

export const isFault = (read: readonly Row[] | Fault): read is Fault => 'reason' in read;

export function rowReader(
  header: readonly string[],
  reading: Reading,
  watch: DateWatch,
  examiner: Examiner,
): RowReader {
  const cells = new Cells(header);
  return (text, line) => {
    const split = splitFields(text);
    if (!split) return { reason: 'unbalanced quotes', message: 'a quote does not close' };
    while (split.length > header.length && split.at(-1)!.trim() === '') split.pop();
    if (split.length !== header.length)
      return {
        reason: 'wrong number of cells',
        message: `${split.length} cells where the header has ${header.length}`,
      };
    const rows = reading.rows(cells.next(split));
    if (cells.fault?.reason === 'not a date') watch.unreadable(line);
    if (cells.fault) return cells.fault;
    if (rows.length === 0) return { reason: 'no figure', message: 'every figure is blank, - or 0' };
    const kept: Row[] = [];
    for (const row of rows) {
      const examined = watch.see(row, line) ?? examiner.examine(row, line);
      if (!('kind' in examined)) return examined;
      kept.push(examined);
    }
    return kept;
  };
}
