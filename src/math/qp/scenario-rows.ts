import { denseSystem } from './dense-system.ts';
import type { RowOperator } from './interior-point.ts';
import type { Rows } from './program.ts';

/**
 * The rows of a programme with scenarios. Its unknowns are x (`width` long) and one excess loss for each scenario; its rows
 * are those on x, then one for each scenario: aₛ′x + (its excess) ≥ 0. Newton's equations lose the excesses and the
 * scenarios' multipliers by elimination, so that a step costs scenarios × width²/2 and not their number cubed.
 *
 * @param rows on x alone. @param scenarios [count × width], row-major: a.
 */
export function scenarioRows(rows: Rows, scenarios: Float64Array, count: number, width: number): RowOperator {
  const m = rows.count;
  const gram = new Float64Array(width * width);
  const inner = denseSystem({ kind: 'dense', n: width, matrix: gram }, rows);
  // σ of each excess, and δ + 1/σ of each scenario's row.
  const stiff = new Float64Array(count);
  const slack = new Float64Array(count);
  const right = new Float64Array(count);

  const dotScenario = (s: number, x: Float64Array): number => {
    let sum = 0;
    for (let i = 0, at = s * width; i < width; i++, at++) sum += scenarios[at]! * x[i]!;
    return sum;
  };
  return {
    values(x) {
      const out = new Float64Array(m + count);
      for (let r = 0; r < m; r++)
        for (let i = 0, at = r * width; i < width; i++, at++) out[r]! += rows.coefficients[at]! * x[i]!;
      for (let s = 0; s < count; s++) out[m + s] = dotScenario(s, x) + x[width + s]!;
      return out;
    },
    addTransposed(y, scale, out) {
      for (let r = 0; r < m; r++) {
        const v = scale * y[r]!;
        for (let i = 0, at = r * width; i < width; i++, at++) out[i]! += v * rows.coefficients[at]!;
      }
      for (let s = 0; s < count; s++) {
        const v = scale * y[m + s]!;
        for (let i = 0, at = s * width; i < width; i++, at++) out[i]! += v * scenarios[at]!;
        out[width + s]! += v;
      }
    },
    system: {
      factorise({ stiffness, slackness, tradeRow }) {
        gram.fill(0);
        for (let s = 0; s < count; s++) {
          stiff[s] = stiffness[width + s]!;
          slack[s] = slackness[m + s]! + 1 / stiff[s]!;
          const weight = 1 / slack[s]!;
          for (let i = 0, row = s * width; i < width; i++) {
            const v = weight * scenarios[row + i]!;
            if (v !== 0)
              for (let j = 0, at = i * width; j <= i; j++, at++) gram[at]! += v * scenarios[row + j]!;
          }
        }
        inner.factorise({
          stiffness: stiffness.subarray(0, width),
          slackness: Float64Array.of(...slackness.subarray(0, m), slackness[m + count]!),
          tradeRow: tradeRow.subarray(0, width),
        });
      },
      solve(onX, onRows) {
        const x = onX.slice(0, width);
        for (let s = 0; s < count; s++) {
          right[s] = onRows[m + s]! - onX[width + s]! / stiff[s]!;
          const v = right[s]! / slack[s]!;
          for (let i = 0, at = s * width; i < width; i++, at++) x[i]! += v * scenarios[at]!;
        }
        const y = Float64Array.of(...onRows.subarray(0, m), onRows[m + count]!);
        inner.solve(x, y);
        onX.set(x);
        onRows.set(y.subarray(0, m));
        onRows[m + count] = y[m]!;
        for (let s = 0; s < count; s++) {
          const dual = (right[s]! - dotScenario(s, x)) / slack[s]!;
          onRows[m + s] = dual;
          onX[width + s] = (onX[width + s]! + dual) / stiff[s]!;
        }
      },
    },
  };
}
