import { type DuckDBConnection, DuckDBDateValue, type DuckDBValue } from '@duckdb/node-api';
import { ROW_KINDS, type Row, type RowKind, SHAPES, type Shape } from '../row.ts';
import { name } from '../sql.ts';
import { type AppendQueue, type AppendType, openAppendQueue } from './append-queue.ts';

/**
 * Where rows wait between being read and being merged: temporary tables, so that memory stays bounded and what
 * is merged is set against the store by DuckDB in one go. A file may still be withdrawn from it.
 */
export interface Staging {
  /** The table that rows of a shape wait in: the shape's columns, without the source. */
  table(shape: Shape): string;
  add(file: number, line: number, row: Row): void;
  /** Takes back all rows of a file that turned out to be refused. */
  withdraw(file: number): Promise<void>;
  /** Writes out what is still in memory. */
  flush(): void;
  /** Rows waiting. */
  readonly size: number;
  /** The kinds that rows are waiting of. */
  readonly kinds: readonly RowKind[];
  /** Empties it for the next batch. */
  clear(): Promise<void>;
}

/** Opens staging tables whose names begin with `prefix`. */
export async function openStaging(connection: DuckDBConnection, prefix: string): Promise<Staging> {
  const table = (shape: Shape): string => `${prefix}_${shape.table}`;
  const queues = new Map<RowKind, Queue>();
  for (const kind of ROW_KINDS)
    queues.set(kind, await openQueue(connection, SHAPES[kind], table(SHAPES[kind])));
  const kinds = new Set<RowKind>();
  let size = 0;
  const flush = (): void => {
    for (const kind of kinds) queues.get(kind)!.flush();
  };
  return {
    table,
    add: (file, line, row) => {
      size++;
      kinds.add(row.kind);
      queues.get(row.kind)!.add(file, line, row);
    },
    flush,
    withdraw: async (file) => {
      flush();
      for (const kind of kinds)
        await connection.run(`DELETE FROM ${table(SHAPES[kind])} WHERE file = ${file}`);
    },
    get size() {
      return size;
    },
    get kinds() {
      return [...kinds];
    },
    clear: async () => {
      for (const kind of kinds) await connection.run(`TRUNCATE ${table(SHAPES[kind])}`);
      size = 0;
      kinds.clear();
    },
  };
}

interface Queue {
  readonly add: (file: number, line: number, row: Row) => void;
  readonly flush: () => void;
}

/** Makes the staging table of a shape and the way into it. */
async function openQueue(connection: DuckDBConnection, shape: Shape, table: string): Promise<Queue> {
  const columns: (readonly [column: string, type: AppendType])[] = [
    ['file', 'INTEGER'],
    ['line', 'INTEGER'],
    ['series', 'VARCHAR'],
    ['observed_on', 'DATE'],
    ['known_on', 'DATE'],
    ...[...shape.key, ...shape.figures].map((c) => [c.name, c.type] as const),
  ];
  const ddl = columns.map(([column, type]) => `${name(column)} ${type}`).join(', ');
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${ddl})`);
  const queue: AppendQueue = await openAppendQueue(
    connection,
    table,
    columns.map(([, type]) => type),
    'temp',
  );
  const keys = shape.key.map((c) => [c.property, c.type === 'DATE'] as const);
  const figures = shape.figures.map((c) => c.property);
  return {
    add: (file, line, row) => {
      const cells = row as unknown as Readonly<Record<string, DuckDBValue>>;
      const observedOn = new DuckDBDateValue(row.observedOn);
      const knownOn = row.knownOn === row.observedOn ? observedOn : new DuckDBDateValue(row.knownOn);
      const values: DuckDBValue[] = [file, line, row.series, observedOn, knownOn];
      for (const [property, isDay] of keys)
        values.push(isDay ? new DuckDBDateValue(cells[property] as number) : cells[property]!);
      for (const property of figures) values.push(cells[property]!);
      queue.add(values);
    },
    flush: () => queue.flush(),
  };
}
