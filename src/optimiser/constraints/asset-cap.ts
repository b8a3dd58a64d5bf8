import { checkBand, type Constraint, percentText } from './constraint.ts';

/** Caps the weight of every asset at `maximum`. */
export function assetCap(n: number, maximum: number): Constraint {
  const name = `at most ${percentText(maximum)} in a single asset`;
  checkBand(name, -Infinity, maximum);
  return {
    kind: 'bounds',
    name,
    lower: new Float64Array(n).fill(-Infinity),
    upper: new Float64Array(n).fill(maximum),
  };
}
