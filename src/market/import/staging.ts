import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { ROW_KINDS, type Row, type RowKind, SHAPES, type Shape } from '../row.ts';
import { name } from '../sql.ts';

/** Rows a DuckDB vector holds. */
const CHUNK = 2048;

const TYPES = { DOUBLE, VARCHAR, DATE: INTEGER };
const SQL_TYPES = { DOUBLE: 'DOUBLE', VARCHAR: 'VARCHAR', DATE: 'INTEGER' };

/**
 * Where rows wait between being read and being merged: temporary tables, so that memory stays bounded and what
 * is merged is set against the store by DuckDB in one go. A file may still be withdrawn from it.
 */
export interface Staging {
  /** The table that rows of a shape wait in. Days are counts here and become dates when merged. */
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
  for (const kind of ROW_KINDS) {
    const shape = SHAPES[kind];
    const columns = [...shape.key, ...shape.figures].map((c) => `${name(c.name)} ${SQL_TYPES[c.type]}`);
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${table(shape)} (
      file INTEGER, line INTEGER, series VARCHAR, observed_on INTEGER, known_on INTEGER, ${columns.join(', ')})`);
    queues.set(kind, newQueue(shape, await connection.createAppender(table(shape), null, 'temp')));
  }
  const kinds = new Set<RowKind>();
  let size = 0;
  const flush = (): void => {
    for (const queue of queues.values()) queue.flush();
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
  add(file: number, line: number, row: Row): void;
  flush(): void;
}

/** Collects rows column by column, a vector at a time. */
function newQueue(shape: Shape, appender: DuckDBAppender): Queue {
  const told = [...shape.key, ...shape.figures];
  const types = [INTEGER, INTEGER, VARCHAR, INTEGER, INTEGER, ...told.map((c) => TYPES[c.type])];
  const columns: DuckDBValue[][] = types.map(() => []);
  const properties = told.map((c) => c.property);
  let count = 0;
  const hand = (): void => {
    if (count === 0) return;
    const chunk = DuckDBDataChunk.create(types, count);
    chunk.setColumns(columns);
    appender.appendDataChunk(chunk);
    for (const column of columns) column.length = 0;
    count = 0;
  };
  return {
    add: (file, line, row) => {
      columns[0]!.push(file);
      columns[1]!.push(line);
      columns[2]!.push(row.series);
      columns[3]!.push(row.observedOn);
      columns[4]!.push(row.knownOn);
      const cells = row as unknown as Readonly<Record<string, DuckDBValue>>;
      for (let i = 0; i < properties.length; i++) columns[5 + i]!.push(cells[properties[i]!]!);
      if (++count === CHUNK) hand();
    },
    flush: () => {
      hand();
      appender.flushSync();
    },
  };
}
