import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { disagreementProblem, findDisagreements } from '../../quality/disagreements.ts';
import { unexplainedJumpProblem } from '../../quality/unexplained-jumps.ts';
import type { Problem } from '../../problem.ts';
import type { SeriesId } from '../../series.ts';
import { rowsOf } from '../../store/sql.ts';
import { unexplainedJumpsOf } from '../../store/status.ts';

/** Problems that appear only across files: sources that disagree, and valuation jumps with no registered break. */
export async function crossFileProblems(
  connection: DuckDBConnection,
  series: ReadonlySet<SeriesId>,
  today: Day,
): Promise<Problem[]> {
  if (series.size === 0) return [];
  const valued = await rowsOf<[SeriesId]>(
    connection,
    'SELECT DISTINCT series FROM valuation ORDER BY series',
  );
  const jumps = await unexplainedJumpsOf(
    connection,
    valued.map(([id]) => id).filter((id) => series.has(id)),
    today,
  );
  const disagreements = await findDisagreements(connection, [...series]);
  return [...disagreements.map(disagreementProblem), ...jumps.map(unexplainedJumpProblem)];
}
