import type { DuckDBConnection } from '@duckdb/node-api';
import { LONGEST_CLOSURE, sessionOnOrBefore } from './calendar.ts';
import type { Day } from '../day.ts';
import { missingSessions } from '../quality/missing-sessions.ts';
import { NIFTY } from '../series.ts';
import { asDay, literal, rowsOf } from '../store/sql.ts';

/**
 * A function that says whether NSE traded on a day, from the Nifty's sessions in the store and those that other files of
 * NSE show; null where the store has no sessions around the day.
 *
 * @param throughImport the highest import-file id to read.
 */
export async function knownSessions(
  connection: DuckDBConnection,
  throughImport = Number.MAX_SAFE_INTEGER,
): Promise<(d: Day) => boolean | null> {
  const rows = await rowsOf<[number]>(
    connection,
    `SELECT DISTINCT ${asDay('observed_on')} AS day FROM bar
      WHERE series = ${literal(NIFTY)} AND "close" IS NOT NULL AND file <= ${throughImport} ORDER BY day`,
  );
  const closes = rows.map(([day]) => day);
  const sessions = [...closes, ...(await missingSessions(connection, throughImport))].sort((a, b) => a - b);
  return (d) => {
    const i = sessionOnOrBefore(sessions, d);
    if (sessions[i] === d) return true;
    const before = sessions[i];
    const after = sessions[i + 1];
    return before !== undefined && after !== undefined && after - before <= LONGEST_CLOSURE ? false : null;
  };
}
