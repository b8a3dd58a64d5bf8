import { fillNormals, oneNormal } from './normal-draws.ts';
import type { WordBuffer } from './word-buffer.ts';

/*
 * Factors √((ν − 2)/χ²(ν)) that turn standard normal draws into Student-t draws of variance 1. χ²(ν) is twice a gamma of shape
 * ν/2, drawn by the method of Marsaglia and Tsang (2000): v = (1 + c·x)³ for a normal x is accepted if a uniform number lies below
 * h(x) = exp(x²/2 + d·(1 − v + ln v)).
 */

/** The constants of the method for some degrees of freedom. */
export interface StudentScaleLaw {
  readonly d: number;
  readonly c: number;
  /** A scale is √(half ÷ v). */
  readonly half: number;
  /** h(x) > 1 − squeeze × x⁴, which saves nearly all logarithms. */
  readonly squeeze: number;
}

/** Their general squeeze, 0.0331, would send one draw in ten on to the logarithms; the tightest for d = 8/3 sends one in sixty. */
const GENERAL_SQUEEZE = 0.0331;
const GRID = 1 / 64;
/** Beyond, even h = 0 lies above the squeeze that any d needs. */
const FARTHEST = 12;

let last: { readonly degrees: number; readonly law: StudentScaleLaw } | null = null;

/** @param degrees ν, above 2. */
export function studentScaleLaw(degrees: number): StudentScaleLaw {
  if (last?.degrees === degrees) return last.law;
  const d = degrees / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  // The least κ with 1 − h(x) ≤ κ·x⁴, on a grid, and one percent on top for what lies between its points.
  let least = 0;
  for (let x = GRID - 1 / c; x < FARTHEST; x += GRID) {
    if (Math.abs(x) < 0.1) continue;
    const v = (1 + c * x) ** 3;
    least = Math.max(least, -Math.expm1(0.5 * x * x + d * (1 - v + Math.log(v))) / x ** 4);
  }
  const law = { d, c, half: (degrees - 2) / 2 / d, squeeze: Math.min(GENERAL_SQUEEZE, 1.01 * least) };
  last = { degrees, law };
  return law;
}

/** The square of a scale, from a first normal draw; further ones where it is rejected. */
export function squaredScale(
  { d, c, half, squeeze }: StudentScaleLaw,
  x: number,
  source: WordBuffer,
): number {
  for (;;) {
    const root = 1 + c * x;
    if (root > 0) {
      const v = root * root * root;
      const u = (source.next() + 0.5) / 0x100000000;
      const square = x * x;
      if (u < 1 - squeeze * square * square || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v)))
        return half / v;
    }
    x = oneNormal(source);
  }
}

/** Fills `out` with scales. One for all components of a vector makes it multivariate t. */
export function fillStudentScales(law: StudentScaleLaw, source: WordBuffer, out: Float64Array): void {
  fillNormals(source, out, out.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(squaredScale(law, out[i]!, source));
}
