/** The inverse of a symmetric matrix that gains and loses one row with its column at a time. */
export interface BorderedInverse {
  /** Begins with the inverse of a matrix of `size` rows. */
  start(size: number, inverse: Float64Array): void;
  /** Adds a last row: its entries beside the present ones, and its own. False if the matrix would be singular. */
  grow(beside: Float64Array, own: number): boolean;
  /** Takes row `at` out. False if the matrix would be singular. */
  shrink(at: number): boolean;
  /** The inverse times v, one entry for each present row. */
  times(v: Float64Array): Float64Array;
}

/** A pivot below this fraction of what it was computed from is rounding. */
const LEAST_PIVOT = 1e-11;

/** Each change costs the square of the size: by bordering, and by the deletion formula (Golub and Van Loan, §2.1.4). */
export function borderedInverse(capacity: number): BorderedInverse {
  const m = new Float64Array(capacity * capacity);
  let size = 0;
  const times = (v: Float64Array): Float64Array => {
    const out = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0, at = i * capacity; j < size; j++, at++) sum += m[at]! * v[j]!;
      out[i] = sum;
    }
    return out;
  };
  return {
    start(count, inverse) {
      size = count;
      for (let i = 0; i < count; i++)
        for (let j = 0; j < count; j++) m[i * capacity + j] = inverse[i * count + j]!;
    },
    grow(beside, own) {
      const column = times(beside);
      let taken = 0;
      for (let i = 0; i < size; i++) taken += column[i]! * beside[i]!;
      const pivot = own - taken;
      if (!(Math.abs(pivot) > LEAST_PIVOT * Math.max(Math.abs(own), Math.abs(taken)))) return false;
      for (let i = 0; i < size; i++)
        for (let j = 0, at = i * capacity; j < size; j++, at++) m[at]! += (column[i]! * column[j]!) / pivot;
      for (let i = 0; i < size; i++) {
        m[i * capacity + size] = -column[i]! / pivot;
        m[size * capacity + i] = -column[i]! / pivot;
      }
      m[size * capacity + size] = 1 / pivot;
      size++;
      return true;
    },
    shrink(at) {
      const pivot = m[at * capacity + at]!;
      if (!(Math.abs(pivot) > 0)) return false;
      const column = Float64Array.from({ length: size }, (_, i) => m[i * capacity + at]!);
      const kept = [...column.keys()].filter((i) => i !== at);
      for (const [p, i] of kept.entries())
        for (const [q, j] of kept.entries())
          m[p * capacity + q] = m[i * capacity + j]! - (column[i]! * column[j]!) / pivot;
      size--;
      return true;
    },
    times,
  };
}
