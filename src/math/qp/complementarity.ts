/**
 * Slacks s > 0 and multipliers z > 0 of inequalities, pair by pair: s·z = 0 at a solution, s·z = μ on the way. Absent
 * pairs (infinite bounds) have no part in anything.
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

/** The mean of s·z after a step of that length; 0 where there are no pairs. */
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

/** The longest step, 1 at most, that leaves every s and z at `1 − boldness` of what it was or more. */
export function longestStep({ isPresent, s, z, ds, dz }: Pairs, boldness: number): number {
  let shortest = 1 / boldness;
  for (let k = 0; k < s.length; k++) {
    if (!isPresent[k]) continue;
    if (-ds[k]! * shortest > s[k]!) shortest = -s[k]! / ds[k]!;
    if (-dz[k]! * shortest > z[k]!) shortest = -z[k]! / dz[k]!;
  }
  return Math.min(1, boldness * shortest);
}

export function takeStep({ isPresent, s, z, ds, dz }: Pairs, step: number): void {
  for (let k = 0; k < s.length; k++) {
    if (!isPresent[k]) continue;
    s[k]! += step * ds[k]!;
    z[k]! += step * dz[k]!;
  }
}
