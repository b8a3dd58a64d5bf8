import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { distinct, fileMarks, type Reach } from '../lineage.ts';
import { type RowKind, SHAPES } from '../row.ts';
import { SOURCES, type Source } from '../source.ts';
import { asDate, asDay, rowsOf } from '../sql.ts';
import { STOCK_KINDS } from './stock-row.ts';

/** Which data of one kind the store holds of all single companies together, which are too many for a line each. */
export interface ShareVintage extends Reach {
  readonly series: 'stocks';
  readonly kind: RowKind;
}

/** Lists of an index's members tell of companies too: symbols, ISINs and sectors. */
const KINDS: readonly RowKind[] = [...STOCK_KINDS, 'constituent'];

/** What was known of single companies at the close of `asOf`, from the files up to `throughImport`; kinds without a row are left out. */
export async function readShareVintage(
  connection: DuckDBConnection,
  asOf: Day,
  throughImport: number,
): Promise<ShareVintage[]> {
  const files = await fileMarks(connection);
  const found: ShareVintage[] = [];
  for (const kind of KINDS) {
    const rows = await rowsOf<[Day, Day, number, Source[], number[]]>(
      connection,
      `SELECT ${asDay('min(observed_on)')}, ${asDay('max(observed_on)')}, count(*)::INTEGER,
         list(DISTINCT source), list(DISTINCT file)
       FROM ${SHAPES[kind].table} WHERE known_on <= ${asDate(asOf)} AND file <= ${throughImport} HAVING count(*) > 0`,
    );
    for (const [first, last, count, sources, ids] of rows)
      found.push({
        series: 'stocks',
        kind,
        first,
        last,
        rows: count,
        sources: SOURCES.filter((source) => sources.includes(source)),
        files: distinct(ids.map((id) => files.get(id)!)),
      });
  }
  return found;
}
