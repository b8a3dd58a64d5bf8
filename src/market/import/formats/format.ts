import type { Day } from '../../day.ts';
import type { Row } from '../../store/rows.ts';
import type { SeriesId } from '../../series.ts';
import type { Source } from '../../source.ts';
import type { Cells } from '../decoding/cells.ts';
import type { DateSurvey } from '../decoding/date-inference.ts';
import type { DateFormat } from '../decoding/dates.ts';

/** What a format is told of a file before its first row. */
export interface FileFacts {
  /** The file's name without folder, the mark of simulated data, and endings: `India VIX Historical Data`. */
  readonly stem: string;
  /** What problems call the file. */
  readonly about: string;
  /** Column names, trimmed. */
  readonly header: readonly string[];
  /** `--series`: names what the content does not. */
  readonly series: string | undefined;
  /** `--date-format`. */
  readonly dateFormat: DateFormat | undefined;
  /** What the whole file's dates show; all zero unless the format asked for it. */
  readonly dates: DateSurvey;
  readonly today: Day;
  /** `--known-on`, or today. */
  readonly receivedOn: Day;
}

/** On which days a series has values: NSE sessions, Monday to Friday, or any day. */
export type Calendar = 'nse' | 'weekdays' | 'any';

/** A file about to be read. */
export interface Reading {
  readonly source: Source;
  readonly calendar: Calendar;
  /** Whether day and month could have been exchanged by whoever made the file: its dates are all figures. */
  readonly numericDates: boolean;
  /** What the file's name or an option settled and its content does not say. */
  readonly took?: { readonly series: SeriesId; readonly field: string; readonly from: string };
  /** The rows that one line tells of; ignored where the line has a fault. */
  rows(cells: Cells): readonly Row[];
}

/**
 * One kind of file as a publisher makes it. It is recognised by its header alone. `begin` throws a `UserError`
 * where the whole file cannot be read: its dates cannot be settled, or its series has no name.
 */
export interface Format {
  /** For `--as`. */
  readonly id: string;
  readonly title: string;
  /** How the header looks, for people whose file has another than the format that they insist on. */
  readonly looks: string;
  matches(header: readonly string[]): boolean;
  /** The column (by name or position) whose dates are to be seen as a whole before the first row is read. */
  readonly surveys?: string | number;
  /** Its rows are judged by the sessions of the Nifty, so it is read after the files that bring these. */
  readonly needsSessions?: true;
  /** Whether its rows run in one direction of time; true for all files of daily history. */
  readonly ordered: boolean;
  /** Whether it may come as Parquet with the same columns, days as dates; files of vendors are text. */
  readonly mayBeParquet?: true;
  /** Whether a quoted cell may hold line ends, as descriptions do. */
  readonly cellsMayBreak?: true;
  begin(file: FileFacts): Reading;
}

/** Recognises a header that is exactly these columns. */
export const exactly =
  (...columns: readonly string[]) =>
  (header: readonly string[]): boolean =>
    header.length === columns.length && header.every((column, i) => column === columns[i]);
