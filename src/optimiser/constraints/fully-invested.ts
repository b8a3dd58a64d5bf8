import { type Constraint, percentText } from './constraint.ts';

/** The weights of all n assets sum to `total`: 1, or the fraction of the portfolio to be invested. */
export const fullyInvested = (n: number, total = 1): Constraint => ({
  kind: 'row',
  name: total === 1 ? 'fully invested' : `${percentText(total)} invested`,
  coefficients: new Float64Array(n).fill(1),
  low: total,
  high: total,
});
