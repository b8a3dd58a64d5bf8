import type { DuckDBConnection } from '@duckdb/node-api';
import { type Known, type Reach, readReach } from '../store/lineage.ts';
import type { RowKind } from '../store/rows.ts';
import { STOCK_KINDS } from './stock-row.ts';

/** Which data of one kind the store holds of all single companies together, which are too many for a line each. */
export interface ShareVintage extends Reach {
  readonly series: 'stocks';
  readonly kind: RowKind;
}

/** Lists of an index's members tell of companies too: symbols, ISINs and sectors. */
const KINDS: readonly RowKind[] = [...STOCK_KINDS, 'constituent'];

/** What was known of single companies at the close of `asOf`, from the files up to `throughImport`; kinds without a row are left out. */
export const readShareVintage = async (connection: DuckDBConnection, known: Known): Promise<ShareVintage[]> =>
  (await readReach(connection, KINDS, `'stocks'`, known)).map((reach) => ({ ...reach, series: 'stocks' }));
