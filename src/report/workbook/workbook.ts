import type { CellObject, Sheet as XlsxSheet } from 'write-excel-file/node';
import type { Day } from '../../market/day.ts';

/** How the cells of a column are written. Fractions are shown in percent, days as dates, money with Indian grouping. */
export type ColumnKind =
  'text' | 'score' | 'fraction' | 'percent' | 'rupees' | 'number' | 'count' | 'rate' | 'day';

export interface Column {
  readonly title: string;
  readonly kind: ColumnKind;
  /** In characters. */
  readonly width?: number;
  /** Whether the last row sums the column. */
  readonly summed?: boolean;
}

/** A value of a cell; days as day numbers. Null leaves the cell empty. */
export type CellValue = string | number | Day | null;

/** One sheet: a table with a frozen head, and below it a row of sums where a column has one. */
export interface WorkbookSheet {
  readonly title: string;
  /** The first line: what the sheet shows. */
  readonly note: string;
  /** The second: which decision it belongs to, and that of the simulated market is marked. */
  readonly origin: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Columns that stay in view when the sheet is scrolled sideways. */
  readonly frozen?: number;
}

/** Days from 30 December 1899, from which spreadsheets count, to 1 January 1970. */
const FIRST_DAY = 25_569;

const INDIAN = '[>=10000000]##\\,##\\,##\\,##0.00;[>=100000]##\\,##\\,##0.00;#,##0.00';
const INDIAN_BELOW_ZERO = '[<=-10000000]-##\\,##\\,##\\,##0.00;[<=-100000]-##\\,##\\,##0.00;#,##0.00';

const FORMATS: Readonly<Record<Exclude<ColumnKind, 'rupees'>, string>> = {
  // Text is text: a name that begins with = never becomes a formula, also when it is edited.
  text: '@',
  score: '+0.000;-0.000;0.000',
  fraction: '0.00%',
  percent: '0.00',
  number: '0.0000',
  count: '#,##0',
  rate: '0.000000%',
  day: 'dd mmm yyyy',
};

// A number format has two conditions, so amounts below zero need their own.
const formatOf = (kind: ColumnKind, value: number): string =>
  kind === 'rupees' ? (value < 0 ? INDIAN_BELOW_ZERO : INDIAN) : FORMATS[kind];

const isLeft = (kind: ColumnKind): boolean => kind === 'text' || kind === 'day';

const MINIMUM_WIDTH = 10;
const HEAD_ROWS = 3;

/**
 * Writes sheets as an Office Open XML workbook (ECMA-376). The same sheets give the same bytes: the archive has one fixed
 * date, and nothing in it is from the clock.
 *
 * @throws RangeError for a number that is not finite.
 */
export async function workbookBytes(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  // Loaded only where a workbook is written.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const bytes = await writeExcelFile(sheets.map(xlsxSheet), {
    fontFamily: 'Calibri',
    fontSize: 11,
  }).toBuffer();
  return withFixedDates(bytes, sheets);
}

function xlsxSheet({ title, note, origin, columns, rows, frozen = 1 }: WorkbookSheet): XlsxSheet<Buffer> {
  const sums = columns.some((c) => c.summed) && rows.length > 0;
  return {
    sheet: title,
    stickyRowsCount: HEAD_ROWS,
    stickyColumnsCount: frozen,
    orientation: 'landscape',
    columns: columns.map(({ title: head, width }) => ({
      width: width ?? Math.max(MINIMUM_WIDTH, head.length + 2),
    })),
    data: [
      [{ value: note, type: String, fontWeight: 'bold' }],
      [{ value: origin, type: String, textColor: '#555555' }],
      columns.map(({ title: head, kind }, i): CellObject => ({
        value: head,
        type: String,
        fontWeight: 'bold',
        backgroundColor: '#E8EAED',
        bottomBorderStyle: 'thin',
        align: isLeft(kind) ? 'left' : 'right',
        ...indentAt(columns, i),
        wrap: true,
      })),
      ...rows.map((row) =>
        row.map((value, i) => {
          const made = cell(columns[i]!.kind, value);
          return made && { ...made, ...indentAt(columns, i) };
        }),
      ),
      ...(sums ? [sumRow(columns, rows)] : []),
    ],
  };
}

/** Text beside a number would touch it. */
const indentAt = (columns: readonly Column[], i: number): Pick<CellObject, 'indent' | 'align'> =>
  i > 0 && isLeft(columns[i]!.kind) && !isLeft(columns[i - 1]!.kind) ? { align: 'left', indent: 1 } : {};

function cell(kind: ColumnKind, value: CellValue): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'string') return { value, type: String, format: FORMATS.text };
  if (!Number.isFinite(value)) throw new RangeError(`a workbook has no cell for ${value}`);
  return {
    value: kind === 'day' ? value + FIRST_DAY : value,
    type: Number,
    format: formatOf(kind, value),
    align: isLeft(kind) ? 'left' : 'right',
  };
}

function sumRow(columns: readonly Column[], rows: WorkbookSheet['rows']): CellObject[] {
  const first = HEAD_ROWS + 1;
  return columns.map(({ kind, summed }, i): CellObject => {
    const style = { fontWeight: 'bold', topBorderStyle: 'thin' } as const;
    if (!summed) return { value: i === 0 ? 'Sum' : '', type: String, ...style };
    const letter = columnLetter(i);
    const value = `SUM(${letter}${first}:${letter}${first + rows.length - 1})`;
    return { value, type: 'Formula', format: formatOf(kind, sumOf(rows, i)), ...style };
  });
}

const sumOf = (rows: WorkbookSheet['rows'], column: number): number =>
  rows.reduce((sum, row) => sum + (typeof row[column] === 'number' ? row[column] : 0), 0);

/** `A` to `Z`, then `AA`. */
const columnLetter = (i: number): string =>
  i < 26 ? String.fromCharCode(65 + i) : columnLetter(Math.floor(i / 26) - 1) + columnLetter(i % 26);

/** The first day that a zip archive can state, without a time zone. */
const ARCHIVED = new Date(1980, 0, 1);

/**
 * The archive again with fixed dates, which the library takes from the clock, and with the values of the sums, which readers
 * that do not calculate show.
 */
async function withFixedDates(bytes: Uint8Array, sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
  const files = unzipSync(bytes);
  sheets.forEach(({ columns, rows }, k) => {
    const name = `xl/worksheets/sheet${k + 1}.xml`;
    const values = rows.length === 0 ? [] : columns.flatMap((c, i) => (c.summed ? [sumOf(rows, i)] : []));
    let n = 0;
    const xml = strFromU8(files[name]!).replaceAll('</f>', () => `</f><v>${values[n++]}</v>`);
    if (n !== values.length) throw new Error(`${name} has ${n} sums instead of ${values.length}`);
    files[name] = strToU8(xml);
  });
  return zipSync(files, { mtime: ARCHIVED });
}
