import { type Limit, percentText } from './constraint.ts';

/** The weights of all n assets sum to `total`: 1, or the share of the portfolio that is to be shared out. */
export const fullyInvested = (n: number, total = 1): Limit => ({
  kind: 'row',
  name: total === 1 ? 'fully invested' : `${percentText(total)} invested`,
  coefficients: new Float64Array(n).fill(1),
  low: total,
  high: total,
});
