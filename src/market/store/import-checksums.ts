import type { DuckDBConnection } from '@duckdb/node-api';
import { sha256 } from '../files/sha256.ts';
import { rowsOf } from './sql.ts';

/*
 * A checksum for each import: the number of its rows, and the sum over them of the row's hash times the day it became
 * known, which does not depend on the order of rows. The entries are chained, so that one cannot be exchanged.
 */

/** Rows that an import added, and their checksum. */
export interface RowSum {
  readonly rows: number;
  readonly sum: bigint;
}

/** An import as the log has it, in the order in which it is hashed. */
export interface LoggedImport {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly reading: string;
  readonly format: string;
  readonly source: string;
  readonly simulated: boolean;
  /** Day since 1970-01-01. */
  readonly importedOn: number;
  readonly rowsRead: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** The stored checksum of an import. */
export interface ImportChecksum extends RowSum {
  readonly file: number;
  readonly chain: string;
}

/** A sum while rows are added, in three parts of 18 bits each, which doubles add exactly a hundred thousand times. */
export interface RunningSum {
  rows: number;
  whole: bigint;
  pending: number;
  low: number;
  middle: number;
  high: number;
}

/** Added to the day a row became known, so that no day is zero. */
const DAY_OFFSET = 40_000;
const PART = 2 ** 18;
const MOST_PENDING = 100_000;

export const emptySum = (): RunningSum => ({ rows: 0, whole: 0n, pending: 0, low: 0, middle: 0, high: 0 });

/**
 * Adds a row.
 *
 * @param hash from `endRow`.
 * @param knownOn day since 1970-01-01.
 */
export function addRow(sum: RunningSum, hash: number, knownOn: number): void {
  const factor = knownOn + DAY_OFFSET;
  const low = hash % PART;
  const rest = (hash - low) / PART;
  const middle = rest % PART;
  sum.low += low * factor;
  sum.middle += middle * factor;
  sum.high += ((rest - middle) / PART) * factor;
  sum.rows++;
  if (++sum.pending === MOST_PENDING) carry(sum);
}

function carry(sum: RunningSum): void {
  sum.whole += BigInt(sum.low) + (BigInt(sum.middle) << 18n) + (BigInt(sum.high) << 36n);
  sum.low = 0;
  sum.middle = 0;
  sum.high = 0;
  sum.pending = 0;
}

export function totalOf(sum: RunningSum): RowSum {
  carry(sum);
  return { rows: sum.rows, sum: sum.whole };
}

export const createChecksums = async (connection: DuckDBConnection): Promise<void> =>
  void (await connection.run(
    `CREATE TABLE IF NOT EXISTS import_checksum
       (file INTEGER NOT NULL, "rows" INTEGER NOT NULL, checksum VARCHAR NOT NULL, chain VARCHAR NOT NULL)`,
  ));

/** Stored checksums by import; none in a store of a version that had none. */
export async function readChecksums(connection: DuckDBConnection): Promise<ImportChecksum[]> {
  const [table] = await rowsOf(
    connection,
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'import_checksum' AND NOT temporary",
  );
  if (!table) return [];
  const rows = await rowsOf<[number, number, string, string]>(
    connection,
    'SELECT file, "rows", checksum, chain FROM import_checksum ORDER BY file',
  );
  return rows.map(([file, count, sum, chain]) => ({ file, rows: count, sum: BigInt(sum), chain }));
}

/** The link of an import in the chain: over the link before, its line of the log and its checksum. */
export const chainLink = (previous: string, logged: LoggedImport, { rows, sum }: RowSum): string =>
  sha256(JSON.stringify([previous, ...Object.values(inOrder(logged)), rows, String(sum)]));

const inOrder = (i: LoggedImport): LoggedImport => ({
  id: i.id,
  name: i.name,
  sha256: i.sha256,
  reading: i.reading,
  format: i.format,
  source: i.source,
  simulated: i.simulated,
  importedOn: i.importedOn,
  rowsRead: i.rowsRead,
  stored: i.stored,
  unchanged: i.unchanged,
  rejected: i.rejected,
});
