import {
  activeHoldings,
  type Holding,
  portfolioCovariances,
} from '../../src/risk/portfolio/portfolio-risk.ts';
import type { RiskSnapshot } from '../../src/risk/snapshot.ts';
import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import type { MeasuredSleeve } from './sleeve-exposures.ts';

/** [S × S] Annual covariance of sleeve returns by INEC-1, on look-through stock weights; bit-symmetric. */
export function sleeveCovariance(snapshot: RiskSnapshot, sleeves: readonly MeasuredSleeve[]): number[][] {
  const daily = portfolioCovariances(
    snapshot,
    sleeves.map((s) => s.covered),
  );
  return sleeves.map((_, i) =>
    sleeves.map((__, j) => SESSIONS_A_YEAR * daily(Math.min(i, j), Math.max(i, j))),
  );
}

/** [S × S] Row-major annual covariance of the sleeves' returns over the market's. */
export function activeCovariance(
  snapshot: RiskSnapshot,
  sleeves: readonly MeasuredSleeve[],
  market: readonly Holding[],
): Float64Array {
  const active = sleeves.map((s) => activeHoldings(s.covered, market));
  const daily = portfolioCovariances(snapshot, active);
  const matrix = new Float64Array(active.length ** 2);
  for (let i = 0; i < active.length; i++)
    for (let j = 0; j <= i; j++)
      matrix[i * active.length + j] = matrix[j * active.length + i] = SESSIONS_A_YEAR * daily(i, j);
  return matrix;
}

/** [S × S] */
export const correlationsOf = (covariance: readonly (readonly number[])[]): number[][] =>
  covariance.map((row, i) =>
    row.map((c, j) => (i === j ? 1 : c / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!))),
  );
