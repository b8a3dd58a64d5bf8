import type { DuckDBConnection } from '@duckdb/node-api';
import { MarketHistory } from '../as-of.ts';
import type { Day } from '../day.ts';
import { type Disagreement, findDisagreements } from '../quality/disagreements.ts';
import { readSeries } from './read-series.ts';
import { type Gap, findGaps } from '../quality/gaps.ts';
import { type UnexplainedJump, findUnexplainedJumps } from '../quality/unexplained-jumps.ts';
import { type SeriesVintage, readVintage } from './lineage.ts';
import type { SeriesId } from '../series.ts';
import type { Source } from '../source.ts';
import { asDay, rowsOf } from './sql.ts';
import { readStockCoverage, type StockCoverage } from '../stocks/coverage.ts';

/** One file of the import log. Its rows: `rowsRead` = `stored` + `unchanged` + `rejected`. */
export interface ImportedFile {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly format: string;
  readonly source: Source;
  readonly importedOn: Day;
  readonly rowsRead: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** The contents of a store and findings about its data, as known at the close of a day. */
export interface StoreStatus {
  readonly simulated: boolean;
  readonly series: readonly SeriesVintage[];
  /** Stock data; null if there are none. */
  readonly stocks: StockCoverage | null;
  readonly gaps: readonly Gap[];
  readonly disagreements: readonly Disagreement[];
  readonly jumps: readonly UnexplainedJump[];
  /** Newest first. */
  readonly imports: readonly ImportedFile[];
}

const LAST_IMPORTS = 20;

export async function readStatus(
  connection: DuckDBConnection,
  asOf: Day,
  throughImport: number,
  simulated: boolean,
): Promise<StoreStatus> {
  const series = await readVintage(connection, { asOf, throughImport });
  return {
    simulated,
    series,
    stocks: await readStockCoverage(connection, asOf, throughImport),
    gaps: await findGaps(connection),
    disagreements: await findDisagreements(connection),
    jumps: await unexplainedJumpsOf(
      connection,
      series.filter((s) => s.kind === 'valuation').map((s) => s.series),
      asOf,
    ),
    imports: await lastImports(connection),
  };
}

/** The unexplained jumps of the series' valuation ratios. */
export async function unexplainedJumpsOf(
  connection: DuckDBConnection,
  series: readonly SeriesId[],
  asOf: Day,
): Promise<UnexplainedJump[]> {
  const jumps: UnexplainedJump[] = [];
  // One series at a time: a store may have valuations of a hundred indices.
  for (const id of series) {
    const keys = (['close', 'pe', 'pb', 'dy'] as const).map((field) => `${id}.${field}` as const);
    const figures = await readSeries(connection, keys, Number.MAX_SAFE_INTEGER);
    jumps.push(...findUnexplainedJumps(new MarketHistory(figures).view(asOf), id));
  }
  return jumps;
}

async function lastImports(connection: DuckDBConnection): Promise<ImportedFile[]> {
  const rows = await rowsOf<[number, string, string, string, Source, Day, number, number, number, number]>(
    connection,
    `SELECT id, name, sha256, format, source, ${asDay('imported_on')}, rows_read, stored, unchanged, rejected
     FROM import_file ORDER BY id DESC LIMIT ${LAST_IMPORTS}`,
  );
  return rows.map(
    ([id, name, sha256, format, source, importedOn, rowsRead, stored, unchanged, rejected]) => ({
      id,
      name,
      sha256,
      format,
      source,
      importedOn,
      rowsRead,
      stored,
      unchanged,
      rejected,
    }),
  );
}
