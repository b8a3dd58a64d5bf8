import type { Row } from '../store/rows.ts';
import { Cells, type Fault } from './decoding/cells.ts';
import type { DateWatch } from './checks/date-checks.ts';
import type { Examiner } from './checks/row-ranges.ts';
import type { Reading } from './formats/format.ts';
import type { RawRow } from './decoding/raw-row.ts';

/** Reads one row of a file: the rows that it tells of, all of which can be kept, or the fault that spoils it. */
export type RowReader = (raw: RawRow) => readonly Row[] | Fault;

export const isFault = (read: readonly Row[] | Fault): read is Fault => 'reason' in read;

export function rowReader(
  header: readonly string[],
  reading: Reading,
  watch: DateWatch,
  examiner: Examiner,
): RowReader {
  const cells = new Cells(header);
  return (raw) => {
    if ('fault' in raw) return raw.fault;
    const split = withoutBlankEnd(raw.cells, header.length);
    if (split.length !== header.length)
      return {
        reason: 'wrong number of cells',
        message: `${split.length} cells where the header has ${header.length}`,
      };
    const rows = reading.rows(cells.next(split));
    if (cells.fault?.reason === 'not a date') watch.unreadable(raw.at);
    if (cells.fault) return cells.fault;
    if (rows.length === 0) return { reason: 'no figure', message: 'every figure is blank, - or 0' };
    const kept: Row[] = [];
    for (const row of rows) {
      const examined = watch.see(row, raw.at) ?? examiner.examine(row, raw.at);
      if (!('kind' in examined)) return examined;
      kept.push(examined);
    }
    return kept;
  };
}

/** Cells without the empty ones that commas at the end of a line make. */
function withoutBlankEnd(cells: readonly string[], columns: number): readonly string[] {
  let end = cells.length;
  while (end > columns && cells[end - 1]!.trim() === '') end--;
  return end === cells.length ? cells : cells.slice(0, end);
}
