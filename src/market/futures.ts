import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from './day.ts';
import type { SeriesId } from './series.ts';
import { SOURCES } from './source.ts';
import type { KnowledgeCutoffs } from './store/lineage.ts';
import { asDate, asDay, listOf, literal, rowsOf } from './store/sql.ts';

/** One contract on one day. A value missing in the file is null. */
export interface FutureQuote {
  readonly observedOn: Day;
  readonly knownOn: Day;
  readonly expiry: Day;
  readonly close: number | null;
  readonly settle: number | null;
  readonly contracts: number | null;
  /** In units of the index, not in lots. */
  readonly openInterest: number | null;
}

/** All stored versions of the futures on an index of some days: by day, expiry, source, then the order in which they became known. */
export interface FutureVersions {
  readonly versions: readonly FutureQuote[];
  /** Precedence of each version's source, 0 first. */
  readonly rank: Uint8Array;
}

/** Reads all versions of the futures on an index of some days, from files up to `throughImport`. */
export async function readFutures(
  connection: DuckDBConnection,
  series: SeriesId,
  { days, throughImport }: KnowledgeCutoffs,
): Promise<FutureVersions> {
  const rows = await rowsOf<
    [Day, Day, Day, number | null, number | null, number | null, number | null, number]
  >(
    connection,
    `SELECT ${asDay('observed_on')} AS day, ${asDay('known_on')}, ${asDay('expiry')}, "close", settle, contracts,
       open_interest, list_position(${listOf(SOURCES)}, source)::INTEGER AS nth
     FROM future
     WHERE series = ${literal(series)} AND file <= ${throughImport}
       AND observed_on IN (${days.map(asDate).join(', ')})
     ORDER BY observed_on, expiry, nth, known_on, file`,
  );
  return {
    versions: rows.map(([observedOn, knownOn, expiry, close, settle, contracts, openInterest]) => ({
      observedOn,
      knownOn,
      expiry,
      close,
      settle,
      contracts,
      openInterest,
    })),
    rank: Uint8Array.from(rows, ([, , , , , , , nth]) => nth - 1),
  };
}

/**
 * The futures of a day as known at its close, by expiry: for each contract the latest version of the most trusted source that
 * had reported.
 *
 * @param versions includes those of the day.
 */
export function futuresOn({ versions, rank }: FutureVersions, day: Day): FutureQuote[] {
  const picked: number[] = [];
  versions.forEach(({ knownOn, observedOn, expiry }, i) => {
    if (observedOn !== day || knownOn > day) return;
    const last = picked.at(-1);
    if (last === undefined || versions[last]!.expiry !== expiry) picked.push(i);
    else if (rank[last] === rank[i]) picked[picked.length - 1] = i;
  });
  return picked.map((i) => versions[i]!);
}
