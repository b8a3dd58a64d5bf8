/** The last `depth` rows of a panel, `width` numbers each; rows never pushed are NaN. Pushing changes it in place. */
export interface Ring {
  readonly depth: number;
  readonly width: number;
  /** depth × width, row-major; row t of the panel is at t mod depth. */
  readonly rows: Float64Array;
  pushed: number;
}

export const newRing = (depth: number, width: number): Ring => ({
  depth,
  width,
  rows: new Float64Array(depth * width).fill(NaN),
  pushed: 0,
});

/** Adds a row and discards the oldest. */
export function pushRow(ring: Ring, row: Float64Array): void {
  ring.rows.set(row, (ring.pushed % ring.depth) * ring.width);
  ring.pushed++;
}

/** The offset in `rows` of the row pushed `back` rows before the newest (0 is the newest). */
export function rowStart({ depth, width, pushed }: Ring, back: number): number {
  if (back < 0 || back >= depth) throw new RangeError(`row ${back} is outside a ring of ${depth} rows`);
  return ((((pushed - 1 - back) % depth) + depth) % depth) * width;
}

/** A view of that row; valid until the next push. */
export function rowAgo(ring: Ring, back: number): Float64Array {
  const start = rowStart(ring, back);
  return ring.rows.subarray(start, start + ring.width);
}

/** The same ring with more columns, which are missing in all rows so far. */
export const widenRing = (ring: Ring, width: number): Ring => ({
  depth: ring.depth,
  width,
  rows: widenRows(ring.rows, ring.width, width, NaN),
  pushed: ring.pushed,
});

/** A row-major table widened from `from` to `to` columns; new columns are filled with `fill`. */
export function widenRows(rows: Float64Array, from: number, to: number, fill: number): Float64Array {
  if (to < from) throw new RangeError(`a table of ${from} columns cannot be narrowed to ${to}`);
  const count = rows.length / from;
  const wide = new Float64Array(count * to).fill(fill);
  for (let r = 0; r < count; r++) wide.set(rows.subarray(r * from, (r + 1) * from), r * to);
  return wide;
}
