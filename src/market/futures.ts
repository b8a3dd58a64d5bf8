import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from './day.ts';
import type { SeriesId } from './series.ts';
import { SOURCES } from './source.ts';
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

/**
 * The futures on an index as known at the close of `asOf`, by day, then expiry: for each contract and day the
 * latest version of the most trusted source that had reported.
 */
export async function readFutures(
  connection: DuckDBConnection,
  series: SeriesId,
  asOf: Day,
  throughImport: number,
): Promise<FutureQuote[]> {
  const rows = await rowsOf<[Day, Day, Day, number | null, number | null, number | null, number | null]>(
    connection,
    `SELECT ${asDay('observed_on')}, ${asDay('known_on')}, ${asDay('expiry')}, "close", settle, contracts, open_interest
     FROM future
     WHERE series = ${literal(series)} AND known_on <= ${asDate(asOf)} AND file <= ${throughImport}
     QUALIFY row_number() OVER (PARTITION BY observed_on, expiry
       ORDER BY list_position(${listOf(SOURCES)}, source), known_on DESC, file DESC) = 1
     ORDER BY observed_on, expiry`,
  );
  return rows.map(([observedOn, knownOn, expiry, close, settle, contracts, openInterest]) => ({
    observedOn,
    knownOn,
    expiry,
    close,
    settle,
    contracts,
    openInterest,
  }));
}
