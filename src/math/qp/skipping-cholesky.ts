/** A pivot below this fraction of its diagonal is rounding error: the row depends linearly on earlier rows. */
const LEAST_PIVOT = 1e-14;

/**
 * Cholesky in place of a symmetric positive semi-definite matrix of n rows (row-major; the lower triangle is read and
 * overwritten). A row that depends linearly on earlier ones is skipped and its unknown set to 0: constraints may
 * be redundant, e.g. a total and all of its parts. `isSkipped` marks such rows.
 */
export function choleskySkipping(a: Float64Array, n: number, isSkipped: Uint8Array): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const diagonal = a[row + i]!;
    for (let j = 0; j < i; j++) {
      const other = j * n;
      if (isSkipped[j]) {
        a[row + j] = 0;
        continue;
      }
      let sum = a[row + j]!;
      for (let k = 0; k < j; k++) sum -= a[row + k]! * a[other + k]!;
      a[row + j] = sum / a[other + j]!;
    }
    let pivot = diagonal;
    for (let k = 0; k < i; k++) pivot -= a[row + k]! ** 2;
    const kept = pivot > LEAST_PIVOT * diagonal;
    isSkipped[i] = kept ? 0 : 1;
    a[row + i] = kept ? Math.sqrt(pivot) : 1;
  }
}

/** Solves L·L′·x = b in place, with x of the skipped rows 0. */
export function solveSkipping(l: Float64Array, n: number, isSkipped: Uint8Array, b: Float64Array): void {
  forward(l, n, isSkipped, b);
  backward(l, n, isSkipped, b);
}

/** Solves L·x = b in place. */
export function forward(l: Float64Array, n: number, isSkipped: Uint8Array, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    if (isSkipped[i]) {
      b[i] = 0;
      continue;
    }
    let sum = b[i]!;
    for (let k = 0, at = i * n; k < i; k++, at++) sum -= l[at]! * b[k]!;
    b[i] = sum / l[i * n + i]!;
  }
}

/** Solves L′·x = b in place. */
export function backward(l: Float64Array, n: number, isSkipped: Uint8Array, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    if (isSkipped[i]) {
      b[i] = 0;
      continue;
    }
    const x = b[i]! / l[i * n + i]!;
    b[i] = x;
    for (let k = 0, at = i * n; k < i; k++, at++) b[k]! -= l[at]! * x;
  }
}
