import { type Day, iso } from '../../../market/day.ts';
import { splitFields } from '../../../market/import/formats/fields.ts';
import type { DateFormat } from '../../../market/import/decoding/dates.ts';
import { readNumber } from '../../../market/import/decoding/numbers.ts';
import { userError } from '../../../market/problem.ts';
import { sampleDeviation } from '../../../math/statistics/sample-moments.ts';
import { notReturns } from '../../../optimiser/file/price-like.ts';
import { readDates } from './series-dates.ts';
import { type SeriesUnit, seriesUnit } from './series-unit.ts';

export interface SeriesOptions {
  /** Heading of the column; needed where the file has several. */
  readonly column?: string;
  readonly unit?: SeriesUnit;
  readonly dateFormat?: DateFormat;
  /** Names of the options in messages. */
  readonly options?: { readonly column: string; readonly unit: string };
}

/** A column of a file with its dates, ascending, in the unit of the file. */
export interface DatedSeries {
  readonly heading: string;
  readonly unit: SeriesUnit;
  readonly days: readonly Day[];
  readonly values: readonly number[];
  /** Headings of the file without the date's. */
  readonly headings: readonly string[];
}

/** Plain numbers as programs write them, exponents included. */
const EXPONENT = /^[+-]?(\d+\.?\d*|\.\d+)e[+-]?\d+$/i;
const OPTIONS = { column: '--column', unit: '--unit' };

/**
 * Reads one dated column of a CSV file: the column named `date`, else the first, holds the dates, newest first or last. Nothing is guessed: the column is
 * the only one or named, the unit is in the heading or given. A missing number is an error, not a gap.
 *
 * @throws UserError with file, line and value.
 */
export function readSeries(text: string, file: string, given: SeriesOptions = {}): DatedSeries {
  const { options = OPTIONS } = given;
  const refuse = (line: number, message: string, remedy: string) =>
    userError('unreadable-series', file, `line ${line}: ${message}`, remedy);
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const cellsAt = (at: number): string[] => {
    const cells = splitFields(lines[at]!);
    if (!cells) throw refuse(at + 1, 'a quotation mark is not closed.', 'Correct this line.');
    return cells.map((c) => c.trim());
  };
  const head = cellsAt(0);
  const dateAt = Math.max(
    0,
    head.findIndex((h) => /^date$/i.test(h)),
  );
  const headings = head.toSpliced(dateAt, 1);
  if (headings.length === 0 && head[0]!.includes(';'))
    throw refuse(
      1,
      'the columns are separated by semicolons instead of commas.',
      'Save the file with commas, and with a point in decimal numbers.',
    );
  const column = columnOf(headings, file, given.column, options.column);
  const heading = headings[column]!;
  const unit = seriesUnit(heading, file, given.unit, options.unit);

  const rows: { line: number; date: string; cell: string }[] = [];
  for (let at = 1; at < lines.length; at++) {
    if (lines[at]!.trim() === '') continue;
    const cells = cellsAt(at);
    if (cells.length !== headings.length + 1)
      throw refuse(
        at + 1,
        `the row has ${cells.length} cells, the header ${headings.length + 1}.`,
        'Give every row one cell per heading.',
      );
    rows.push({ line: at + 1, date: cells[dateAt]!, cell: cells.toSpliced(dateAt, 1)[column]! });
  }
  if (rows.length === 0) throw refuse(1, 'no row follows the header.', 'Give a row for each date.');
  const dates = readDates(
    rows.map(({ date, line }) => ({ text: date, line })),
    file,
    given.dateFormat,
  );
  const numbers = rows.map(({ cell, line }) =>
    numberOf(cell, unit, (message, remedy) => refuse(line, message, remedy)),
  );
  // Newest first is how some vendors write; it is the order of the rows, not a gap in them.
  const isDescending = dates.length > 1 && dates[0]! > dates.at(-1)!;
  const order = rows.map((_, i) => (isDescending ? rows.length - 1 - i : i));
  order.forEach((i, k) => {
    const before = order[k - 1];
    if (before !== undefined && dates[i]! <= dates[before]!)
      throw refuse(
        rows[i]!.line,
        `${iso(dates[i]!)} ${dates[i] === dates[before] ? 'occurs twice' : 'is out of order'}.`,
        'Sort the rows by date and give each date once.',
      );
  });
  const days = order.map((i) => dates[i]!);
  const values = order.map((i) => numbers[i]!);
  checkReturns(unit, values, (k) => rows[order[k]!]!.line, refuse);
  if (unit === 'percent' && looksLikeFractions(days, values))
    throw refuse(
      rows[order[0]!]!.line,
      `${JSON.stringify(heading)} read as percentages fluctuates by less than ${100 * SMALLEST_VOLATILITY} % a year, with losses: it looks like fractions.`,
      `Give ${options.unit} fraction; if these are percentages, divide them by 100 and give it too.`,
    );
  return { heading, unit, days, values, headings };
}

function columnOf(
  headings: readonly string[],
  file: string,
  given: string | undefined,
  option: string,
): number {
  const list = headings.map((h) => JSON.stringify(h)).join(', ');
  if (headings.length === 0)
    throw userError(
      'unreadable-series',
      file,
      'line 1: the header has no column of numbers.',
      'Start the file with date,price or date,return.',
    );
  if (given === undefined) {
    if (headings.length === 1) return 0;
    throw userError(
      'several-columns',
      file,
      `line 1: the file has ${headings.length} columns beside the date: ${list}.`,
      `Name one with ${option}.`,
    );
  }
  const at = headings.indexOf(given);
  if (at >= 0) return at;
  throw userError(
    'unknown-column',
    file,
    `line 1: there is no column ${JSON.stringify(given)}.`,
    `The columns are ${list}.`,
  );
}

function numberOf(
  cell: string,
  unit: SeriesUnit,
  refuse: (message: string, remedy: string) => Error,
): number {
  const isPercent = cell.endsWith('%');
  if (isPercent && unit !== 'percent' && unit !== 'yield')
    throw refuse(
      `${JSON.stringify(cell)} is a percentage, but the column was taken as ${unit === 'price' ? 'prices' : 'fractions'}.`,
      'Give --unit percent, or remove the percent signs.',
    );
  const text = (isPercent ? cell.slice(0, -1).trim() : cell).replace(/^\+/, '').replace('−', '-');
  const value = EXPONENT.test(text) ? Number(text) : readNumber(text);
  if (value === null) throw refuse('the value is missing.', 'Fill it in, or remove the row.');
  if (value === undefined || !Number.isFinite(value))
    throw refuse(`${JSON.stringify(cell)} is not a number.`, 'Write plain decimal numbers.');
  if (unit === 'price' && !(value > 0))
    throw refuse(`the price is ${cell}; a price is above 0.`, 'Correct it.');
  const asFraction = unit === 'percent' ? value / 100 : value;
  if ((unit === 'fraction' || unit === 'percent') && asFraction <= -1)
    throw refuse(
      `a return of ${cell} loses everything or more; nothing after it can be measured.`,
      unit === 'fraction' ? 'Check whether the file is in percent (--unit percent).' : 'Correct it.',
    );
  return unit === 'percent' || unit === 'yield' ? value / 100 : value;
}

/** Volatility a year below which no series with regular losses is: arbitrage funds have twice that (our choice). */
const SMALLEST_VOLATILITY = 0.004;
/** Share of losses below which a series may be of cash, which hardly fluctuates (our choice). */
const REGULAR_LOSSES = 0.15;
/** Returns from which volatility and losses say anything. */
const FEWEST_RETURNS = 12;

/** Whether returns given in percent are fractions: a hundredth of the risk of any investment, yet as many losses as one has. */
function looksLikeFractions(days: readonly Day[], values: readonly number[]): boolean {
  if (values.length < FEWEST_RETURNS) return false;
  const years = (days.at(-1)! - days[0]!) / 365.25;
  const perYear = (values.length - 1) / years;
  const losses = values.filter((v) => v < 0).length / values.length;
  return losses > REGULAR_LOSSES && sampleDeviation(values) * Math.sqrt(perYear) < SMALLEST_VOLATILITY;
}

/** Refuses returns that look like prices or percentages: a series in the wrong unit would give figures without complaint. */
function checkReturns(
  unit: SeriesUnit,
  values: readonly number[],
  lineOf: (row: number) => number,
  refuse: (line: number, message: string, remedy: string) => Error,
): void {
  if (unit !== 'fraction' && unit !== 'percent') return;
  const found = notReturns(values);
  if (found)
    throw refuse(
      lineOf(found.row),
      `${values[found.row]! * (unit === 'percent' ? 100 : 1)} read as ${unit === 'percent' ? 'a percentage' : 'a fraction'} looks like ${found.looksLike}.`,
      'Give the unit of the column with --unit price, fraction or percent, or correct the value.',
    );
}
