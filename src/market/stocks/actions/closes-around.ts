import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day } from '../../day.ts';
import { NIFTY } from '../../series.ts';
import { SOURCES } from '../../source.ts';
import type { KnowledgeCutoff } from '../../store/lineage.ts';
import { asDate, asDay, listOf, literal, rowsOf } from '../../store/sql.ts';
import type { ClosesAround } from './doubtful-actions.ts';

/** How far from the ex-date a close may be, in days: beyond, the price had too much time to move (our choice). */
const DAYS_BEFORE = 10;
const DAYS_AFTER = 7;

/** An ex-date of one stock. */
export interface ExDate {
  readonly column: number;
  readonly on: Day;
}

/** Identifies an ex-date in the result of `closesAround`. */
export const exDateKey = ({ column, on }: ExDate): string => `${column} ${on}`;

/**
 * The closes around ex-dates, from prices as traded, as known under a cutoff; ex-dates without both closes are absent.
 *
 * @param joined the join of prices with the columns of their issuers, with its condition.
 */
export async function closesAround(
  connection: DuckDBConnection,
  joined: string,
  dates: readonly ExDate[],
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<Map<string, ClosesAround>> {
  const found = new Map<string, ClosesAround>();
  if (dates.length === 0) return found;
  const rank = `list_position(${listOf(SOURCES)}, source)`;
  // Of several rows for one day, the latest version of the most trusted source is taken.
  const pick = (side: string, order: string): string =>
    `${order}(b."close", (b.day ${side}, -b.rank, b.known, b.file, -b.line))`;
  const rows = await rowsOf<[number, Day, Day | null, number | null, Day | null, number | null]>(
    connection,
    `WITH ex (col, ex_on) AS (VALUES ${dates.map((d) => `(${d.column}, ${d.on})`).join(', ')}),
       near AS (
         SELECT col, ${asDay('observed_on')} AS day, "close", ${rank} AS rank, ${asDay('known_on')} AS known, file, line
         FROM stock_bar ${joined}
           AND col IN (SELECT col FROM ex) AND basis = 'as-traded' AND "close" > 0 AND volume > 0
           AND observed_on BETWEEN ${asDate(Math.min(...dates.map((d) => d.on)) - DAYS_BEFORE)}
             AND ${asDate(Math.max(...dates.map((d) => d.on)) + DAYS_AFTER)}
           AND known_on <= ${asDate(asOf)} AND file <= ${throughImport})
     SELECT ex.col, ex_on, max(b.day) FILTER (b.day < ex_on), ${pick('', 'arg_max')} FILTER (b.day < ex_on),
       min(b.day) FILTER (b.day >= ex_on), ${pick('* -1', 'arg_max')} FILTER (b.day >= ex_on)
     FROM ex JOIN near b ON b.col = ex.col AND b.day BETWEEN ex_on - ${DAYS_BEFORE} AND ex_on + ${DAYS_AFTER}
     GROUP BY ex.col, ex_on`,
  );
  const market = await marketCloses(connection, { asOf, throughImport });
  // Only the first session from the ex-date on decides: a later trade must not change what an earlier session showed.
  const hasPassed = (on: Day, until: Day): boolean => {
    for (let d = on; d < until; d = addDays(d, 1)) if (market.has(d)) return true;
    return false;
  };
  for (const [column, on, dayBefore, closeBefore, dayAfter, closeAfter] of rows)
    if (dayBefore !== null && dayAfter !== null && !hasPassed(on, dayAfter))
      found.set(exDateKey({ column, on }), {
        before: { day: dayBefore, close: closeBefore! },
        after: { day: dayAfter, close: closeAfter! },
        market:
          market.has(dayBefore) && market.has(dayAfter) ? market.get(dayAfter)! / market.get(dayBefore)! : 1,
      });
  return found;
}

/** The Nifty's latest closes by day. */
async function marketCloses(
  connection: DuckDBConnection,
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<ReadonlyMap<Day, number>> {
  const rows = await rowsOf<[Day, number]>(
    connection,
    `SELECT ${asDay('observed_on')}, arg_max("close", (-list_position(${listOf(SOURCES)}, source), known_on, file, line))
     FROM bar WHERE series = ${literal(NIFTY)} AND "close" > 0 AND known_on <= ${asDate(asOf)} AND file <= ${throughImport}
     GROUP BY observed_on`,
  );
  return new Map(rows);
}
