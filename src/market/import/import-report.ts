import type { Problem } from '../problem.ts';
import type { SeriesId } from '../series.ts';
import type { Container } from './decoding/raw-row.ts';

/** A row that was not taken. */
export interface Rejection {
  /** The line it begins on; in a Parquet file the row's number, from 1. */
  readonly line: number;
  /** A reason that rows share. */
  readonly reason: string;
  /** What is wrong with this one. */
  readonly message: string;
  /** The row as read, to 200 characters. */
  readonly text: string;
}

/** The lines of a file below its header: every one is in exactly one of the three last. */
export interface Counts {
  readonly rowsRead: number;
  readonly stored: number;
  /** Told only what the store already knew. */
  readonly unchanged: number;
  readonly rejected: number;
}

/** What became of one file. */
export interface FileReport extends Counts {
  /** The path as it was found. */
  readonly path: string;
  /**
   * `imported`; `identical`: imported before and passed over; `refused`: none of it stored, `problems` say why;
   * `nothing-taken`: it was read, and every one of its rows rejected; `skipped`: lies in a folder and is no market
   * file.
   */
  readonly outcome: 'imported' | 'identical' | 'refused' | 'nothing-taken' | 'skipped';
  /** The format's id; null where none was recognised. */
  readonly format: string | null;
  /** Null where no format was recognised. */
  readonly container: Container | null;
  readonly simulated: boolean;
  readonly series: readonly SeriesId[];
  /** What the file's name or an option settled and its content does not say. */
  readonly took: { readonly series: SeriesId; readonly field: string; readonly from: string } | null;
  /** How many of the stored rows tell a known day differently than before. */
  readonly revised: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** The first 20; the store keeps the first hundred of each reason. */
  readonly rejections: readonly Rejection[];
  readonly problems: readonly Problem[];
}

export interface ImportReport extends Counts {
  readonly files: readonly FileReport[];
  /** What shows only when all files are together: sources that disagree, jumps without an entry, gaps. */
  readonly problems: readonly Problem[];
}

export const NO_ROWS: Counts = { rowsRead: 0, stored: 0, unchanged: 0, rejected: 0 };

/** The counts of all files together. */
export function totalOf(files: readonly Counts[]): Counts {
  const sum = (of: (file: Counts) => number): number => files.reduce((total, file) => total + of(file), 0);
  return {
    rowsRead: sum((f) => f.rowsRead),
    stored: sum((f) => f.stored),
    unchanged: sum((f) => f.unchanged),
    rejected: sum((f) => f.rejected),
  };
}
