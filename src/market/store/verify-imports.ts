import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import {
  addRow,
  chainLink,
  emptySum,
  type ImportChecksum,
  type LoggedImport,
  readChecksums,
  type RowSum,
  type RunningSum,
  totalOf,
} from './import-checksums.ts';
import { beginRow, endRow, tableSeed, takeNumber, takeText } from './row-hash.ts';
import { ROW_KINDS, TABLE_SCHEMAS, type TableSchema } from './rows.ts';
import { asDay, name, rowsOf } from './sql.ts';

/** An import whose rows or line in the log are not as they were stored. */
export interface ImportFault {
  /** Number of the import. */
  readonly import: number;
  /** Name of its file; empty if the log has none. */
  readonly file: string;
  readonly message: string;
}

/** The market rows compared with the checksums of their imports. */
export interface ImportVerification {
  /** Imports that were compared. */
  readonly imports: number;
  readonly rows: number;
  readonly faults: readonly ImportFault[];
  /** Imports of an earlier version of the program, which have no checksum. */
  readonly withoutChecksum: readonly number[];
}

/**
 * Compares all rows of the imports up to one with the checksums made when they were imported. Finds rows that were
 * changed, removed or added, and imports that were changed or removed.
 */
export async function verifyImports(
  connection: DuckDBConnection,
  throughImport: number,
): Promise<ImportVerification> {
  const log = (await readLog(connection)).filter(({ id }) => id <= throughImport);
  const stored = (await readChecksums(connection)).filter(({ file }) => file <= throughImport);
  const sums = await sumsOfRows(connection, throughImport);
  const faults: ImportFault[] = [];
  const withoutChecksum: number[] = [];
  const byId = new Map(stored.map((c) => [c.file, c]));
  const first = stored[0]?.file ?? Infinity;
  let previous = '';
  let expectedId = 1;
  let rows = 0;
  for (const logged of log) {
    const { id } = logged;
    const fault = (message: string): void => void faults.push({ import: id, file: logged.name, message });
    for (; expectedId < id; expectedId++) if (byId.has(expectedId)) faults.push(removed(expectedId));
    expectedId = id + 1;
    const actual = sums.get(id) ?? { rows: 0, sum: 0n };
    rows += actual.rows;
    const checksum = byId.get(id);
    if (!checksum) {
      if (id < first) withoutChecksum.push(id);
      else fault('has no checksum, although an earlier import has one.');
      continue;
    }
    const wrong = faultOf(logged, checksum, actual, previous);
    if (wrong !== null) fault(wrong);
    previous = checksum.chain;
  }
  for (const { file } of stored) if (file >= expectedId) faults.push(removed(file));
  const known = new Set(log.map(({ id }) => id));
  for (const [id, { rows: count }] of sums)
    if (!known.has(id))
      faults.push({
        import: id,
        file: '',
        message: `${count} rows belong to it, but the log has no such import.`,
      });
  faults.push(...(await wrongSources(connection, throughImport)));
  return { imports: log.length, rows, faults, withoutChecksum };
}

const removed = (id: number): ImportFault => ({
  import: id,
  file: '',
  message: 'it has a checksum, but the log has no such import.',
});

function faultOf(
  logged: LoggedImport,
  checksum: ImportChecksum,
  { rows, sum }: RowSum,
  previous: string,
): string | null {
  if (rows < checksum.rows) return `${checksum.rows - rows} of its ${checksum.rows} rows are missing.`;
  if (rows > checksum.rows) return `${rows - checksum.rows} rows were added to its ${checksum.rows}.`;
  if (sum !== checksum.sum) return `one or more of its ${rows} rows were changed.`;
  if (chainLink(previous, logged, checksum) !== checksum.chain)
    return 'its line in the log of imports, or the checksum before it, was changed.';
  return null;
}

async function readLog(connection: DuckDBConnection): Promise<LoggedImport[]> {
  const rows = await rowsOf<
    [number, string, string, string, string, string, boolean, number, number, number, number, number]
  >(
    connection,
    `SELECT id, name, sha256, reading, format, source, simulated, ${asDay('imported_on')}, rows_read, stored, unchanged,
       rejected FROM import_file ORDER BY id`,
  );
  return rows.map(
    ([
      id,
      file,
      sha256,
      reading,
      format,
      source,
      simulated,
      importedOn,
      rowsRead,
      kept,
      unchanged,
      rejected,
    ]) => ({
      id,
      name: file,
      sha256,
      reading,
      format,
      source,
      simulated,
      importedOn,
      rowsRead,
      stored: kept,
      unchanged,
      rejected,
    }),
  );
}

/** Rows whose source is not that of their import: the source is not part of a row's hash. */
async function wrongSources(connection: DuckDBConnection, throughImport: number): Promise<ImportFault[]> {
  const tables = ROW_KINDS.map(
    (kind) => `SELECT DISTINCT file, source FROM ${TABLE_SCHEMAS[kind].table} WHERE file <= ${throughImport}`,
  );
  const rows = await rowsOf<[number, string, string]>(
    connection,
    `SELECT DISTINCT r.file, f.name, r.source FROM (${tables.join(' UNION ')}) r JOIN import_file f ON f.id = r.file
     WHERE r.source <> f.source ORDER BY ALL`,
  );
  return rows.map(([id, file, source]) => ({
    import: id,
    file,
    message: `rows of it have another source, ${source}.`,
  }));
}

/** Row count and checksum of each import, from the rows that the store has now. */
async function sumsOfRows(
  connection: DuckDBConnection,
  throughImport: number,
): Promise<ReadonlyMap<number, RowSum>> {
  const sums = new Map<number, RunningSum>();
  for (const kind of ROW_KINDS) await addTable(connection, TABLE_SCHEMAS[kind], throughImport, sums);
  return new Map([...sums].map(([file, sum]) => [file, totalOf(sum)]));
}

/** A column of a chunk, cell by cell. */
type Cells = (row: number) => void;

async function addTable(
  connection: DuckDBConnection,
  shape: TableSchema,
  throughImport: number,
  sums: Map<number, RunningSum>,
): Promise<void> {
  const columns = [...shape.key, ...shape.values];
  const cells = columns.map(({ name: column, type }) =>
    type === 'VARCHAR'
      ? name(column)
      : type === 'DATE'
        ? `coalesce((${name(column)} - DATE '1970-01-01')::DOUBLE, 'nan'::DOUBLE)`
        : `coalesce(${name(column)}, 'nan'::DOUBLE)`,
  );
  const result = await connection.stream(
    `SELECT file, line, ${asDay('known_on')}, ${asDay('observed_on')}, ${['series', ...cells].join(', ')}
     FROM ${shape.table} WHERE file <= ${throughImport}`,
  );
  const seed = tableSeed(shape.table);
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const [file, line, known, observed] = [0, 1, 2, 3].map((i) => numbers(chunk, i));
    const rest: Cells[] = [
      textCells(chunk, 4),
      ...columns.map(({ type }, i) =>
        type === 'VARCHAR' ? textCells(chunk, 5 + i) : numberCells(chunk, 5 + i),
      ),
    ];
    for (let row = 0; row < chunk.rowCount; row++) {
      beginRow(seed, line![row]!, observed![row]!);
      for (const take of rest) take(row);
      addRow(sumOf(sums, file![row]!), endRow(), known![row]!);
    }
  }
}

function sumOf(sums: Map<number, RunningSum>, file: number): RunningSum {
  const sum = sums.get(file) ?? emptySum();
  sums.set(file, sum);
  return sum;
}

const numbers = (chunk: DuckDBDataChunk, column: number): ArrayLike<number> =>
  (chunk.getColumnVector(column) as DuckDBVector & { readonly items: ArrayLike<number> }).items;

function numberCells(chunk: DuckDBDataChunk, column: number): Cells {
  const items = numbers(chunk, column);
  return (row) => takeNumber(items[row]!);
}

function textCells(chunk: DuckDBDataChunk, column: number): Cells {
  const vector = chunk.getColumnVector(column);
  return (row) => takeText(vector.getItem(row) as string | null);
}
