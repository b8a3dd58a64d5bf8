import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { SeriesId } from '../../series.ts';
import { listOf, rowsOf } from '../../store/sql.ts';
import { readIssuers } from '../companies/issuer-list.ts';
import { openStockTables } from '../stock-tables.ts';
import { doubtfulActionProblem } from './doubtful-actions.ts';

/** Warnings about the doubtful actions of some series, from all imports, as known on a day. */
export async function doubtfulActionProblems(
  connection: DuckDBConnection,
  series: ReadonlySet<SeriesId>,
  asOf: Day,
): Promise<Problem[]> {
  const acted = await rowsOf<[SeriesId]>(
    connection,
    `SELECT DISTINCT series FROM corporate_action WHERE shares IS NOT NULL AND list_contains(${listOf([...series])}, series)`,
  );
  if (acted.length === 0) return [];
  const known = { asOf, throughImport: Number.MAX_SAFE_INTEGER };
  const list = await readIssuers(connection, known);
  const { issuers, columnOf } = list;
  const tables = await openStockTables(connection, list, known);
  const columns = new Set(acted.map(([id]) => columnOf.get(id)));
  const { doubtful } = (await tables.actions())(asOf);
  return doubtful
    .filter(({ column }) => columns.has(column))
    .map((action) => doubtfulActionProblem(issuers[action.column]!.symbol, action));
}
