import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day } from '../day.ts';
import { type DataCoverage, type KnowledgeCutoffs, readCoverage } from '../store/lineage.ts';
import { STOCK_KINDS, type StockRowKind } from './stock-row.ts';

/** The stored data of one kind for all stocks together, which are too many to list separately. */
export interface StockVintage extends DataCoverage {
  readonly series: 'stocks';
  readonly kind: StockRowKind | 'constituent';
}

/** Lists of index constituents also describe companies: symbols, ISINs and sectors. */
const KINDS: readonly StockVintage['kind'][] = [...STOCK_KINDS, 'constituent'];

/** The stock data visible at the close of each of some days, by kind; kinds without a row are left out. */
export async function readStockVintages(
  connection: DuckDBConnection,
  cutoffs: KnowledgeCutoffs,
): Promise<ReadonlyMap<Day, readonly StockVintage[]>> {
  const found = await readCoverage(connection, KINDS, `'stocks'`, cutoffs);
  return new Map([...found].map(([day, kinds]) => [day, kinds.map((k) => ({ ...k, series: 'stocks' }))]));
}
