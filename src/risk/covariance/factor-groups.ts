import { FACTOR_COUNT, INDUSTRY_AT, STYLE_AT } from '../factors.ts';

/** Groups of comparable factors, which can substitute each other's mean variance. [from, to) in the order of `FACTORS`. */
export const FACTOR_GROUPS = [
  { id: 'market', from: 0, to: STYLE_AT },
  { id: 'styles', from: STYLE_AT, to: INDUSTRY_AT },
  { id: 'industries', from: INDUSTRY_AT, to: FACTOR_COUNT },
] as const;
export type FactorGroup = (typeof FACTOR_GROUPS)[number]['id'];

/** Fills missing variances with the mean of their group, or of all factors if the group has none. */
export function filledByGroup(own: Float64Array, missing: readonly number[]): Float64Array {
  const known = Float64Array.from(own, (v, k) => (missing.includes(k) ? NaN : v));
  const overallMean = meanOfKnown(known) ?? 0;
  const filled = own.slice();
  for (const { from, to } of FACTOR_GROUPS) {
    const groupMean = meanOfKnown(known.subarray(from, to)) ?? overallMean;
    for (let k = from; k < to; k++) if (Number.isNaN(known[k]!)) filled[k] = groupMean;
  }
  return filled;
}

function meanOfKnown(values: Float64Array): number | null {
  const known = values.filter((v) => !Number.isNaN(v));
  return known.length > 0 ? known.reduce((sum, v) => sum + v, 0) / known.length : null;
}
