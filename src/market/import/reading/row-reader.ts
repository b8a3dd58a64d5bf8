import type { Row } from '../../store/rows.ts';
import { Cells, type Fault, isUnreadableDate } from '../decoding/cells.ts';
import type { DateChecker } from '../checks/date-checks.ts';
import { NO_VALUE, type RowValidator } from '../checks/row-ranges.ts';
import type { FormatReader } from '../formats/format.ts';
import type { RawRow } from '../decoding/raw-row.ts';

/** Parses one row of a file: the store rows it yields, all of which can be kept, or the fault that rejects it. */
export type RowReader = (raw: Exclude<RawRow, { heading: string }>) => readonly Row[] | Fault;

export const isFault = (read: readonly Row[] | Fault): read is Fault => 'reason' in read;

export function rowReader(
  header: readonly string[],
  reading: FormatReader,
  dateChecker: DateChecker,
  validator: RowValidator,
): RowReader {
  const cells = new Cells(header);
  return (raw) => {
    if ('fault' in raw) return raw.fault;
    const split = withoutBlankEnd(raw.cells, header.length);
    if (split.length !== header.length)
      return {
        reason: 'wrong number of cells',
        message: `the row has ${split.length} cells, but the header has ${header.length}`,
      };
    const rows = reading.rows(cells.next(split));
    if (cells.fault && isUnreadableDate(cells.fault)) dateChecker.countUnreadable(raw.at);
    if (cells.fault) return cells.fault;
    if (rows.length === 0) return NOTHING;
    const kept: Row[] = [];
    let empty: Fault = NOTHING;
    for (const row of rows) {
      const examined = dateChecker.check(row, raw.at) ?? validator.validate(row, raw.at);
      if ('kind' in examined) kept.push(examined);
      // A line may have levels and no valuation; of a line without any value, the last fault is as good as the first.
      else if (examined.reason !== NO_VALUE) return examined;
      else empty = examined;
    }
    return kept.length > 0 ? kept : empty;
  };
}

const NOTHING: Fault = { reason: NO_VALUE, message: 'every value is blank, - or 0' };

/** Cells without empty ones after trailing commas. */
function withoutBlankEnd(cells: readonly string[], columns: number): readonly string[] {
  let end = cells.length;
  while (end > columns && cells[end - 1]!.trim() === '') end--;
  return end === cells.length ? cells : cells.slice(0, end);
}
