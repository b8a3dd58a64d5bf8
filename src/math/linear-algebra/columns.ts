/**
 * Elementwise arithmetic on columns, one entry per stock; NaN is missing and stays missing. A result that is not finite is
 * missing too.
 */

/** a / b. */
export function quotient(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = finite(a[i]! / b[i]!);
}

/** (a + b) / c. */
export function sumOver(a: Float64Array, b: Float64Array, c: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = finite((a[i]! + b[i]!) / c[i]!);
}

/** now / before − 1. */
export function change(now: Float64Array, before: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = finite(now[i]! / before[i]! - 1);
}

/** ln a; missing where a is not positive. */
export function logarithm(a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = finite(Math.log(a[i]!));
}

/** ln(a / b). */
export function logRatio(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = finite(Math.log(a[i]! / b[i]!));
}

/** √a · b. */
export function rootTimes(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = finite(Math.sqrt(a[i]!) * b[i]!);
}

/** `x` if finite, else NaN; written without a branch, for which V8 would sometimes allocate numbers on the heap. */
const finite = (x: number): number => x - (x - x);
