import type { Day } from '../day.ts';
import type { SeriesId } from '../series.ts';

/** Where and when a row belongs: its series, the day it tells of, and the day on which it became known in India. */
export interface Placed {
  readonly series: SeriesId;
  readonly observedOn: Day;
  readonly knownOn: Day;
}

/** A missing figure is null: never 0, never NaN. */
export type Figure = number | null;

/** A column of a kind's table: the row's property and what DuckDB keeps it as. */
export interface StoredColumn {
  readonly property: string;
  readonly name: string;
  readonly type: 'DOUBLE' | 'VARCHAR' | 'DATE';
}

/**
 * How a kind of row is kept: one table; what, beside series, day and source, tells its rows apart; and what they
 * say. Creating, staging, merging and loading are written once, over these shapes.
 */
export interface Shape {
  readonly table: string;
  readonly key: readonly StoredColumn[];
  readonly figures: readonly StoredColumn[];
}

export const columns = (type: StoredColumn['type'], ...properties: string[]): StoredColumn[] =>
  properties.map((property) => ({
    property,
    name: property.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
    type,
  }));
