import type { Hessian } from './hessian.ts';
import type { NewtonSystem } from './newton-equations.ts';
import type { Rows } from './program.ts';
import { choleskySkipping, solveSkipping } from './skipping-cholesky.ts';

/**
 * Newton's equations where V = D + U·U′. The factor exposures U′x become unknowns beside the rows' multipliers, which
 * leaves a diagonal matrix for x. Eliminating x (Woodbury) leaves one Cholesky factorisation of the size of factors plus
 * constraints: S = B·diag(1/δ)·B′ + diag(slackness), B = [U′; R; h]. Cost: n·(factors + rows)²/2 per step.
 */
export function factorSystem(hessian: Hessian & { kind: 'factor' }, rows: Rows): NewtonSystem {
  const { n, factors } = hessian;
  const trade = factors + rows.count;
  const size = trade + 1;
  // B by asset, so that an asset's entries are contiguous.
  const columns = new Float64Array(n * size);
  for (let i = 0; i < n; i++) {
    columns.set(hessian.loadings.subarray(i * factors, (i + 1) * factors), i * size);
    for (let r = 0; r < rows.count; r++) columns[i * size + factors + r] = rows.coefficients[r * n + i]!;
  }
  const inverse = new Float64Array(n);
  const schur = new Float64Array(size * size);
  const isOut = new Uint8Array(size);
  const isSkipped = new Uint8Array(size);
  const right = new Float64Array(size);
  /** Assets of which a step moves something, and their values. */
  const moved = new Int32Array(n);
  const values = new Float64Array(n);

  return {
    factorise({ stiffness, slackness, tradeRow }) {
      for (let i = 0; i < n; i++) {
        inverse[i] = 1 / (hessian.specific[i]! + stiffness[i]!);
        columns[i * size + trade] = tradeRow[i]!;
      }
      for (let a = factors; a < size; a++) isOut[a] = slackness[a - factors] === Infinity ? 1 : 0;
      weightedGram(columns, inverse, isOut, schur);
      for (let a = 0; a < size; a++)
        schur[a * size + a]! += a < factors || isOut[a] ? 1 : slackness[a - factors]!;
      choleskySkipping(schur, size, isSkipped);
    },
    solve(onX, onRows) {
      right.fill(0);
      right.set(onRows, factors);
      let count = 0;
      for (let i = 0; i < n; i++) {
        const v = onX[i]! * inverse[i]!;
        if (v === 0) continue;
        moved[count] = i * size;
        values[count++] = v;
      }
      subtractColumns(columns, moved, values, count, right);
      for (let a = factors; a < size; a++) if (isOut[a]) right[a] = 0;
      solveSkipping(schur, size, isSkipped, right);
      addProducts(columns, right, onX);
      for (let i = 0; i < n; i++) onX[i]! *= inverse[i]!;
      onRows.set(right.subarray(factors));
    },
  };
}

/** onX + B′·right, four assets at a time, whose sums do not wait for each other. */
function addProducts(columns: Float64Array, right: Float64Array, onX: Float64Array): void {
  const n = onX.length;
  const size = right.length;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const p = i * size;
    const q = p + size;
    const r = q + size;
    const s = r + size;
    let sp = onX[i]!;
    let sq = onX[i + 1]!;
    let sr = onX[i + 2]!;
    let ss = onX[i + 3]!;
    for (let a = 0; a < size; a++) {
      const v = right[a]!;
      sp += columns[p + a]! * v;
      sq += columns[q + a]! * v;
      sr += columns[r + a]! * v;
      ss += columns[s + a]! * v;
    }
    onX[i] = sp;
    onX[i + 1] = sq;
    onX[i + 2] = sr;
    onX[i + 3] = ss;
  }
  for (; i < n; i++) {
    let sum = onX[i]!;
    for (let a = 0, at = i * size; a < size; a++, at++) sum += columns[at]! * right[a]!;
    onX[i] = sum;
  }
}

/** right − Σ vᵢ·bᵢ in the order given, four columns at a time, so that the sums are read and written a quarter as often. */
function subtractColumns(
  columns: Float64Array,
  starts: Int32Array,
  values: Float64Array,
  count: number,
  right: Float64Array,
): void {
  const size = right.length;
  let m = 0;
  for (; m + 3 < count; m += 4) {
    const p = starts[m]!;
    const q = starts[m + 1]!;
    const r = starts[m + 2]!;
    const s = starts[m + 3]!;
    const vp = values[m]!;
    const vq = values[m + 1]!;
    const vr = values[m + 2]!;
    const vs = values[m + 3]!;
    for (let a = 0; a < size; a++)
      right[a] =
        right[a]! - columns[p + a]! * vp - columns[q + a]! * vq - columns[r + a]! * vr - columns[s + a]! * vs;
  }
  for (; m < count; m++)
    for (let a = 0, at = starts[m]!; a < size; a++, at++) right[a]! -= columns[at]! * values[m]!;
}

/**
 * Σ wᵢ·bᵢ·bᵢ′ over assets, lower triangle, with zeros for rows left out. Processes four assets at a time, so that the
 * sums are read and written a quarter as often; sparse rows, such as an industry's, are mostly skipped.
 */
function weightedGram(
  columns: Float64Array,
  weights: Float64Array,
  isOut: Uint8Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  const n = weights.length;
  const size = isOut.length;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const p = i * size;
    const q = p + size;
    const r = q + size;
    const s = r + size;
    for (let a = 0; a < size; a++) {
      if (isOut[a]) continue;
      const vp = columns[p + a]! * weights[i]!;
      const vq = columns[q + a]! * weights[i + 1]!;
      const vr = columns[r + a]! * weights[i + 2]!;
      const vs = columns[s + a]! * weights[i + 3]!;
      if (vp === 0 && vq === 0 && vr === 0 && vs === 0) continue;
      for (let b = 0, at = a * size; b <= a; b++, at++)
        sums[at]! +=
          vp * columns[p + b]! + vq * columns[q + b]! + vr * columns[r + b]! + vs * columns[s + b]!;
    }
  }
  for (; i < n; i++) {
    const p = i * size;
    for (let a = 0; a < size; a++) {
      const v = columns[p + a]! * weights[i]!;
      if (v !== 0 && !isOut[a])
        for (let b = 0, at = a * size; b <= a; b++, at++) sums[at]! += v * columns[p + b]!;
    }
  }
  for (let a = 0; a < size; a++) if (isOut[a]) for (let c = a + 1; c < size; c++) sums[c * size + a] = 0;
}
