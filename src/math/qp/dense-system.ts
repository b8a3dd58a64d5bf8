import type { Hessian } from './hessian.ts';
import type { NewtonSystem } from './newton-equations.ts';
import type { Rows } from './program.ts';
import { backward, choleskySkipping, forward, solveSkipping } from './skipping-cholesky.ts';

/**
 * Newton's equations for a dense V: Cholesky of M = V + diag(stiffness), then of the rows' Schur complement
 * R·M⁻¹·R′ + diag(slackness). Only the unknowns that are not fixed take part, so that a portfolio of few among many
 * assets costs little. If there are more rows than unknowns (a few sleeves with constraints on hundreds of stocks), rows
 * with slack are folded into M instead, so that the cost stays that of n unknowns.
 */
export function denseSystem(hessian: Hessian & { kind: 'dense' }, rows: Rows): NewtonSystem {
  const { n, matrix } = hessian;
  const size = rows.count + 1;
  const isFolding = rows.count > n;
  const m = new Float64Array(n * n);
  // The unknowns that are not fixed; `size` × `count` is the shape of L⁻¹·B′, B = [R; h].
  const free = new Int32Array(n);
  let count = 0;
  const isSkippedX = new Uint8Array(n);
  const b = new Float64Array(size * n);
  b.set(rows.coefficients);
  const halves = new Float64Array(size * n);
  const schur = new Float64Array(size * size);
  const isSkipped = new Uint8Array(size);
  // The slackness of a folded row, else 0.
  const folded = new Float64Array(size);
  const isOut = new Uint8Array(size);
  const onFree = new Float64Array(n);

  return {
    factorise({ stiffness, slackness, tradeRow }) {
      b.set(tradeRow, rows.count * n);
      for (let r = 0; r < size; r++) {
        const slack = slackness[r]!;
        folded[r] = isFolding && slack > 0 && slack < Infinity ? slack : 0;
        isOut[r] = slack === Infinity || folded[r]! > 0 ? 1 : 0;
      }
      count = 0;
      for (let i = 0; i < n; i++) if (stiffness[i] !== Infinity) free[count++] = i;
      for (let p = 0; p < count; p++)
        for (let q = 0; q <= p; q++) m[p * count + q] = matrix[free[p]! * n + free[q]!]!;
      for (let r = 0; r < size; r++) {
        if (folded[r] === 0) continue;
        for (let p = 0; p < count; p++) {
          const v = b[r * n + free[p]!]! / folded[r]!;
          if (v !== 0) for (let q = 0; q <= p; q++) m[p * count + q]! += v * b[r * n + free[q]!]!;
        }
      }
      for (let p = 0; p < count; p++) m[p * count + p]! += stiffness[free[p]!]!;
      choleskySkipping(m, count, isSkippedX);
      for (let r = 0; r < size; r++) {
        const half = halves.subarray(r * count, (r + 1) * count);
        if (isOut[r]) half.fill(0);
        else {
          for (let p = 0; p < count; p++) half[p] = b[r * n + free[p]!]!;
          forward(m, count, isSkippedX, half);
        }
        for (let q = 0; q <= r; q++) schur[r * size + q] = dot(halves, r * count, q * count, count);
        schur[r * size + r]! += isOut[r] ? 1 : slackness[r]!;
      }
      choleskySkipping(schur, size, isSkipped);
    },
    solve(onX, onRows) {
      const given = onRows.slice();
      for (let r = 0; r < size; r++)
        if (folded[r]! > 0) for (let i = 0; i < n; i++) onX[i]! += (b[r * n + i]! * given[r]!) / folded[r]!;
      for (let p = 0; p < count; p++) onFree[p] = onX[free[p]!]!;
      forward(m, count, isSkippedX, onFree);
      for (let r = 0; r < size; r++) {
        let sum = 0;
        for (let p = 0, at = r * count; p < count; p++, at++) sum += halves[at]! * onFree[p]!;
        onRows[r] = isOut[r] ? 0 : given[r]! - sum;
      }
      solveSkipping(schur, size, isSkipped, onRows);
      for (let r = 0; r < size; r++)
        if (!isOut[r])
          for (let p = 0, at = r * count; p < count; p++, at++) onFree[p]! += halves[at]! * onRows[r]!;
      backward(m, count, isSkippedX, onFree);
      onX.fill(0);
      for (let p = 0; p < count; p++) onX[free[p]!] = onFree[p]!;
      for (let r = 0; r < size; r++) {
        if (folded[r] === 0) continue;
        let sum = given[r]!;
        for (let p = 0; p < count; p++) sum -= b[r * n + free[p]!]! * onFree[p]!;
        onRows[r] = sum / folded[r]!;
      }
    },
  };
}

function dot(a: Float64Array, from: number, other: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[from + i]! * a[other + i]!;
  return sum;
}
