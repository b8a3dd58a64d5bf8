/**
 * Slacks s > 0 and multipliers z > 0 of inequalities, in pairs: s·z = 0 at a solution, s·z = μ on the central path.
 * Absent pairs (infinite bounds) are ignored.
 */
export interface Pairs {
  readonly isPresent: Uint8Array;
  readonly s: Float64Array;
  readonly z: Float64Array;
  readonly ds: Float64Array;
  readonly dz: Float64Array;
}

export const newPairs = (count: number): Pairs => ({
  isPresent: new Uint8Array(count),
  s: new Float64Array(count).fill(1),
  z: new Float64Array(count),
  ds: new Float64Array(count),
  dz: new Float64Array(count),
});

/** The mean of s·z after a step of length `step`; 0 if there are no pairs. */
export function meanProduct({ isPresent, s, z, ds, dz }: Pairs, step = 0): number {
  let sum = 0;
  let count = 0;
  for (let k = 0; k < s.length; k++) {
    if (!isPresent[k]) continue;
    sum += (s[k]! + step * ds[k]!) * (z[k]! + step * dz[k]!);
    count++;
  }
  return count ? sum / count : 0;
}

/** The longest step, at most 1, that leaves every s and z at least `1 − stepFraction` of its value. */
export function longestStep({ isPresent, s, z, ds, dz }: Pairs, stepFraction: number): number {
  let shortest = 1 / stepFraction;
  for (let k = 0; k < s.length; k++) {
    if (!isPresent[k]) continue;
    if (-ds[k]! * shortest > s[k]!) shortest = -s[k]! / ds[k]!;
    if (-dz[k]! * shortest > z[k]!) shortest = -z[k]! / dz[k]!;
  }
  return Math.min(1, stepFraction * shortest);
}

export function takeStep({ isPresent, s, z, ds, dz }: Pairs, step: number): void {
  for (let k = 0; k < s.length; k++) {
    if (!isPresent[k]) continue;
    s[k]! += step * ds[k]!;
    z[k]! += step * dz[k]!;
  }
}
