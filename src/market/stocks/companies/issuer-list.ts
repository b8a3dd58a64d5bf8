import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { KnowledgeCutoff, KnowledgeCutoffs } from '../../store/lineage.ts';
import { rowsOf } from '../../store/sql.ts';
import type { Issuer } from '../daily-slice.ts';
import { isEquity, isIsin, issuerPart } from '../isin.ts';
import {
  updatedDescription,
  readCompanyLists,
  type CompanyDescription,
  type ListEntry,
} from './company-lists.ts';
import { reusedSymbolProblem, type ReusedSymbol, reusedSymbols } from './reused-symbols.ts';
import type { PriceAdjustment } from '../prices/price-adjustment.ts';
import type { FaceValue } from '../capital-changes.ts';
import { tradedSeries, type TradedSeries } from './traded-series.ts';

/** An issuer before its industry is mapped to the risk model's. */
export interface ListedIssuer extends Omit<Issuer, 'industry'> {
  /** Industries as the lists name them: from industry lists, the latest first, then NSE's sector; empty if unknown. */
  readonly industries: readonly string[];
  /** Null if unknown. */
  readonly faceValue: FaceValue | null;
}

/** The issuers of a store, and the issuer of each series. */
export interface IssuerList {
  /** In column order: by first trading day, so that a later list extends an earlier one. */
  readonly issuers: readonly ListedIssuer[];
  /** The price adjustment of each issuer's first price. */
  readonly firstAdjustment: readonly PriceAdjustment[];
  /** The issuer's column by series; several series may belong to one issuer. */
  readonly columnOf: ReadonlyMap<string, number>;
  /** Series whose prices up to a day belong to another issuer. */
  readonly earlierColumns: readonly EarlierColumn[];
  readonly problems: readonly Problem[];
}

/** The issuer of the prices of a series up to and including a day. */
export interface EarlierColumn {
  readonly series: string;
  readonly until: Day;
  readonly column: number;
}

/**
 * The issuers with a price by `asOf`. Series belong to one issuer if the issuer part of their ISINs is the same, on any
 * exchange; a row with only a symbol belongs to the ISIN that lists and bhavcopies last gave for that symbol.
 *
 * Lists are snapshots: the latest imported list applies to all earlier time, whatever `asOf`, because older lists are
 * seldom available and industries rarely change (our choice). A company's past industry thus depends only on the imports.
 */
export async function readIssuers(
  connection: DuckDBConnection,
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<IssuerList> {
  return (await issuersAtCloses(connection, { days: [asOf], throughImport }))(asOf);
}

/** The same at the close of each of some days, from one reading of the prices. */
export async function issuersAtCloses(
  connection: DuckDBConnection,
  cutoffs: KnowledgeCutoffs,
): Promise<(asOf: Day) => Promise<IssuerList>> {
  const { throughImport } = cutoffs;
  const tradedAt = await tradedSeries(connection, cutoffs);
  const listed = await readCompanyLists(connection, throughImport);
  const others = await otherSeries(connection, throughImport);
  return async (asOf) => {
    const traded = tradedAt(asOf);
    const series = traded.map((t) => t.series);
    const reused = await reusedSymbols(connection, series, { asOf, throughImport });
    return issuerList({ traded, listed, others, reused });
  };
}

interface IssuerRows {
  readonly traded: readonly TradedSeries[];
  readonly listed: readonly ListEntry[];
  /** Series of rows other than prices. */
  readonly others: readonly string[];
  readonly reused: readonly ReusedSymbol[];
}

function issuerList({ traded, listed, others, reused }: IssuerRows): IssuerList {
  const problems: Problem[] = [];
  const isins = isinsBySymbol(traded, listed, problems);
  const keyOf = (series: string): string => {
    const isin = isIsin(series) ? series : isins.get(series);
    return isin === undefined ? series : issuerPart(isin);
  };
  const earlierKey = ({ symbol, until, isin }: ReusedSymbol): string =>
    isin === null ? `${symbol} to ${until}` : issuerPart(isin);

  const byKey = new Map<string, Line>();
  const add = (key: string, now: Line): void => {
    const before = byKey.get(key);
    byKey.set(key, before ? mergedLine(before, now) : now);
  };
  for (const { series, symbol, first, adjustment } of traded) {
    const split = reused.find((r) => r.symbol === series);
    if (split) {
      add(earlierKey(split), { first, symbol, isin: split.isin ?? '', adjustment });
      if (split.nextFirst === null) continue;
    }
    const key = keyOf(series);
    const isin = isIsin(series) ? series : (isins.get(series) ?? '');
    // Lists show that some symbols are funds.
    if (isin !== '' && !isEquity(isin)) continue;
    add(key, { first: split?.nextFirst ?? first, symbol, isin, adjustment });
  }
  const ordered = [...byKey].sort(([a, x], [b, y]) => x.first - y.first || (a < b ? -1 : 1));
  const columnOfKey = new Map(ordered.map(([key], column) => [key, column]));
  const descriptions = new Map<number, CompanyDescription>();
  for (const entry of listed) {
    const column = columnOfKey.get(keyOf(entry.isin ?? entry.series));
    if (column !== undefined) descriptions.set(column, updatedDescription(descriptions.get(column), entry));
  }
  const issuers = ordered.map(([, { symbol, isin }], column): ListedIssuer => {
    const list = descriptions.get(column);
    return {
      isin,
      symbol,
      name: list?.company ?? symbol,
      industries: list ? [...new Set([...list.industries, ...list.sectors])] : [],
      faceValue: list?.faceValue ?? null,
      listedOn: null,
    };
  });
  warnOf(
    problems,
    'no-isin',
    issuers.filter((i) => i.isin === ''),
    'the ISIN is unknown, so other series of the same stock cannot be matched',
    'Import NSE’s lists of index constituents, which map symbols to ISINs.',
  );
  warnOf(
    problems,
    'no-industry',
    issuers.filter((i) => i.industries.length === 0),
    'no list gives an industry',
    'Import a list of index constituents or an industry classification (docs/reference/file-formats.md).',
  );
  const all = new Set([...traded.map(({ series }) => series), ...others]);
  const columnOf = new Map<string, number>();
  for (const series of all) {
    const column = columnOfKey.get(keyOf(series));
    if (column !== undefined) columnOf.set(series, column);
  }
  return {
    issuers,
    firstAdjustment: ordered.map(([, { adjustment }]) => adjustment),
    columnOf,
    earlierColumns: reused.map((r) => ({
      series: r.symbol,
      until: r.until,
      column: columnOfKey.get(earlierKey(r))!,
    })),
    problems: [...problems, ...reused.map(reusedSymbolProblem)],
  };
}

/** One traded series, or several of one issuer. */
interface Line {
  readonly first: Day;
  readonly symbol: string;
  readonly isin: string;
  readonly adjustment: PriceAdjustment;
}

/** Merges two series of one issuer: first day of the earlier, symbol and ISIN of the newer serial. */
const mergedLine = (a: Line, b: Line): Line => {
  const newer = b.isin > a.isin ? b : a;
  const earlier = b.first < a.first ? b : a;
  return { first: earlier.first, adjustment: earlier.adjustment, symbol: newer.symbol, isin: newer.isin };
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

/** The latest ISIN of each symbol; two symbols with one ISIN are reported, and the later one is used. */
function isinsBySymbol(
  traded: readonly TradedSeries[],
  entries: readonly ListEntry[],
  problems: Problem[],
): Map<string, string> {
  const isins = new Map<string, string>();
  for (const { series, symbol } of traded) if (isIsin(series)) isins.set(symbol, series);
  const symbols = new Map<string, string>();
  const reported = new Set<string>();
  for (const { symbol, isin } of entries) {
    if (symbol === null || isin === null) continue;
    const other = symbols.get(isin);
    // Lists of many days repeat the same pair, in turn.
    if (other !== undefined && other !== symbol && !reported.has(`${symbol} ${other}`)) {
      reported.add(`${symbol} ${other}`).add(`${other} ${symbol}`);
      problems.push({
        severity: 'warning',
        code: 'duplicate-isin',
        about: isin,
        message: `is listed under the symbols ${other} and ${symbol}; both are treated as one issuer.`,
        remedy: 'If the symbol changed, ignore this. Otherwise correct the list and import it again.',
      });
    }
    symbols.set(isin, symbol);
    isins.set(symbol, isin);
  }
  return isins;
}

const SHOWN = 8;

function warnOf(
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
