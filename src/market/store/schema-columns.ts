import type { Day } from '../day.ts';
import type { SeriesId } from '../series.ts';

/** The common columns of all rows: the series, the day observed, and the day on which the row became known in India. */
export interface RowBase {
  readonly series: SeriesId;
  readonly observedOn: Day;
  readonly knownOn: Day;
}

/** A numeric value of a row. Missing is null: never 0, never NaN. */
export type NullableNumber = number | null;

/** A column of a kind's table: the row's property, and its name and type in DuckDB. */
export interface StoredColumn {
  readonly property: string;
  readonly name: string;
  readonly type: 'DOUBLE' | 'VARCHAR' | 'DATE';
}

/**
 * How a kind of row is stored: its table, the key columns in addition to series, day and source, and the value columns.
 * Creating, staging, merging and loading are written once, for any schema.
 */
export interface TableSchema {
  readonly table: string;
  readonly key: readonly StoredColumn[];
  readonly values: readonly StoredColumn[];
}

export const columns = (type: StoredColumn['type'], ...properties: string[]): StoredColumn[] =>
  properties.map((property) => ({
    property,
    name: property.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
    type,
  }));
