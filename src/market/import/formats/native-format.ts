import type { Day } from '../../day.ts';
import type { Cells } from '../decoding/cells.ts';
import { exactly, type Format, type FormatReader } from './format.ts';
import { stockSeries } from './stocks/stock-name.ts';

/*
 * Native formats, for data that vendors do not publish in a common format: `docs/reference/file-formats.md`. The first columns are
 * ISIN and Symbol, one of which may be blank; dates are ISO; a blank cell is a missing value.
 */

export const nativeFormat = (
  id: string,
  title: string,
  columns: readonly string[],
  rows: FormatReader['rows'],
): Format => ({
  id,
  title,
  headerExample: columns.join(','),
  ordered: false,
  mayBeParquet: true,
  cellsMayBreak: true,
  matches: exactly(...columns),
  begin: () => ({ source: 'third-party', calendar: 'any', numericDates: false, rows }),
});

/** The series of a row's stock. */
export const seriesOfRow = (cells: Cells): string =>
  stockSeries(cells, cells.text('Symbol'), cells.text('ISIN'));

/** The date in a cell; null if blank. */
export const dayOrNull = (cells: Cells, column: string): Day | null =>
  cells.text(column) === '' ? null : cells.day(column, 'YYYY-MM-DD');
