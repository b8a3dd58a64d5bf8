import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { SOURCES } from '../source.ts';
import { asDate, asDay, listOf, literal } from '../store/sql.ts';
import { navKnownOn, schemeSeries } from './fund-row.ts';

/** NAVs of a scheme, ascending, one a day, above 0. */
export interface NavHistory {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/**
 * The NAVs of schemes of the days up to `asOf`, as known the next morning: for each day the latest version of the most
 * trusted source.
 */
export async function readNavs(
  connection: DuckDBConnection,
  codes: readonly string[],
  { asOf, throughImport }: { readonly asOf: Day; readonly throughImport: number },
): Promise<ReadonlyMap<string, NavHistory>> {
  const found = new Map<string, NavHistory>();
  if (codes.length === 0) return found;
  // The join finds the position of each code; a list search for each of millions of rows would take minutes.
  const wanted = codes.map((code, i) => `(${literal(schemeSeries(code))}, ${i})`).join(', ');
  const result = await connection.run(`
    SELECT nth, ${asDay('observed_on')} AS day, nav
    FROM nav JOIN (VALUES ${wanted}) wanted(series, nth) USING (series)
    WHERE observed_on <= ${asDate(asOf)} AND known_on <= ${asDate(navKnownOn(asOf))} AND file <= ${throughImport} AND nav IS NOT NULL
    ORDER BY nth, day, list_position(${listOf(SOURCES)}, source), known_on DESC, file DESC`);
  const [nths, days, values]: [number[], number[], number[]] = [[], [], []];
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const [a, b, c] = [0, 1, 2].map(
      (i) => (chunk.getColumnVector(i) as DuckDBVector & { readonly items: ArrayLike<number> }).items,
    );
    for (let i = 0; i < chunk.rowCount; i++) {
      // The first version of a day is the one that counts.
      if (nths.at(-1) === a![i] && days.at(-1) === b![i]) continue;
      nths.push(a![i]!);
      days.push(b![i]!);
      values.push(c![i]!);
    }
  }
  for (let from = 0; from < nths.length;) {
    let to = from;
    while (to < nths.length && nths[to] === nths[from]) to++;
    found.set(codes[nths[from]!]!, {
      days: Int32Array.from(days.slice(from, to)),
      values: Float64Array.from(values.slice(from, to)),
    });
    from = to;
  }
  return found;
}
