import type { Fault } from './cells.ts';

/** What a file is: text of one row a line, or Parquet. */
export type Container = 'text' | 'parquet';

/** A row as a file has it, before any of its cells has been understood. */
export type RawRow = {
  /** The line it begins on in a text file, whose header is line 1; in a Parquet file its number, from 1. */
  readonly at: number;
  /** The row as one text, for whoever looks for it in the file. */
  readonly text: string;
} & ({ readonly cells: readonly string[] } | { readonly fault: Fault });

/** Names a row to people: `line 12`, of Parquet `row 12`. */
export type Place = (at: number) => string;

export const placeIn = (container: Container): Place =>
  container === 'text' ? (at) => `line ${at}` : (at) => `row ${at}`;
