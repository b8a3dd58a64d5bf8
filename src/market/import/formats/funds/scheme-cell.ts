import { isSchemeCode, schemeSeries } from '../../../funds/fund-row.ts';
import type { SeriesId } from '../../../series.ts';
import type { Cells } from '../../decoding/cells.ts';

/** The series of the scheme code in a cell; rejects the row if it is not one. */
export function schemeOfCell(cells: Cells, column: string): SeriesId {
  const code = cells.text(column);
  if (!isSchemeCode(code))
    cells.reject('no scheme code', `${column} is ${JSON.stringify(code)}, which is not an AMFI scheme code`);
  return schemeSeries(code);
}

/** The text of a cell; null if it is blank or `-`. */
export function textOrNull(cells: Cells, column: string): string | null {
  const text = cells.text(column).replace(/\s+/g, ' ');
  return text === '' || text === '-' ? null : text;
}
