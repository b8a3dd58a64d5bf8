import type { DuckDBConnection } from '@duckdb/node-api';
import { sessionOnOrBefore } from '../calendar/calendar.ts';
import type { Day } from '../day.ts';
import { NIFTY } from '../series.ts';
import { asDay, literal, rowsOf } from '../store/sql.ts';

/** Farther apart than this, two stored sessions have a hole between them, not a closure. */
const LONGEST_CLOSURE = 8;

/**
 * Whether NSE traded on a day, by the Nifty sessions in the store (those of the imports up to one, where one is named):
 * null where these do not reach around the day.
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
  const sessions = rows.map(([day]) => day);
  return (d) => {
    const i = sessionOnOrBefore(sessions, d);
    if (sessions[i] === d) return true;
    const before = sessions[i];
    const after = sessions[i + 1];
    return before !== undefined && after !== undefined && after - before <= LONGEST_CLOSURE ? false : null;
  };
}
