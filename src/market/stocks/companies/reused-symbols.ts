import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, displayDay } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { KnowledgeCutoff } from '../../store/lineage.ts';
import { asDate, asDay, listOf, literal, rowsOf } from '../../store/sql.ts';
import { isIsin, issuerPart } from '../isin.ts';

/**
 * A symbol without prices for longer than this, in days, was given to another company if files with ISINs show a company
 * under it only afterwards: NSE delists a stock whose suspension lasts longer (our choice).
 */
const SILENCE = 366;

/** A symbol whose earlier prices, in files without ISIN, belong to another company than its present one. */
export interface ReusedSymbol {
  readonly symbol: string;
  /** The last day on which it belonged to the earlier company. */
  readonly until: Day;
  /** An ISIN of the earlier company; null if no file has it. */
  readonly isin: string | null;
  /** The first price of the present company under the symbol, in a file without ISIN; null if there is none. */
  readonly nextFirst: Day | null;
}

/**
 * The symbols that were used again by another company, as far as prices with ISINs show it. A series of prices without
 * ISIN is then split by date; other rows that name the symbol belong to the present company.
 *
 * @param traded the series with prices; those without ISIN are named by their symbol.
 */
export async function reusedSymbols(
  connection: DuckDBConnection,
  traded: readonly string[],
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<ReusedSymbol[]> {
  const unnamed = traded.filter((series) => !isIsin(series));
  if (unnamed.length === 0 || unnamed.length === traded.length) return [];
  const known = `known_on <= ${asDate(asOf)} AND file <= ${throughImport}`;
  const spans = await rowsOf<[string, string, Day, Day]>(
    connection,
    `SELECT symbol, series, ${asDay('min(observed_on)')} AS first, ${asDay('max(observed_on)')} FROM stock_bar
     WHERE ${known} AND series <> symbol AND list_contains(${listOf(unnamed)}, symbol)
     GROUP BY symbol, series ORDER BY symbol, first, series`,
  );
  const found: ReusedSymbol[] = [];
  for (const symbol of new Set(spans.map(([symbol]) => symbol))) {
    const ofSymbol = spans.filter((span) => span[0] === symbol);
    const [, present] = ofSymbol.at(-1)!;
    const isPresent = ([, series]: (typeof spans)[number]): boolean =>
      issuerPart(series) === issuerPart(present);
    const from = Math.min(...ofSymbol.filter(isPresent).map(([, , first]) => first));
    const earlier = ofSymbol.findLast((span) => !isPresent(span) && span[3] < from);
    const [[before, next] = [null, null]] = await rowsOf<[Day | null, Day | null]>(
      connection,
      `SELECT ${asDay(`max(observed_on) FILTER (observed_on < ${asDate(from)})`)}, ${asDay(`min(observed_on) FILTER (observed_on >= ${asDate(from)})`)}
       FROM stock_bar WHERE ${known} AND series = ${literal(symbol)}`,
    );
    if (before === null) continue;
    if (earlier) found.push({ symbol, until: before, isin: earlier[1], nextFirst: next });
    else if (from - before > SILENCE) found.push({ symbol, until: before, isin: null, nextFirst: next });
  }
  return found;
}

/** States which prices are assigned to another company. */
export const reusedSymbolProblem = ({ symbol, until, isin }: ReusedSymbol): Problem => ({
  severity: 'warning',
  code: 'symbol-reused',
  about: symbol,
  message: `is used by another company since: its prices without ISIN up to ${displayDay(until)} are those of ${isin ?? 'an issuer of their own'}.`,
  remedy: 'If it is the same company, import its prices between the two with an ISIN.',
});
