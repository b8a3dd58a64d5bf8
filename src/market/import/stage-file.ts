import { basename } from 'node:path';
import type { Day } from '../day.ts';
import type { Problem } from '../problem.ts';
import type { Row } from '../store/rows.ts';
import type { Source } from '../source.ts';
import { NO_DATES, surveyDates } from './decoding/date-inference.ts';
import { fingerprint } from './decoding/fingerprint.ts';
import type { ImportOptions } from './import-options.ts';
import { type FileRead, readRows } from './read-file.ts';
import { type Known, SIMULATED } from './detect-format.ts';

/** What taking a file needs of the import that it is part of. */
export interface Taking {
  readonly options: ImportOptions;
  readonly id: number;
  /** The rows that an earlier import of the very same file read, where it took them all. */
  readonly earlier: (name: string, sha256: string) => number | undefined;
  readonly isSession: (d: Day) => boolean | null;
  readonly stage: (file: number, line: number, row: Row) => void;
  /** Bytes have been read, in this pass over the file so many rows so far. */
  readonly sees: (bytes: number, rows: number) => void;
}

/** What came of reading a file: its rows are staged, or there are none to stage. */
export type Taken =
  | {
      readonly kind: 'staged';
      readonly id: number;
      readonly file: Known;
      readonly sha256: string;
      readonly source: Source;
      readonly read: Extract<FileRead, { kind: 'read' }>;
    }
  | { readonly kind: 'identical'; readonly file: Known; readonly rowsRead: number }
  | {
      readonly kind: 'refused';
      readonly file: Known;
      readonly rowsRead: number;
      readonly problems: readonly Problem[];
    };

/** A file whose rows are staged. */
export type Staged = Extract<Taken, { kind: 'staged' }>;

/** Reads one file and stages its rows. Throws a `UserError` where it is refused before its first row. */
export async function takeFile(file: Known, taking: Taking): Promise<Taken> {
  const { path, bytes } = file.file;
  const { header } = file;
  const { options, id, sees } = taking;
  const about = basename(path);
  const sha256 = await fingerprint(path, (read) => sees(read.length, 0));
  const earlier = taking.earlier(about, sha256);
  if (earlier !== undefined) {
    sees(bytes * (passesOver(file) - 1), 0);
    return { kind: 'identical', file, rowsRead: earlier };
  }
  const column = surveyedColumn(file);
  const facts = {
    stem: stemOf(about),
    about,
    header,
    series: options.series,
    dateFormat: options.dateFormat,
    dates: column < 0 ? NO_DATES : await surveyDates(path, about, column, (read) => sees(read.length, 0)),
    today: options.today,
    receivedOn: options.knownOn ?? options.today,
  };
  const read = await readRows(file, facts, sha256, {
    isSession: taking.isSession,
    sees: (read, rows) => sees(read.length, rows),
    keep: (row, line) => {
      const isLate = options.knownOn !== undefined && row.knownOn < options.knownOn;
      taking.stage(id, line, isLate ? { ...row, knownOn: options.knownOn } : row);
    },
  });
  return read.kind === 'refused'
    ? { ...read, file }
    : { kind: 'staged', id, file, sha256, source: read.reading.source, read };
}

/** How often a file's bytes are read: to know them, to see its dates as a whole where that is needed, to take its rows. */
export const passesOver = (file: Known): number => (surveyedColumn(file) < 0 ? 2 : 3);

/** The position of the column whose dates must be seen as a whole before the first row is read; −1 for none. */
const surveyedColumn = ({ format, header }: Known): number =>
  typeof format.surveys === 'string' ? header.indexOf(format.surveys) : (format.surveys ?? -1);

const stemOf = (name: string): string =>
  (name.startsWith(SIMULATED) ? name.slice(SIMULATED.length) : name).replace(
    /(\.(csv|txt|gz|parquet))+$/i,
    '',
  );
