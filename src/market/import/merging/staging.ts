import { type DuckDBConnection, DuckDBDateValue, type DuckDBValue } from '@duckdb/node-api';
import { addRow, emptySum, type RunningSum } from '../../store/import-checksums.ts';
import { beginRow, endRow, tableSeed, takeNumber, takeText } from '../../store/row-hash.ts';
import { ROW_KINDS, type Row, type RowKind, TABLE_SCHEMAS, type TableSchema } from '../../store/rows.ts';
import { name } from '../../store/sql.ts';
import { type AppendQueue, type AppendType, openAppendQueue } from './append-queue.ts';

/**
 * Holds rows between reading and merging in temporary tables, so that memory stays bounded and DuckDB compares a whole
 * batch with the store in one statement. Rows are only added, each with its position among all rows: rows that DuckDB
 * deletes or replaces stay in memory until the transaction ends.
 */
export interface Staging {
  /** The staging table of a schema: the schema's columns and `place`, without the source. */
  table(shape: TableSchema): string;
  add(file: number, line: number, row: Row): void;
  /** Number of rows added since the last call of `next`. */
  readonly pending: number;
  /** Writes the rows still in memory and returns the range of rows added since the last call. */
  next(): PendingRows;
}

/** A range of staged rows to be merged. */
export interface PendingRows {
  readonly kinds: readonly RowKind[];
  /** Place of the first row, and of the first row after the range. */
  readonly from: number;
  readonly to: number;
  /** Hash of each row, by place from `from` on. */
  readonly hashes: readonly number[];
  /** For each file, the checksum that it has if all its rows are added as they were read. */
  readonly sums: ReadonlyMap<number, RunningSum>;
}

/** Opens the staging tables. */
export async function openStaging(connection: DuckDBConnection): Promise<Staging> {
  const table = (shape: TableSchema): string => `staged_${shape.table}`;
  const queues = new Map<RowKind, Queue>();
  for (const kind of ROW_KINDS)
    queues.set(kind, await openQueue(connection, TABLE_SCHEMAS[kind], table(TABLE_SCHEMAS[kind])));
  const kinds = new Set<RowKind>();
  let from = 0;
  let place = 0;
  let hashes: number[] = [];
  let sums = new Map<number, RunningSum>();
  let lastFile = -1;
  let lastSum = emptySum();
  return {
    table,
    add: (file, line, row) => {
      kinds.add(row.kind);
      const hash = queues.get(row.kind)!.add(place++, file, line, row);
      hashes.push(hash);
      if (file !== lastFile) {
        lastFile = file;
        lastSum = sums.get(file) ?? emptySum();
        sums.set(file, lastSum);
      }
      addRow(lastSum, hash, row.knownOn);
    },
    get pending() {
      return place - from;
    },
    next: () => {
      for (const kind of kinds) queues.get(kind)!.flush();
      const waiting = { kinds: [...kinds], from, to: place, hashes, sums };
      hashes = [];
      sums = new Map();
      lastFile = -1;
      kinds.clear();
      from = place;
      return waiting;
    },
  };
}

interface Queue {
  /** @returns the row's hash. */
  readonly add: (place: number, file: number, line: number, row: Row) => number;
  readonly flush: () => void;
}

/** Creates the staging table of a schema and its append queue. */
async function openQueue(connection: DuckDBConnection, shape: TableSchema, table: string): Promise<Queue> {
  const columns: (readonly [column: string, type: AppendType])[] = [
    ['place', 'INTEGER'],
    ['file', 'INTEGER'],
    ['line', 'INTEGER'],
    ['series', 'VARCHAR'],
    ['observed_on', 'DATE'],
    ['known_on', 'DATE'],
    ...[...shape.key, ...shape.values].map((c) => [c.name, c.type] as const),
  ];
  const ddl = columns.map(([column, type]) => `${name(column)} ${type}`).join(', ');
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${ddl})`);
  const queue: AppendQueue = await openAppendQueue(
    connection,
    table,
    columns.map(([, type]) => type),
    'temp',
  );
  const seed = tableSeed(shape.table);
  const keys = shape.key.map((c) => [c.property, c.type] as const);
  const figures = shape.values.map((c) => [c.property, c.type] as const);
  return {
    add: (place, file, line, row) => {
      const cells = row as unknown as Readonly<Record<string, DuckDBValue>>;
      const observedOn = new DuckDBDateValue(row.observedOn);
      const knownOn = row.knownOn === row.observedOn ? observedOn : new DuckDBDateValue(row.knownOn);
      const values: DuckDBValue[] = [place, file, line, row.series, observedOn, knownOn];
      beginRow(seed, line, row.observedOn);
      takeText(row.series);
      for (const [property, type] of keys) {
        const cell = cells[property]!;
        if (type === 'VARCHAR') takeText(cell as string);
        else takeNumber(cell as number);
        values.push(type === 'DATE' ? new DuckDBDateValue(cell as number) : cell);
      }
      for (const [property, type] of figures) {
        const cell = cells[property]!;
        if (type === 'VARCHAR') takeText(cell as string | null);
        else takeNumber(cell as number | null);
        values.push(cell);
      }
      queue.add(values);
      return endRow();
    },
    flush: () => queue.flush(),
  };
}
