import type { DuckDBConnection } from '@duckdb/node-api';
import { isKnownClosure } from '../calendar/closures.ts';
import type { Day } from '../day.ts';
import { type RowKind, TABLE_SCHEMAS } from '../store/rows.ts';
import { NIFTY, type SeriesId } from '../series.ts';
import { missingSessions } from './missing-sessions.ts';
import { asDay, literal, rowsOf } from '../store/sql.ts';

/** Longer than this between two days of a daily series is a gap. */
export const GAP_DAYS = 5;

/** Two consecutive observations of a series more than `GAP_DAYS` apart. */
export interface Gap {
  readonly series: SeriesId;
  readonly kind: RowKind;
  readonly after: Day;
  readonly before: Day;
}

const DAILY: readonly RowKind[] = ['bar', 'total-return', 'valuation', 'flow'];

/**
 * The gaps of all daily series, except for known market closures, and those of the Nifty 50 in which another series of NSE
 * shows a session, however short they are. A series with a median step of more than four days is
 * weekly or monthly and has none.
 */
export async function findGaps(connection: DuckDBConnection): Promise<Gap[]> {
  const found: Gap[] = [];
  for (const kind of DAILY) {
    const rows = await rowsOf<[SeriesId, Day, Day]>(
      connection,
      `WITH days AS (SELECT DISTINCT series, ${asDay('observed_on')} AS day FROM ${TABLE_SCHEMAS[kind].table}),
         steps AS (SELECT series, lag(day) OVER (PARTITION BY series ORDER BY day) AS after, day AS before FROM days),
         daily AS (SELECT series FROM steps GROUP BY series HAVING median(before - after) <= 4)
       SELECT series, after, before FROM steps
       WHERE before - after > ${GAP_DAYS} AND series IN (FROM daily) ORDER BY series, after`,
    );
    for (const [series, after, before] of rows)
      if (!isKnownClosure(after, before)) found.push({ series, kind, after, before });
  }
  return [...found, ...(await shortNiftyGaps(connection))];
}

/** The gaps of the Nifty of at most `GAP_DAYS` in which NSE had a session. */
async function shortNiftyGaps(connection: DuckDBConnection): Promise<Gap[]> {
  const missing = await missingSessions(connection, Number.MAX_SAFE_INTEGER);
  if (missing.length === 0) return [];
  const steps = await rowsOf<[Day, Day]>(
    connection,
    `WITH days AS (SELECT DISTINCT ${asDay('observed_on')} AS day FROM bar
         WHERE series = ${literal(NIFTY)} AND "close" IS NOT NULL)
     SELECT after, before FROM (SELECT lag(day) OVER (ORDER BY day) AS after, day AS before FROM days)
     WHERE before - after BETWEEN 2 AND ${GAP_DAYS} ORDER BY after`,
  );
  return steps
    .filter(([after, before]) => missing.some((d) => d > after && d < before))
    .map(([after, before]) => ({ series: NIFTY, kind: 'bar', after, before }));
}
