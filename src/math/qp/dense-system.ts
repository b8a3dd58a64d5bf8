import type { Hessian } from './hessian.ts';
import type { NewtonSystem } from './newton-equations.ts';
import type { Rows } from './program.ts';
import { backward, choleskySkipping, forward, solveSkipping } from './skipping-cholesky.ts';

/**
 * Newton's equations for a dense V: Cholesky of M = V + diag(stiffness), then of the rows' Schur complement
 * R·M⁻¹·R′ + diag(slackness). If there are more rows than unknowns (a few sleeves with constraints on
 * hundreds of stocks), rows with slack are folded into M instead, so that the cost stays that of n unknowns.
 */
export function denseSystem(hessian: Hessian & { kind: 'dense' }, rows: Rows): NewtonSystem {
  const { n, matrix } = hessian;
  const size = rows.count + 1;
  const isFolding = rows.count > n;
  const m = new Float64Array(n * n);
  const isFixed = new Uint8Array(n);
  const isSkippedX = new Uint8Array(n);
  // B = [R; h], and L⁻¹·B′ with one row per constraint.
  const b = new Float64Array(size * n);
  b.set(rows.coefficients);
  const halves = new Float64Array(size * n);
  const schur = new Float64Array(size * size);
  const isSkipped = new Uint8Array(size);
  // The slackness of a folded row, else 0.
  const folded = new Float64Array(size);
  const isOut = new Uint8Array(size);

  return {
    factorise({ stiffness, slackness, tradeRow }) {
      b.set(tradeRow, rows.count * n);
      for (let r = 0; r < size; r++) {
        const slack = slackness[r]!;
        folded[r] = isFolding && slack > 0 && slack < Infinity ? slack : 0;
        isOut[r] = slack === Infinity || folded[r]! > 0 ? 1 : 0;
      }
      m.set(matrix);
      for (let r = 0; r < size; r++) {
        if (folded[r] === 0) continue;
        for (let i = 0; i < n; i++) {
          const v = b[r * n + i]! / folded[r]!;
          if (v !== 0) for (let j = 0; j <= i; j++) m[i * n + j]! += v * b[r * n + j]!;
        }
      }
      for (let i = 0; i < n; i++) {
        isFixed[i] = stiffness[i] === Infinity ? 1 : 0;
        m[i * n + i] = isFixed[i] ? 1 : m[i * n + i]! + stiffness[i]!;
      }
      for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (isFixed[i] || isFixed[j]) m[i * n + j] = 0;
      choleskySkipping(m, n, isSkippedX);
      for (let r = 0; r < size; r++) {
        const half = halves.subarray(r * n, (r + 1) * n);
        if (isOut[r]) half.fill(0);
        else {
          for (let i = 0; i < n; i++) half[i] = isFixed[i] ? 0 : b[r * n + i]!;
          forward(m, n, isSkippedX, half);
        }
        for (let q = 0; q <= r; q++) schur[r * size + q] = dot(halves, r * n, q * n, n);
        schur[r * size + r]! += isOut[r] ? 1 : slackness[r]!;
      }
      choleskySkipping(schur, size, isSkipped);
    },
    solve(onX, onRows) {
      const given = onRows.slice();
      for (let r = 0; r < size; r++)
        if (folded[r]! > 0) for (let i = 0; i < n; i++) onX[i]! += (b[r * n + i]! * given[r]!) / folded[r]!;
      for (let i = 0; i < n; i++) if (isFixed[i]) onX[i] = 0;
      forward(m, n, isSkippedX, onX);
      for (let r = 0; r < size; r++) {
        let sum = 0;
        for (let i = 0, at = r * n; i < n; i++, at++) sum += halves[at]! * onX[i]!;
        onRows[r] = isOut[r] ? 0 : given[r]! - sum;
      }
      solveSkipping(schur, size, isSkipped, onRows);
      for (let r = 0; r < size; r++)
        if (!isOut[r]) for (let i = 0, at = r * n; i < n; i++, at++) onX[i]! += halves[at]! * onRows[r]!;
      backward(m, n, isSkippedX, onX);
      for (let r = 0; r < size; r++) {
        if (folded[r] === 0) continue;
        let sum = given[r]!;
        for (let i = 0, at = r * n; i < n; i++, at++) sum -= b[at]! * onX[i]!;
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
