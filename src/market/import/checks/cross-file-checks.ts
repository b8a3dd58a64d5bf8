import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { disagreementProblem, findDisagreements } from '../../quality/disagreements.ts';
import { jumpProblem } from '../../quality/unexplained-jumps.ts';
import type { Problem } from '../../problem.ts';
import type { SeriesId } from '../../series.ts';
import { rowsOf } from '../../store/sql.ts';
import { jumpsOf } from '../../store/status.ts';

/** What shows of the series only when all files are together: sources that disagree, steps without an entry. */
export async function problemsTogether(
  connection: DuckDBConnection,
  series: ReadonlySet<SeriesId>,
  today: Day,
): Promise<Problem[]> {
  if (series.size === 0) return [];
  const valued = await rowsOf<[SeriesId]>(
    connection,
    'SELECT DISTINCT series FROM valuation ORDER BY series',
  );
  const jumps = await jumpsOf(
    connection,
    valued.map(([id]) => id).filter((id) => series.has(id)),
    today,
  );
  const disagreements = await findDisagreements(connection, [...series]);
  return [...disagreements.map(disagreementProblem), ...jumps.map(jumpProblem)];
}
