import type { DuckDBConnection } from '@duckdb/node-api';
import { mayBeSession } from '../calendar/special-sessions.ts';
import { type Day, displayDay } from '../day.ts';
import type { Problem } from '../problem.ts';
import { INDIA_VIX, NIFTY } from '../series.ts';
import { asDay, literal, rowsOf } from '../store/sql.ts';

/**
 * The sessions that NSE's own files of other series show and the Nifty 50 lacks, between its first and last close, in
 * order. The Nifty is the session calendar, so such a day is a gap of the Nifty, not a misprint of the others. Copies by
 * third parties do not count, because many have rows on holidays.
 *
 * @param throughImport the highest import-file id to read.
 */
export async function missingSessions(connection: DuckDBConnection, throughImport: number): Promise<Day[]> {
  const of = (table: string, where: string): string =>
    `SELECT observed_on FROM ${table} WHERE file <= ${throughImport} AND ${where}`;
  const published = `source IN ('nse', 'niftyindices')`;
  const rows = await rowsOf<[Day]>(
    connection,
    `WITH nifty AS (SELECT DISTINCT observed_on FROM bar
         WHERE series = ${literal(NIFTY)} AND "close" IS NOT NULL AND file <= ${throughImport}),
       span AS (SELECT min(observed_on) AS first, max(observed_on) AS last FROM nifty),
       seen AS (
         ${of('bar', `${published} AND "close" IS NOT NULL AND (series = ${literal(INDIA_VIX)} OR starts_with(series, 'nifty'))`)}
         UNION ${of('total_return', `${published} AND tri IS NOT NULL`)}
         UNION ${of('valuation', published)}
         UNION ${of('stock_bar', `source = 'nse'`)})
     SELECT ${asDay('observed_on')} AS day FROM seen, span
     WHERE observed_on BETWEEN first AND last AND observed_on NOT IN (FROM nifty) ORDER BY day`,
  );
  return rows.map(([d]) => d).filter(mayBeSession);
}

const NAMED = 6;

/** A warning about sessions that the Nifty lacks; none if there are none. */
export function missingSessionsProblem(days: readonly Day[]): Problem[] {
  if (days.length === 0) return [];
  const more = days.length > NAMED ? ` and ${days.length - NAMED} more` : '';
  return [
    {
      severity: 'warning',
      code: 'missing-sessions',
      about: `${NIFTY}.close`,
      message: `lacks ${days.length === 1 ? 'a session' : `${days.length} sessions`} that other files of NSE have: ${days.slice(0, NAMED).map(displayDay).join(', ')}${more}.`,
      remedy: 'Import the price history of the Nifty 50 for these days.',
    },
  ];
}
