// The last parameter of each function receives the result, for callers that reuse memory; the upper triangle of a
// lower-triangular result is not written.

/**
 * The lower-triangular L with L·L′ = A, for a symmetric positive definite A of n rows (row-major; only its lower
 * triangle is read).
 *
 * @returns null if a pivot is not above `leastPivot`: A is then not positive definite, or nearly singular.
 */
export function cholesky(
  a: Float64Array,
  n: number,
  leastPivot = 0,
  l: Float64Array = new Float64Array(n * n),
): Float64Array | null {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i !== j) l[i * n + j] = sum / l[j * n + j]!;
      // Written so that NaN fails too.
      else if (sum > leastPivot) l[i * n + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return l;
}

/** The inverse of a lower-triangular matrix of n rows, row-major; itself lower-triangular. */
export function invertLower(
  l: Float64Array,
  n: number,
  inverse: Float64Array = new Float64Array(n * n),
): Float64Array {
  for (let j = 0; j < n; j++) {
    inverse[j * n + j] = 1 / l[j * n + j]!;
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= l[i * n + k]! * inverse[k * n + j]!;
      inverse[i * n + j] = sum / l[i * n + i]!;
    }
  }
  return inverse;
}

/** (L·L′)⁻¹ from the inverse of L: symmetric, row-major. */
export function squareOfInverse(
  inverse: Float64Array,
  n: number,
  square: Float64Array = new Float64Array(n * n),
): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += inverse[k * n + i]! * inverse[k * n + j]!;
      square[i * n + j] = sum;
      square[j * n + i] = sum;
    }
  }
  return square;
}
