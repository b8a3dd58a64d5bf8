import type { Ring } from './ring.ts';

/**
 * Standard deviation (over n) of the values present in each column; NaN if fewer than `least` are present.
 */
export function ringDeviations({ rows, width, depth }: Ring, least: number): Float64Array {
  const [count, sum, squares] = [0, 0, 0].map(() => new Float64Array(width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let t = 0; t < depth; t++)
    for (let i = 0; i < width; i++) {
      const x = rows[t * width + i]!;
      if (x !== x) continue;
      count[i]!++;
      sum[i]! += x;
      squares[i]! += x * x;
    }
  return count.map((n, i) => {
    if (n < least) return NaN;
    const mean = sum[i]! / n;
    return Math.sqrt(Math.max(0, squares[i]! / n - mean * mean));
  });
}

/**
 * Intercept of the least-squares line of each column on `market` (one column, pushed along with the ring), over the rows
 * where both are present; NaN if fewer than `least` are or the market did not move.
 */
export function ringIntercepts({ rows, width, depth }: Ring, market: Ring, least: number): Float64Array {
  const sums = [0, 0, 0, 0, 0].map(() => new Float64Array(width));
  const [count, x, y, xx, xy] = sums as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let t = 0; t < depth; t++) {
    const m = market.rows[t]!;
    if (m !== m) continue;
    for (let i = 0; i < width; i++) {
      const r = rows[t * width + i]!;
      if (r !== r) continue;
      count[i]!++;
      x[i]! += m;
      y[i]! += r;
      xx[i]! += m * m;
      xy[i]! += m * r;
    }
  }
  return count.map((n, i) => {
    const spread = xx[i]! - (x[i]! * x[i]!) / n;
    if (n < least || !(spread > 0)) return NaN;
    const slope = (xy[i]! - (x[i]! * y[i]!) / n) / spread;
    return (y[i]! - slope * x[i]!) / n;
  });
}
