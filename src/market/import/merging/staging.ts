import { type DuckDBConnection, DuckDBDateValue, type DuckDBValue } from '@duckdb/node-api';
import { ROW_KINDS, type Row, type RowKind, SHAPES, type Shape } from '../../store/rows.ts';
import { name } from '../../store/sql.ts';
import { type AppendQueue, type AppendType, openAppendQueue } from './append-queue.ts';

/**
 * Where rows wait between being read and being merged: temporary tables, so that memory stays bounded and what is
 * merged is set against the store by DuckDB in one go. Rows are only added, each with its place in the order of all:
 * what DuckDB deletes or replaces stays in memory until the transaction ends.
 */
export interface Staging {
  /** The table that rows of a shape wait in: the shape's columns and the `place`, without the source. */
  table(shape: Shape): string;
  add(file: number, line: number, row: Row): void;
  /** Rows added since the last call of `next`. */
  readonly waiting: number;
  /** Writes out what is still in memory; the rows added since the last call. */
  next(): Waiting;
}

/** Rows that wait to be merged. */
export interface Waiting {
  readonly kinds: readonly RowKind[];
  /** The place of the first of them, and of the first after them. */
  readonly from: number;
  readonly to: number;
}

/** Opens the staging tables. */
export async function openStaging(connection: DuckDBConnection): Promise<Staging> {
  const table = (shape: Shape): string => `staged_${shape.table}`;
  const queues = new Map<RowKind, Queue>();
  for (const kind of ROW_KINDS)
    queues.set(kind, await openQueue(connection, SHAPES[kind], table(SHAPES[kind])));
  const kinds = new Set<RowKind>();
  let from = 0;
  let place = 0;
  return {
    table,
    add: (file, line, row) => {
      kinds.add(row.kind);
      queues.get(row.kind)!.add(place++, file, line, row);
    },
    get waiting() {
      return place - from;
    },
    next: () => {
      for (const kind of kinds) queues.get(kind)!.flush();
      const waiting = { kinds: [...kinds], from, to: place };
      kinds.clear();
      from = place;
      return waiting;
    },
  };
}

interface Queue {
  readonly add: (place: number, file: number, line: number, row: Row) => void;
  readonly flush: () => void;
}

/** Makes the staging table of a shape and the way into it. */
async function openQueue(connection: DuckDBConnection, shape: Shape, table: string): Promise<Queue> {
  const columns: (readonly [column: string, type: AppendType])[] = [
    ['place', 'INTEGER'],
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
    add: (place, file, line, row) => {
      const cells = row as unknown as Readonly<Record<string, DuckDBValue>>;
      const observedOn = new DuckDBDateValue(row.observedOn);
      const knownOn = row.knownOn === row.observedOn ? observedOn : new DuckDBDateValue(row.knownOn);
      const values: DuckDBValue[] = [place, file, line, row.series, observedOn, knownOn];
      for (const [property, isDay] of keys)
        values.push(isDay ? new DuckDBDateValue(cells[property] as number) : cells[property]!);
      for (const property of figures) values.push(cells[property]!);
      queue.add(values);
    },
    flush: () => queue.flush(),
  };
}
