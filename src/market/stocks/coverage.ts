import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { SOURCES, type Source } from '../source.ts';
import { asDate, asDay, rowsOf } from '../store/sql.ts';
import { readIssuers } from './companies/issuer-list.ts';
import { unidentifiedSymbolsIn } from './companies/unidentified-symbols.ts';
import { STOCK_TABLE_SCHEMAS, type StockRowKind } from './stock-row.ts';

/** The stored stock data of one kind: prices, corporate actions, shares, accounts or lists. */
export interface KindCoverage {
  readonly kind: StockRowKind;
  /** Distinct ISINs and symbols; one issuer may have several. */
  readonly names: number;
  readonly first: Day;
  readonly last: Day;
  /** Stored rows, including further versions of a day. */
  readonly rows: number;
  readonly sources: readonly Source[];
}

/** The stock data of a store, as known at the close of a day. */
export interface StockCoverage {
  /** Number of issuers with a price. */
  readonly issuers: number;
  /** Number of days with a price. */
  readonly sessions: number;
  /** Symbols with prices that nothing in the store identifies as a stock; they may be funds. */
  readonly unidentified: readonly string[];
  /** Kinds with at least one row. */
  readonly kinds: readonly KindCoverage[];
}

/** Null if the store has no stock data. */
export async function readStockCoverage(
  connection: DuckDBConnection,
  asOf: Day,
  throughImport: number,
): Promise<StockCoverage | null> {
  const known = `known_on <= ${asDate(asOf)} AND file <= ${throughImport}`;
  const kinds: KindCoverage[] = [];
  for (const kind of Object.keys(STOCK_TABLE_SCHEMAS) as StockRowKind[]) {
    const [[rows, names, first, last, sources] = [0, 0, 0 as Day, 0 as Day, []]] = await rowsOf<
      [number, number, Day, Day, Source[]]
    >(
      connection,
      `SELECT count(*)::INTEGER, count(DISTINCT series)::INTEGER, ${asDay('min(observed_on)')}, ${asDay('max(observed_on)')},
         list(DISTINCT source)
       FROM ${STOCK_TABLE_SCHEMAS[kind].table} WHERE ${known}`,
    );
    if (rows > 0)
      kinds.push({ kind, names, first, last, rows, sources: SOURCES.filter((s) => sources.includes(s)) });
  }
  if (kinds.length === 0) return null;
  const [[sessions] = [0]] = await rowsOf<[number]>(
    connection,
    `SELECT count(DISTINCT observed_on)::INTEGER FROM stock_bar WHERE ${known}`,
  );
  const { issuers } = await readIssuers(connection, { asOf, throughImport });
  return {
    issuers: issuers.length,
    sessions,
    unidentified: await unidentifiedSymbolsIn(connection, throughImport),
    kinds,
  };
}
