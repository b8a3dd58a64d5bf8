import { countUpTo } from '../math/count-up-to.ts';
import { addDays, type Day } from './day.ts';
import type { SeriesKey } from './series.ts';

/**
 * A time series as known at an as-of date. Ascending by `observedOn`, one row a day; the three arrays have the same
 * length. Values are finite: a missing observation has no row.
 */
export interface Column {
  readonly observedOn: Int32Array;
  readonly knownOn: Int32Array;
  readonly value: Float64Array;
}

/**
 * The market as known at the close of a day. All market data are read through a view, and a view cannot return a row
 * that became known later.
 */
export interface AsOfView {
  readonly asOf: Day;
  /** The rows known by `asOf`; an empty column if there are none. */
  column(key: SeriesKey): Column;
}

export const EMPTY: Column = {
  observedOn: new Int32Array(0),
  knownOn: new Int32Array(0),
  value: new Float64Array(0),
};

/** All stored versions of one series key; several rows may share a day. Ascending by `observedOn`, then `rank`, then `knownOn`. */
export interface Versions extends Column {
  /** Precedence of the row's source, 0 first: the exchange's own file before a copy of it. */
  readonly rank: Uint8Array;
}

/**
 * One series key as known at `asOf`: for each day the latest version of the most trusted source that had reported by
 * then.
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
  if (count === observedOn.length) return { observedOn, knownOn, value };
  const rows = picked.subarray(0, count);
  return {
    observedOn: Int32Array.from(rows, (i) => observedOn[i]!),
    knownOn: Int32Array.from(rows, (i) => knownOn[i]!),
    value: Float64Array.from(rows, (i) => value[i]!),
  };
}

/**
 * The columns of one series at any date. Between two revision days a column only grows at its end, so that every earlier
 * one is a prefix of the last: columns share memory, and a view costs a search instead of a copy.
 */
class KnownColumns {
  readonly #versions: Versions;
  /** The days on which its past changed, ascending. */
  readonly revisions: readonly Day[];
  /** The column on the last day before each revision, and the newest, by index of the revision that ends it. */
  readonly #whole = new Map<number, Column>();

  constructor(versions: Versions) {
    this.#versions = versions;
    this.revisions = revisionDaysOf(versions);
  }

  at(asOf: Day): Column {
    const period = countUpTo(this.revisions, asOf);
    const end = this.revisions[period];
    const whole =
      this.#whole.get(period) ?? knownAt(this.#versions, end === undefined ? NEVER : addDays(end, -1));
    this.#whole.set(period, whole);
    return prefix(whole, asOf);
  }
}

/** After every day on which anything became known. */
const NEVER = Infinity as Day;

/** The rows known by `asOf`, where these come before all others. */
function prefix(column: Column, asOf: Day): Column {
  const { observedOn, knownOn, value } = column;
  const rows = countUpTo(knownOn, asOf);
  if (rows === knownOn.length) return column;
  return {
    observedOn: observedOn.subarray(0, rows),
    knownOn: knownOn.subarray(0, rows),
    value: value.subarray(0, rows),
  };
}

/** Market data in memory, with all versions; the source of as-of views and of the list of revision days. */
export class MarketHistory {
  readonly #series: ReadonlyMap<SeriesKey, Versions>;
  readonly #columns = new Map<SeriesKey, KnownColumns>();

  constructor(series: ReadonlyMap<SeriesKey, Versions>) {
    this.#series = series;
  }

  /** The market as known at the close of a day. Its columns share memory with those of other views: do not change them. */
  view(asOf: Day): AsOfView {
    const cache = new Map<SeriesKey, Column>();
    return {
      asOf,
      column: (key) => {
        const found = cache.get(key);
        if (found) return found;
        const column = this.#columnsOf(key)?.at(asOf) ?? EMPTY;
        cache.set(key, column);
        return column;
      },
    };
  }

  #columnsOf(key: SeriesKey): KnownColumns | null {
    const versions = this.#series.get(key);
    if (!versions) return null;
    const columns = this.#columns.get(key) ?? new KnownColumns(versions);
    this.#columns.set(key, columns);
    return columns;
  }

  /** The days on which the past of any of these series changed. Between two of them a view only grows at its end. */
  revisionDays(keys: readonly SeriesKey[]): Day[] {
    const days = keys.flatMap((key) => this.#columnsOf(key)?.revisions ?? []);
    return [...new Set(days)].sort((a, b) => a - b);
  }
}

/**
 * The days on which the past of a series changed: a value was restated, or a row arrived after a row of a later day.
 * Ascending.
 */
function revisionDaysOf({ observedOn, knownOn }: Versions): Day[] {
  const days = new Set<number>();
  // Going back from the newest day: the earliest day on which some later row was already known.
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
  return [...days].sort((a, b) => a - b) as Day[];
}
