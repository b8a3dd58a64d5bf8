import type { Day } from '../../day.ts';
import type { SchemeDirectory } from '../../funds/scheme-directory.ts';
import type { Problem } from '../../problem.ts';
import type { Row } from '../../store/rows.ts';
import type { SeriesId } from '../../series.ts';
import type { Source } from '../../source.ts';
import type { Cells, Fault } from '../decoding/cells.ts';
import type { DateEvidence } from '../decoding/date-inference.ts';
import type { DateFormat } from '../decoding/dates.ts';

/** What a format knows about a file before its first row. */
export interface FileFacts {
  /** The file's name without folder, prefix of simulated data and extensions: `India VIX Historical Data`. */
  readonly stem: string;
  /** The file's name in problems. */
  readonly about: string;
  /** Column names, trimmed. */
  readonly header: readonly string[];
  /** The cells of the other header rows, for a format with several. */
  readonly subheader: readonly (readonly string[])[];
  /** `--series`: the series, if the content does not name it. */
  readonly series: string | undefined;
  /** `--date-format`. */
  readonly dateFormat: DateFormat | undefined;
  /** Evidence from all dates of the file; `NO_DATES` unless the format has a `dateColumn`. */
  readonly dates: DateEvidence;
  readonly today: Day;
  /** `--known-on`, or today. */
  readonly receivedOn: Day;
  /** The schemes in the store; empty unless the format `needsSchemes`. */
  readonly schemes: SchemeDirectory;
}

/** On which days a series has values: NSE sessions, Monday to Friday, or any day. */
export type Calendar = 'nse' | 'weekdays' | 'any';

/** A format opened on one file: turns lines into store rows. */
export interface FormatReader {
  readonly source: Source;
  readonly calendar: Calendar;
  /** Days after the import that a row may be dated; 0 if not given. */
  readonly daysAhead?: number;
  /** Whether day and month may be exchanged: the dates are purely numeric. */
  readonly numericDates: boolean;
  /** What was inferred from the file's name or an option because its content does not say it. */
  readonly inferred?: { readonly series: SeriesId; readonly field: string; readonly from: string };
  /** The rows of one line; ignored if the line has a fault. */
  rows(cells: Cells): readonly Row[];
  /** Takes a line between the rows that names what follows, such as a fund house; only with a `separator`. */
  heading?(text: string): void;
  /**
   * Settles rows that depend on each other, such as two dividends of one day, after the last line of the file. Only for
   * formats of short files: their rows are held in memory. A line may still be rejected; the rows returned must not be
   * of a rejected line.
   */
  settle?(rows: readonly ReadRow[], reject: (line: number, fault: Fault) => void): readonly ReadRow[];
  /** What a reader of the import should know about the file; asked for after the last row. */
  notes?(about: string): readonly Problem[];
}

/** A row with the line it was read from. */
export interface ReadRow {
  readonly row: Row;
  readonly line: number;
}

/** One kind of file of a publisher, detected from its header row. */
export interface Format {
  /** For `--as`. */
  readonly id: string;
  readonly title: string;
  /** The header row as an example, for error messages. */
  readonly headerExample: string;
  matches(header: readonly string[]): boolean;
  /**
   * What separates cells, if not a comma. Such a file has no quotation marks, and its lines without a separator are
   * headings, not rows.
   */
  readonly separator?: ';';
  /** Number of header rows, if more than one; `matches` sees the first. */
  readonly headerRows?: number;
  /** The column (by name or position) from which date evidence is collected before the first row is read. */
  readonly dateColumn?: string | number;
  /** Its rows are checked against the Nifty's sessions, so it is read after the files that contain them. */
  readonly needsSessions?: true;
  /** Its schemes are compared with AMFI's lists in the store, so it is read after them. */
  readonly needsSchemes?: true;
  /** Its figures are compared with the store's before they are accepted, so it is read after the other files. */
  readonly comparesWithStore?: true;
  /** Whether its rows are in chronological or reverse order; true for all files of daily history. */
  readonly ordered: boolean;
  /** Whether Parquet with the same columns is accepted; vendors' files are text. */
  readonly mayBeParquet?: true;
  /** Whether a quoted cell may contain line breaks, as descriptions do. */
  readonly cellsMayBreak?: true;
  /** @throws UserError if the whole file cannot be read: its dates are ambiguous, or its series has no name. */
  begin(file: FileFacts): FormatReader;
}

/** Matches a header with exactly these columns. */
export const exactly =
  (...columns: readonly string[]) =>
  (header: readonly string[]): boolean =>
    header.length === columns.length && header.every((column, i) => column === columns[i]);
