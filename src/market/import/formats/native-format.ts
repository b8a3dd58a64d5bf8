import type { Day } from '../../day.ts';
import type { Cells } from '../decoding/cells.ts';
import { exactly, type Format, type Reading } from './format.ts';
import { stockSeries } from './stocks/stock-name.ts';

/*
 * The shapes of our own for what no vendor hands out in a common one: `docs/data-shapes.md`. Each has ISIN and
 * Symbol first, of which one may be blank; days are ISO; a blank cell says that the figure is not known.
 */

export const ownShape = (
  id: string,
  title: string,
  columns: readonly string[],
  rows: Reading['rows'],
): Format => ({
  id,
  title,
  looks: columns.join(','),
  ordered: false,
  mayBeParquet: true,
  cellsMayBreak: true,
  matches: exactly(...columns),
  begin: () => ({ source: 'third-party', calendar: 'any', numericDates: false, rows }),
});

/** The company that a row is about. */
export const series = (cells: Cells): string => stockSeries(cells, cells.text('Symbol'), cells.text('ISIN'));

export const dayOrNull = (cells: Cells, column: string): Day | null =>
  cells.text(column) === '' ? null : cells.day(column, 'YYYY-MM-DD');
