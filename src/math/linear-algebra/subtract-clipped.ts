import { cholesky, invertLower } from './cholesky.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/**
 * F − E, in which no direction loses more than a given fraction of its variance under F. With F = LL′ and
 * L⁻¹EL⁻ᵀ = QΛQ′, Λ is clipped to [0, most] and the result is (LQ)(I − Λ)(LQ)′: positive definite by construction, and
 * the same for every root L of F. Where F − E/most is positive definite nothing would be clipped, and the result is
 * F − E exactly.
 *
 * @param f n × n, symmetric positive definite.
 * @param e n × n, symmetric positive semi-definite.
 * @param most below 1.
 * @throws RangeError if F is not positive definite.
 */
export function subtractClipped(f: Float64Array, e: Float64Array, n: number, most: number): Float64Array {
  const difference = f.map((x, at) => x - e[at]! / most);
  if (cholesky(difference, n) !== null) return f.map((x, at) => x - e[at]!);
  const root = cholesky(f, n);
  if (root === null) throw new RangeError('the matrix is not positive definite');
  const { values, vectors } = symmetricEigen(scaledBy(invertLower(root, n), e, n), n);
  const turned = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const l = root[i * n + j]!;
      for (let k = 0; k < n; k++) turned[i * n + k]! += l * vectors[j * n + k]!;
    }
  const kept = values.map((v) => 1 - Math.min(Math.max(v, 0), most));
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += turned[i * n + k]! * kept[k]! * turned[j * n + k]!;
      result[i * n + j] = sum;
      result[j * n + i] = sum;
    }
  return result;
}

/** L⁻¹·E·L⁻ᵀ for a lower-triangular L⁻¹; symmetric to the last bit. */
function scaledBy(inverse: Float64Array, e: Float64Array, n: number): Float64Array {
  const half = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k <= i; k++) {
      const l = inverse[i * n + k]!;
      for (let j = 0; j < n; j++) half[i * n + j]! += l * e[k * n + j]!;
    }
  const scaled = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += half[i * n + k]! * inverse[j * n + k]!;
      scaled[i * n + j] = sum;
      scaled[j * n + i] = sum;
    }
  return scaled;
}
