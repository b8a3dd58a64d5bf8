import type { Fault } from './cells.ts';

/** A file's container: text, usually with one row per line, Parquet, or JSON with a list of records. */
export type Container = 'text' | 'parquet' | 'json';

/** A row of a file before its cells are parsed. */
export type RawRow = {
  /** The line on which the row begins in a text file, whose header is line 1; the row number from 1 in a Parquet or JSON file. */
  readonly at: number;
  /** The row as one text, to find it in the file. */
  readonly text: string;
} & (
  | { readonly cells: readonly string[] }
  | { readonly fault: Fault }
  /** A line between the rows that is not a row. */
  | { readonly heading: string }
);

/** A row's position in words: `line 12`, for Parquet and JSON `row 12`. */
export type Place = (at: number) => string;

export const placeIn = (container: Container): Place =>
  container === 'text' ? (at) => `line ${at}` : (at) => `row ${at}`;
