import { ewmMean } from '../../src/math/windows/ewm-mean.ts';
import type { Table } from '../../src/math/table.ts';

const DEVIATION_HALF_LIFE = 10;
const SORTINO_HALF_LIVES = [20, 60];

/** A row of features for each session from `first` on. */
export interface Features extends Table {
  readonly first: number;
}

/**
 * The features of the jump model, with half-lives in sessions: exponentially weighted downside deviation (10), and Sortino
 * ratios, the weighted mean return over the weighted downside deviation (20 and 60). Source: Shu, Yu and Mulvey (2024),
 * table 2. Our choice: log returns without subtracting the risk-free rate, which the store may lack, and untransformed
 * deviations.
 *
 * The first 60 sessions are left out, until the slowest average has warmed up, and any further sessions before the first
 * negative return, where downside deviation is zero. Rows look only backwards.
 */
export function downsideFeatures(closes: Float64Array): Features {
  const returns = Float64Array.from(closes.subarray(1), (close, i) => Math.log(close / closes[i]!));
  const squaredLosses = returns.map((r) => Math.min(r, 0) ** 2);
  const deviation = (halfLife: number) => ewmMean(squaredLosses, halfLife).map(Math.sqrt);
  const columns = [
    deviation(DEVIATION_HALF_LIFE),
    ...SORTINO_HALF_LIVES.map((halfLife) => {
      const downside = deviation(halfLife);
      return ewmMean(returns, halfLife).map((mean, i) => mean / downside[i]!);
    }),
  ];
  const firstLoss = returns.findIndex((r) => r < 0);
  const firstReturn =
    firstLoss < 0 ? returns.length : Math.max(firstLoss, Math.max(...SORTINO_HALF_LIVES) - 1);
  const width = columns.length;
  const count = Math.max(0, returns.length - firstReturn);
  const values = new Float64Array(count * width);
  columns.forEach((column, c) => {
    for (let t = 0; t < count; t++) values[t * width + c] = column[firstReturn + t]!;
  });
  return { width, values, first: firstReturn + 1 };
}
