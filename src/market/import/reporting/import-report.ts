import type { Problem } from '../../problem.ts';
import type { SeriesId } from '../../series.ts';
import type { Container } from '../decoding/raw-row.ts';

/** A rejected row. */
export interface Rejection {
  /** The line on which it begins; in a Parquet file the row number, from 1. */
  readonly line: number;
  /** A reason that rows share. */
  readonly reason: string;
  /** What is wrong with this row. */
  readonly message: string;
  /** The row as read, at most 200 characters. */
  readonly text: string;
}

/** Counts of a file's lines below its header: rowsRead = stored + unchanged + rejected. */
export interface Counts {
  readonly rowsRead: number;
  readonly stored: number;
  /** Lines that only repeat what the store already holds. */
  readonly unchanged: number;
  readonly rejected: number;
}

/** The result of importing one file. */
export interface FileReport extends Counts {
  /** The path as it was found. */
  readonly path: string;
  /**
   * `imported`; `identical`: imported before and therefore not read again; `refused`: nothing stored, `problems` say
   * why; `all-rejected`: read, but every row rejected; `skipped`: found in a folder and not a market file.
   */
  readonly outcome: 'imported' | 'identical' | 'refused' | 'all-rejected' | 'skipped';
  /** The format's id; null if none was detected. */
  readonly format: string | null;
  /** Null if no format was detected. */
  readonly container: Container | null;
  readonly simulated: boolean;
  readonly series: readonly SeriesId[];
  /** What was inferred from the file's name or an option because its content does not say it. */
  readonly inferred: { readonly series: SeriesId; readonly field: string; readonly from: string } | null;
  /** How many of the stored rows restate a stored day. */
  readonly revised: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** The first 20; the store keeps the first hundred of each reason. */
  readonly rejections: readonly Rejection[];
  readonly problems: readonly Problem[];
}

/** The outcome of an import. */
export interface ImportReport extends Counts {
  readonly files: readonly FileReport[];
  /** Problems across files: sources that disagree, and valuation jumps with no registered break. */
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
