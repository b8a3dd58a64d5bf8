import type { Constraint } from './constraint.ts';

/** Long only: no weight below 0. */
export const noShorts = (n: number): Constraint => ({
  kind: 'bounds',
  name: 'no short positions',
  lower: new Float64Array(n),
  upper: new Float64Array(n).fill(Infinity),
});
