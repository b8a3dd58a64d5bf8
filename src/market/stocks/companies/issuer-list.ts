import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import { asDate, asDay, rowsOf } from '../../store/sql.ts';
import type { Issuer } from '../day-slice.ts';
import { isIsin, issuerPart } from '../isin.ts';
import { latestSaid, readLists, type Said, type Told } from './company-lists.ts';
import { BAR_WITH_TERMS, type PriceTerms } from '../prices/price-terms.ts';
import type { FaceValue } from '../share-terms.ts';
import type { StockBar } from '../stock-row.ts';

/** An issuer before its industry has been settled. */
export interface ListedIssuer extends Omit<Issuer, 'industry'> {
  /** The lists' own words: of lists of industries, the latest first, then NSE's sector; empty where none says. */
  readonly industries: readonly string[];
  /** Null where no list says. */
  readonly faceValue: FaceValue | null;
}

/** The issuers of the store, and which series of rows belong to whom. */
export interface IssuerList {
  /** In the order of columns: by first day of trade, so that a later list begins like an earlier one. */
  readonly issuers: readonly ListedIssuer[];
  /** On which terms each issuer's first price is. */
  readonly firstTerms: readonly PriceTerms[];
  /** The column of every series of the store that has one; several series may be one issuer. */
  readonly columnOf: ReadonlyMap<string, number>;
  readonly problems: readonly Problem[];
}

/** As known when, and out of which imports. */
export interface ListReading {
  readonly asOf: Day;
  readonly throughImport: number;
}

/**
 * The issuers whose shares have a price by `asOf`. Lines are one issuer where the issuer's part of their ISINs is the
 * same, on whatever exchange; a row with a symbol alone belongs to the ISIN that lists and bhavcopies last gave for it.
 *
 * Lists are snapshots: the latest of the imports is used for all the time before it, whatever `asOf`, since older ones are
 * seldom at hand and an industry rarely changes (our choice). What a company was in the past so hangs on the imports alone.
 */
export async function readIssuers(
  connection: DuckDBConnection,
  { asOf, throughImport }: ListReading,
): Promise<IssuerList> {
  const traded = await rowsOf<[string, string, Day, StockBar['basis'], Day]>(
    connection,
    `SELECT series, arg_max(symbol, observed_on), ${asDay('min(observed_on)')}, arg_min(basis, observed_on),
       ${asDay('arg_min(terms_on, observed_on)')} FROM ${BAR_WITH_TERMS}
     WHERE known_on <= ${asDate(asOf)} AND file <= ${throughImport} GROUP BY series ORDER BY series`,
  );
  const told = await readLists(connection, throughImport);
  const problems: Problem[] = [];
  const isins = isinsBySymbol(traded, told, problems);
  const keyOf = (series: string): string => {
    const isin = isIsin(series) ? series : isins.get(series);
    return isin === undefined ? series : issuerPart(isin);
  };

  const byKey = new Map<string, Line>();
  for (const [series, symbol, first, basis, termsOn] of traded) {
    const key = keyOf(series);
    const before = byKey.get(key);
    const isin = isIsin(series) ? series : (isins.get(series) ?? '');
    const now: Line = { first, symbol, isin, terms: { basis, on: termsOn } };
    byKey.set(key, before ? joined(before, now) : now);
  }
  const ordered = [...byKey].sort(([a, x], [b, y]) => x.first - y.first || (a < b ? -1 : 1));
  const columnOfKey = new Map(ordered.map(([key], column) => [key, column]));
  const said = new Map<number, Said>();
  for (const t of told) {
    const column = columnOfKey.get(keyOf(t.isin ?? t.series));
    if (column !== undefined) said.set(column, latestSaid(said.get(column), t));
  }
  const issuers = ordered.map(([, { symbol, isin }], column): ListedIssuer => {
    const list = said.get(column);
    return {
      isin,
      symbol,
      name: list?.company ?? symbol,
      industries: list ? [...new Set([...list.industries, ...list.sectors])] : [],
      faceValue: list?.faceValue ?? null,
      listedOn: null,
    };
  });
  report(
    problems,
    'no-isin',
    issuers.filter((i) => i.isin === ''),
    'no ISIN is known, so that other lines of the share cannot be told',
    'Import NSE’s lists of constituents, which give ISINs by symbol.',
  );
  report(
    problems,
    'no-industry',
    issuers.filter((i) => i.industries.length === 0),
    'no list names an industry',
    'Import a list of constituents or of industries (docs/data-shapes.md).',
  );
  const all = new Set([
    ...traded.map(([series]) => series),
    ...(await otherSeries(connection, throughImport)),
  ]);
  const columnOf = new Map<string, number>();
  for (const series of all) {
    const column = columnOfKey.get(keyOf(series));
    if (column !== undefined) columnOf.set(series, column);
  }
  return { issuers, firstTerms: ordered.map(([, { terms }]) => terms), columnOf, problems };
}

/** One traded series, or several that are one issuer. */
interface Line {
  readonly first: Day;
  readonly symbol: string;
  readonly isin: string;
  readonly terms: PriceTerms;
}

/** Two lines of one issuer: since the earlier, under the newer of two serials of its ISIN. */
const joined = (a: Line, b: Line): Line => {
  const newer = b.isin > a.isin ? b : a;
  const earlier = b.first < a.first ? b : a;
  return { first: earlier.first, terms: earlier.terms, symbol: newer.symbol, isin: newer.isin };
};

const otherSeries = async (connection: DuckDBConnection, throughImport: number): Promise<string[]> =>
  (
    await rowsOf<[string]>(
      connection,
      ['statement', 'corporate_action', 'shares', 'free_float', 'index_membership']
        .map((table) => `SELECT series FROM ${table} WHERE file <= ${throughImport}`)
        .join(' UNION '),
    )
  ).map(([series]) => series);

/** The ISIN that a symbol was last given; two symbols with one ISIN in lists are a problem, the later is believed. */
function isinsBySymbol(
  traded: readonly (readonly [series: string, symbol: string, ...rest: unknown[]])[],
  told: readonly Told[],
  problems: Problem[],
): Map<string, string> {
  const isins = new Map<string, string>();
  for (const [series, symbol] of traded) if (isIsin(series)) isins.set(symbol, series);
  const symbols = new Map<string, string>();
  const toldOf = new Set<string>();
  for (const { symbol, isin } of told) {
    if (symbol === null || isin === null) continue;
    const other = symbols.get(isin);
    // Lists of many days tell the same two, in turn.
    if (other !== undefined && other !== symbol && !toldOf.has(`${symbol} ${other}`)) {
      toldOf.add(`${symbol} ${other}`).add(`${other} ${symbol}`);
      problems.push({
        severity: 'warning',
        code: 'duplicate-isin',
        about: isin,
        message: `is given to ${other} and to ${symbol}; both are taken as one issuer.`,
        remedy:
          'If the symbol has changed, nothing is wrong. Otherwise correct the list and import it again.',
      });
    }
    symbols.set(isin, symbol);
    isins.set(symbol, isin);
  }
  return isins;
}

const SHOWN = 8;

function report(
  problems: Problem[],
  code: string,
  of: readonly ListedIssuer[],
  what: string,
  remedy: string,
): void {
  if (of.length === 0) return;
  const names = of.slice(0, SHOWN).map((i) => i.symbol);
  const more = of.length > SHOWN ? ` and ${of.length - SHOWN} more` : '';
  problems.push({
    severity: 'warning',
    code,
    about: 'stocks',
    message: `for ${names.join(', ')}${more} ${what}.`,
    remedy,
  });
}
