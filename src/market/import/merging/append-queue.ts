import {
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';

/** Rows a DuckDB vector holds. */
const CHUNK = 2048;

const TYPES = { INTEGER, DOUBLE, VARCHAR, BOOLEAN, DATE };

/** The supported column types. */
export type AppendType = keyof typeof TYPES;

/**
 * Appends rows to a table one vector at a time. INSERT statements for single rows would be slow, and each would hold a
 * quarter of a megabyte until the transaction ends.
 */
export interface AppendQueue {
  /** Adds a row, with values in the order of the table's columns. */
  add(row: readonly DuckDBValue[]): void;
  /** Writes the rows still in memory. */
  flush(): void;
}

/** `catalog` is `temp` for a temporary table. */
export async function openAppendQueue(
  connection: DuckDBConnection,
  table: string,
  columns: readonly AppendType[],
  catalog: string | null = null,
): Promise<AppendQueue> {
  const appender = await connection.createAppender(table, null, catalog);
  const types = columns.map((type) => TYPES[type]);
  const waiting: DuckDBValue[][] = columns.map(() => []);
  let count = 0;
  const writeChunk = (): void => {
    if (count === 0) return;
    const chunk = DuckDBDataChunk.create(types, count);
    chunk.setColumns(waiting);
    appender.appendDataChunk(chunk);
    for (const column of waiting) column.length = 0;
    count = 0;
  };
  return {
    add: (row) => {
      for (let i = 0; i < waiting.length; i++) waiting[i]!.push(row[i]!);
      if (++count === CHUNK) writeChunk();
    },
    flush: () => {
      writeChunk();
      appender.flushSync();
    },
  };
}
