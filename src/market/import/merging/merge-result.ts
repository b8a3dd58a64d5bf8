import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { addRow, emptySum, type RowSum, totalOf } from '../../store/import-checksums.ts';
import { asDay, rowsOf } from '../../store/sql.ts';
import type { PendingRows } from './staging.ts';

/** What merging did with the lines of one file. Lines not counted here only repeat what the store holds. */
export interface MergeResult {
  readonly file: number;
  /** Lines that added a row or a version. */
  readonly stored: number;
  /** Its added rows, of which a line may have several, for the checksum of the import. */
  readonly added: RowSum;
  /** The stored lines that restate a stored day; null if there are none. */
  readonly revision: Revision | null;
  /** Lines that contradict another line of the same file. */
  readonly contradictions: readonly {
    readonly line: number;
    readonly reason: string;
    readonly message: string;
  }[];
}

/** Lines that restate a stored day. */
export interface Revision {
  readonly lines: number;
  /** Numbers of the first three. */
  readonly firstLines: readonly number[];
  /** The first and last day on which one of them became known. */
  readonly knownFrom: Day;
  readonly knownTo: Day;
}

/** The merge results of files, from the tables `added` and `contradiction`. */
export async function mergeResults(
  connection: DuckDBConnection,
  rows: PendingRows,
  files: readonly { readonly id: number }[],
): Promise<Map<number, MergeResult>> {
  const ofThese = `file IN (${files.map(({ id }) => id).join(', ')})`;
  // A line may have added several rows.
  const added = await rowsOf<[number, number, number, number, number[] | null, Day, Day]>(
    connection,
    `WITH line AS (
         SELECT file, line, count(*) AS n, min(known_on) FILTER (revises) AS first, max(known_on) FILTER (revises) AS last
         FROM added WHERE ${ofThese} GROUP BY file, line)
     SELECT file, sum(n)::INTEGER, count(*)::INTEGER, count(first)::INTEGER, min(line, 3) FILTER (first IS NOT NULL),
       ${asDay('min(first)')}, ${asDay('max(last)')}
     FROM line GROUP BY file`,
  );
  const contradictions = await rowsOf<[number, number, string, string]>(
    connection,
    `SELECT file, line, min(reason), min(message) FROM contradiction WHERE ${ofThese} GROUP BY file, line ORDER BY file, line`,
  );
  const merged = new Map<number, MergeResult>(
    files.map(({ id }) => [
      id,
      {
        file: id,
        stored: 0,
        added: { rows: 0, sum: 0n },
        revision: null,
        contradictions: contradictions
          .filter(([file]) => file === id)
          .map(([, line, reason, message]) => ({ line, reason, message })),
      },
    ]),
  );
  for (const [file, count, stored, lines, firstLines, knownFrom, knownTo] of added)
    merged.set(file, {
      ...merged.get(file)!,
      stored,
      added: await checksumOf(connection, rows, file, { count, isRevised: lines > 0 }),
      revision: lines === 0 ? null : { lines, firstLines: firstLines!, knownFrom, knownTo },
    });
  return merged;
}

/** The checksum of a file's added rows; mostly all of its rows, as they were read. */
async function checksumOf(
  connection: DuckDBConnection,
  { from, hashes, sums }: PendingRows,
  file: number,
  { count, isRevised }: { readonly count: number; readonly isRevised: boolean },
): Promise<RowSum> {
  const read = sums.get(file)!;
  if (!isRevised && count === read.rows) return totalOf(read);
  const sum = emptySum();
  const places = await rowsOf<[number, Day]>(
    connection,
    `SELECT place, ${asDay('known_on')} FROM added WHERE file = ${file}`,
  );
  for (const [place, knownOn] of places) addRow(sum, hashes[place - from]!, knownOn);
  return totalOf(sum);
}
