import type { DuckDBConnection } from '@duckdb/node-api';
import { type KnowledgeCutoff, type DataCoverage, readCoverage } from '../store/lineage.ts';
import type { RowKind } from '../store/rows.ts';
import { STOCK_KINDS } from './stock-row.ts';

/** The stored data of one kind for all stocks together, which are too many to list separately. */
export interface StockVintage extends DataCoverage {
  readonly series: 'stocks';
  readonly kind: RowKind;
}

/** Lists of index constituents also describe companies: symbols, ISINs and sectors. */
const KINDS: readonly RowKind[] = [...STOCK_KINDS, 'constituent'];

/** The stock data visible under a cutoff, by kind; kinds without a row are left out. */
export const readStockVintage = async (
  connection: DuckDBConnection,
  known: KnowledgeCutoff,
): Promise<StockVintage[]> =>
  (await readCoverage(connection, KINDS, `'stocks'`, known)).map((reach) => ({ ...reach, series: 'stocks' }));
