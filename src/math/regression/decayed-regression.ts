import { newRing, pushRow, widenRing, widenRows, type Ring } from '../windows/ring.ts';

/**
 * Regressions of many columns y on one common x with an intercept, over the last `window` rows with weights that
 * halve every `halfLife` rows. Each row costs one pass: sums decay, the new row enters with weight 1 and the row that leaves
 * the window is subtracted with its decayed weight. The decay shrinks old rounding errors as fast as
 * old data, so the sums do not drift. A row counts in a column only where its y is present (NaN is missing).
 */
export interface DecayedRegression {
  readonly window: number;
  readonly halfLife: number;
  /** y of the rows in the window. */
  readonly ys: Ring;
  /** x of the rows in the window; NaN if missing. */
  readonly xs: Float64Array;
  readonly count: Float64Array;
  readonly weight: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xx: Float64Array;
  readonly xy: Float64Array;
  readonly yy: Float64Array;
}

const SUMS = ['count', 'weight', 'x', 'y', 'xx', 'xy', 'yy'] as const;

export function newDecayedRegression(window: number, halfLife: number, width: number): DecayedRegression {
  const column = (): Float64Array => new Float64Array(width);
  return {
    window,
    halfLife,
    ys: newRing(window, width),
    xs: new Float64Array(window).fill(NaN),
    count: column(),
    weight: column(),
    x: column(),
    y: column(),
    xx: column(),
    xy: column(),
    yy: column(),
  };
}

/** Adds a row: one x and a y for each column. A row without x (NaN) counts in no column. In place. */
export function pushObservation(state: DecayedRegression, x: number, ys: Float64Array): void {
  const { window, halfLife, count, weight, x: sx, y: sy, xx: sxx, xy: sxy, yy: syy } = state;
  const decay = 2 ** (-1 / halfLife);
  const gone = 2 ** (-window / halfLife);
  const slot = state.ys.pushed % window;
  const oldX = state.xs[slot]!;
  const width = ys.length;
  const old = state.ys.rows.subarray(slot * width, (slot + 1) * width);
  for (let i = 0; i < width; i++) {
    let n = count[i]!;
    let w = weight[i]! * decay;
    let a = sx[i]! * decay;
    let b = sy[i]! * decay;
    let aa = sxx[i]! * decay;
    let ab = sxy[i]! * decay;
    let bb = syy[i]! * decay;
    const left = old[i]! * gone;
    if (left === left && oldX === oldX) {
      n--;
      w -= gone;
      a -= oldX * gone;
      b -= left;
      aa -= oldX * oldX * gone;
      ab -= oldX * left;
      bb -= old[i]! * left;
    }
    const y = ys[i]!;
    if (y === y && x === x) {
      n++;
      w += 1;
      a += x;
      b += y;
      aa += x * x;
      ab += x * y;
      bb += y * y;
    }
    count[i] = n;
    weight[i] = w;
    sx[i] = a;
    sy[i] = b;
    sxx[i] = aa;
    sxy[i] = ab;
    syy[i] = bb;
  }
  state.xs[slot] = x;
  pushRow(state.ys, ys);
}

/**
 * Slope and residual variance (mean square under the weights, no correction of degrees of freedom) of each column;
 * NaN if fewer than `minimum` rows count or x did not vary.
 */
export function readRegression(
  { count, weight, x: sx, y: sy, xx: sxx, xy: sxy, yy: syy }: DecayedRegression,
  minimum: number,
  slopes: Float64Array,
  residualVariances: Float64Array,
): void {
  for (let i = 0; i < slopes.length; i++) {
    const w = weight[i]!;
    const a = sx[i]!;
    const b = sy[i]!;
    const varX = sxx[i]! - (a * a) / w;
    if (count[i]! < minimum || !(varX > 1e-12 * sxx[i]!)) {
      slopes[i] = NaN;
      residualVariances[i] = NaN;
      continue;
    }
    const cov = sxy[i]! - (a * b) / w;
    const slope = cov / varX;
    const left = (syy[i]! - (b * b) / w - slope * cov) / w;
    slopes[i] = slope;
    residualVariances[i] = left > 0 ? left : 0;
  }
}

/** The same regressions with more columns, which have no rows so far. */
export function widenRegression(state: DecayedRegression, width: number): DecayedRegression {
  const wide = Object.fromEntries(
    SUMS.map((sum) => [sum, widenRows(state[sum], state.count.length, width, 0)]),
  ) as Pick<DecayedRegression, (typeof SUMS)[number]>;
  return { ...state, ...wide, ys: widenRing(state.ys, width) };
}
