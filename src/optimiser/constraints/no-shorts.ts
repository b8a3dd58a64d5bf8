import type { Limit } from './constraint.ts';

/** No weight below 0. */
export const noShorts = (n: number): Limit => ({
  kind: 'bounds',
  name: 'no short positions',
  lower: new Float64Array(n),
  upper: new Float64Array(n).fill(Infinity),
});
