import { widenRows } from './ring.ts';

/**
 * The sum or the greatest of the last `length` values of each of `width` columns, in constant time a day.
 *
 * Nothing is ever subtracted, so nothing drifts: a window that began in the block before is the tail of that block
 * (its suffix totals, made once when the block was full) with the head of this one (van Herk 1992, Gil and Werman
 * 1993). Missing values enter as 0 for a sum and as −∞ for the greatest; count them in a window of their own. The
 * bits hang on the row at which the window was started, and on nothing else.
 */
export interface Sliding {
  readonly kind: 'sum' | 'greatest';
  readonly length: number;
  readonly width: number;
  /** Rows below `at` are this block's values; those from `at` on are suffix totals of the block before. */
  readonly rows: Float64Array;
  /** Total of this block so far. */
  readonly head: Float64Array;
  at: number;
}

const neutral = (kind: Sliding['kind']): number => (kind === 'sum' ? 0 : -Infinity);

export const newSliding = (kind: Sliding['kind'], length: number, width: number): Sliding => ({
  kind,
  length,
  width,
  rows: new Float64Array(length * width).fill(neutral(kind)),
  head: new Float64Array(width).fill(neutral(kind)),
  at: 0,
});

/** Takes in a row (no NaN) and writes the totals of the window that ends with it. `totals` may be `row`. In place. */
export function slide(window: Sliding, row: Float64Array, totals: Float64Array): void {
  (window.kind === 'sum' ? slideSum : slideGreatest)(window, row, totals);
  window.at++;
  if (window.at === window.length) closeBlock(window);
}

function slideSum({ rows, head, width, length, at }: Sliding, row: Float64Array, totals: Float64Array): void {
  const here = at * width;
  const last = at + 1 === length;
  for (let i = 0; i < width; i++) {
    const value = row[i]!;
    rows[here + i] = value;
    const total = head[i]! + value;
    head[i] = total;
    totals[i] = last ? total : total + rows[here + width + i]!;
  }
}

function slideGreatest(
  { rows, head, width, length, at }: Sliding,
  row: Float64Array,
  totals: Float64Array,
): void {
  const here = at * width;
  const last = at + 1 === length;
  for (let i = 0; i < width; i++) {
    const value = row[i]!;
    rows[here + i] = value;
    const total = head[i]! > value ? head[i]! : value;
    head[i] = total;
    const tail = last ? total : rows[here + width + i]!;
    totals[i] = tail > total ? tail : total;
  }
}

/** The block is full: its values give way to their suffix totals. */
function closeBlock(window: Sliding): void {
  (window.kind === 'sum' ? sumFromEnd : greatestFromEnd)(window);
  window.head.fill(neutral(window.kind));
  window.at = 0;
}

function sumFromEnd({ rows, width }: Sliding): void {
  for (let at = rows.length - width - 1; at >= 0; at--) rows[at]! += rows[at + width]!;
}

function greatestFromEnd({ rows, width }: Sliding): void {
  for (let at = rows.length - width - 1; at >= 0; at--) {
    const after = rows[at + width]!;
    if (after > rows[at]!) rows[at] = after;
  }
}

/** The same window with more columns, in which nothing has been seen so far. */
export const widenSliding = (window: Sliding, width: number): Sliding => ({
  ...window,
  width,
  rows: widenRows(window.rows, window.width, width, neutral(window.kind)),
  head: widenRows(window.head, window.width, width, neutral(window.kind)),
});
