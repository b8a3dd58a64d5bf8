import type { Day } from './day.ts';
import type { SeriesKey } from './series.ts';

/**
 * One figure through time, as known at an as-of date. Ascending by `observedOn`, one row a day, all three of
 * one length, values finite: a missing observation has no row.
 */
export interface Column {
  readonly observedOn: Int32Array;
  readonly knownOn: Int32Array;
  readonly value: Float64Array;
}

/**
 * The market as it was known at the close of a day. Nothing reads market data but through a view, and a view
 * cannot be asked for a row that became known later.
 */
export interface AsOfView {
  readonly asOf: Day;
  /** The figure's rows known by `asOf`; an empty column when there are none. */
  column(key: SeriesKey): Column;
}

export const EMPTY: Column = {
  observedOn: new Int32Array(0),
  knownOn: new Int32Array(0),
  value: new Float64Array(0),
};

/** Every stored version of one figure; several rows may share a day. Ascending by `observedOn`, then `rank`, then `knownOn`. */
export interface Versions extends Column {
  /** Precedence of the row's source, 0 first: the exchange's own file before a mirror of it. */
  readonly rank: Uint8Array;
}

/**
 * What is known of one figure at `asOf`: for each day the row of the most trusted source that had reported by
 * then, and of that source the latest version.
 */
export function knownAt(versions: Versions, asOf: Day): Column {
  const { observedOn, knownOn, value, rank } = versions;
  const picked = new Int32Array(observedOn.length);
  let count = 0;
  for (let i = 0; i < observedOn.length; i++) {
    if (knownOn[i]! > asOf) continue;
    const before = count > 0 ? picked[count - 1]! : -1;
    if (before < 0 || observedOn[before] !== observedOn[i]) picked[count++] = i;
    else if (rank[before] === rank[i]) picked[count - 1] = i;
  }
  const rows = picked.subarray(0, count);
  return {
    observedOn: Int32Array.from(rows, (i) => observedOn[i]!),
    knownOn: Int32Array.from(rows, (i) => knownOn[i]!),
    value: Float64Array.from(rows, (i) => value[i]!),
  };
}

/** The market held in memory, all versions of it. Views are cut from it; so is the list of its revisions. */
export class MarketHistory {
  readonly #figures: ReadonlyMap<SeriesKey, Versions>;

  constructor(figures: ReadonlyMap<SeriesKey, Versions>) {
    this.#figures = figures;
  }

  view(asOf: Day): AsOfView {
    const cut = new Map<SeriesKey, Column>();
    return {
      asOf,
      column: (key) => {
        const found = cut.get(key);
        if (found) return found;
        const versions = this.#figures.get(key);
        const column = versions ? knownAt(versions, asOf) : EMPTY;
        cut.set(key, column);
        return column;
      },
    };
  }

  /**
   * The days on which the past changed: a figure was restated, or a row arrived after a later day's row had.
   * Between two such days a view only grows at its end, so one pass over the last of them serves for all.
   */
  revisionDays(keys: readonly SeriesKey[]): Day[] {
    const days = new Set<number>();
    for (const key of keys) {
      const versions = this.#figures.get(key);
      if (!versions) continue;
      const { observedOn, knownOn } = versions;
      // Walking back from the newest day: the earliest moment at which some later day was already known.
      let laterDaysKnownFrom = Infinity;
      for (let end = observedOn.length; end > 0;) {
        let start = end - 1;
        while (start > 0 && observedOn[start - 1] === observedOn[end - 1]) start--;
        let first = Infinity;
        for (let i = start; i < end; i++) first = Math.min(first, knownOn[i]!);
        for (let i = start; i < end; i++) {
          if (knownOn[i]! > first || knownOn[i]! > laterDaysKnownFrom) days.add(knownOn[i]!);
        }
        laterDaysKnownFrom = Math.min(laterDaysKnownFrom, first);
        end = start;
      }
    }
    return [...days].sort((a, b) => a - b) as Day[];
  }
}
