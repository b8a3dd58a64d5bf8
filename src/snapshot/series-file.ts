import type { Versions } from '../market/as-of.ts';
import type { SeriesKey } from '../market/series.ts';

/*
 * All versions of all index series as typed arrays, so that a process maps them once and its threads read them where they
 * are. Per series, aligned to 8 bytes: values (float64), days observed and known (int32), ranks (uint8). Little-endian,
 * as every machine that Node runs on.
 */

/** Where a series is in the file. */
export interface SeriesPlace {
  readonly key: SeriesKey;
  readonly rows: number;
  readonly offset: number;
}

const DOUBLE = 8;
const INT = 4;
const aligned = (bytes: number): number => Math.ceil(bytes / DOUBLE) * DOUBLE;
const sizeOf = (rows: number): number => aligned(rows * (DOUBLE + 2 * INT + 1));

/** Lays series out in one buffer, in the order given. */
export function encodeSeries(series: ReadonlyMap<SeriesKey, Versions>): {
  readonly places: SeriesPlace[];
  readonly bytes: Uint8Array;
} {
  const places: SeriesPlace[] = [];
  let end = 0;
  for (const [key, { value }] of series) {
    places.push({ key, rows: value.length, offset: end });
    end += sizeOf(value.length);
  }
  const buffer = new ArrayBuffer(end);
  for (const place of places) {
    const [to, from] = [versionsAt(buffer, place), series.get(place.key)!];
    to.value.set(from.value);
    to.observedOn.set(from.observedOn);
    to.knownOn.set(from.knownOn);
    to.rank.set(from.rank);
  }
  return { places, bytes: new Uint8Array(buffer) };
}

/** The series in a buffer, as views of it: nothing is copied. */
export const decodeSeries = (
  buffer: ArrayBufferLike,
  places: readonly SeriesPlace[],
): Map<SeriesKey, Versions> => new Map(places.map((place) => [place.key, versionsAt(buffer, place)]));

function versionsAt(buffer: ArrayBufferLike, { rows, offset }: SeriesPlace): Versions {
  const ints = offset + rows * DOUBLE;
  return {
    value: new Float64Array(buffer, offset, rows),
    observedOn: new Int32Array(buffer, ints, rows),
    knownOn: new Int32Array(buffer, ints + rows * INT, rows),
    rank: new Uint8Array(buffer, ints + 2 * rows * INT, rows),
  };
}
