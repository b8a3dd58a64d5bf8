import type { DuckDBConnection } from '@duckdb/node-api';
import { MarketHistory } from '../../as-of.ts';
import type { Day } from '../../day.ts';
import { disagreementProblem, findDisagreements } from '../../quality/disagreements.ts';
import { missingSessions, missingSessionsProblem } from '../../quality/missing-sessions.ts';
import { unexplainedJumpProblem } from '../../quality/unexplained-jumps.ts';
import type { Problem } from '../../problem.ts';
import type { SeriesId } from '../../series.ts';
import { readSeries } from '../../store/read-series.ts';
import { listOf, rowsOf } from '../../store/sql.ts';
import { unexplainedJumpsOf } from '../../store/status.ts';
import { doubtfulActionProblems } from '../../stocks/actions/action-problems.ts';
import { unidentifiedSymbolsIn, unidentifiedSymbols } from '../../stocks/companies/unidentified-symbols.ts';
import { type Levels, levelsOf, storedNotTotalReturn, totalReturnDoubt } from './total-return-check.ts';

/** Beyond any import-file id. */
const ALL = Number.MAX_SAFE_INTEGER;

/**
 * Problems that appear only across files: sources that disagree, valuation jumps with no registered break, levels that
 * are prices under the name of total returns, sessions that the Nifty lacks, corporate actions that contradict the price,
 * and symbols that may not be stocks. Only problems of the given series are reported: those to which rows were added.
 */
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
  return [
    ...disagreements.map(disagreementProblem),
    ...jumps.map(unexplainedJumpProblem),
    ...(await doubtfulTotalReturns(connection, [...series], today)),
    ...missingSessionsProblem(await missingSessions(connection, ALL)),
    ...(await doubtfulActionProblems(connection, series, today)),
    ...unidentifiedSymbols((await unidentifiedSymbolsIn(connection, ALL)).filter((id) => series.has(id))),
  ];
}

/** The latest closes of a price index, as known on a day. */
export async function priceLevels(
  connection: DuckDBConnection,
  series: SeriesId,
  today: Day,
): Promise<Levels> {
  const key = `${series}.close` as const;
  return levelsOf(new MarketHistory(await readSeries(connection, [key], ALL)).view(today).column(key));
}

/** Stored total-return levels of unknown origin that turn out to be prices now that there is a price index. */
async function doubtfulTotalReturns(
  connection: DuckDBConnection,
  series: readonly SeriesId[],
  today: Day,
): Promise<Problem[]> {
  const shared = await rowsOf<[SeriesId]>(
    connection,
    `SELECT DISTINCT series FROM total_return WHERE source = 'third-party' AND list_contains(${listOf(series)}, series)
       AND series IN (SELECT series FROM bar) ORDER BY series`,
  );
  const problems: Problem[] = [];
  for (const [id] of shared) {
    const key = `${id}.tri` as const;
    const total = new MarketHistory(await readSeries(connection, [key], ALL)).view(today).column(key);
    const doubt = totalReturnDoubt(id, levelsOf(total), await priceLevels(connection, id, today));
    if (doubt !== null) problems.push(storedNotTotalReturn(id, doubt));
  }
  return problems;
}
