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
      for (let i = 0; i < n; i++) {
        const v = onX[i]! * inverse[i]!;
        if (v !== 0) for (let a = 0, at = i * size; a < size; a++, at++) right[a]! -= columns[at]! * v;
      }
      for (let a = factors; a < size; a++) if (isOut[a]) right[a] = 0;
      solveSkipping(schur, size, isSkipped, right);
      for (let i = 0; i < n; i++) {
        let sum = onX[i]!;
        for (let a = 0, at = i * size; a < size; a++, at++) sum += columns[at]! * right[a]!;
        onX[i] = sum * inverse[i]!;
      }
      onRows.set(right.subarray(factors));
    },
  };
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
