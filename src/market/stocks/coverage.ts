import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { SOURCES, type Source } from '../source.ts';
import { asDate, asDay, rowsOf } from '../store/sql.ts';
import { readIssuers } from './companies/issuer-list.ts';
import { STOCK_SHAPES, type StockRowKind } from './stock-row.ts';

/** Which rows of one kind a store holds about single companies: prices, actions, shares, accounts or lists. */
export interface KindCoverage {
  readonly kind: StockRowKind;
  /** ISINs and symbols that rows are about; one issuer may have several. */
  readonly names: number;
  readonly first: Day;
  readonly last: Day;
  /** Stored rows, further versions of a day included. */
  readonly rows: number;
  readonly sources: readonly Source[];
}

/** What a store holds about single companies, as known at the close of a day. */
export interface StockCoverage {
  /** Companies with a price, lines of one issuer taken together. */
  readonly issuers: number;
  /** Days with a price. */
  readonly sessions: number;
  /** Only kinds of which there are rows. */
  readonly kinds: readonly KindCoverage[];
}

/** Null where the store holds nothing about single companies. */
export async function readStockCoverage(
  connection: DuckDBConnection,
  asOf: Day,
  throughImport: number,
): Promise<StockCoverage | null> {
  const known = `known_on <= ${asDate(asOf)} AND file <= ${throughImport}`;
  const kinds: KindCoverage[] = [];
  for (const kind of Object.keys(STOCK_SHAPES) as StockRowKind[]) {
    const [[rows, names, first, last, sources] = [0, 0, 0 as Day, 0 as Day, []]] = await rowsOf<
      [number, number, Day, Day, Source[]]
    >(
      connection,
      `SELECT count(*)::INTEGER, count(DISTINCT series)::INTEGER, ${asDay('min(observed_on)')}, ${asDay('max(observed_on)')},
         list(DISTINCT source)
       FROM ${STOCK_SHAPES[kind].table} WHERE ${known}`,
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
  return { issuers: issuers.length, sessions, kinds };
}
