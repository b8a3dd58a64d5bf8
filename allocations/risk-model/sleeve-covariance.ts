import {
  activeHoldings,
  type Holding,
  portfolioCovariance,
} from '../../src/risk/portfolio/portfolio-risk.ts';
import type { RiskSnapshot } from '../../src/risk/snapshot.ts';
import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import type { MeasuredSleeve } from './sleeve-exposures.ts';

/** [S × S] Annual covariance of sleeve returns by INEC-1, on look-through stock weights; bit-symmetric. */
export function sleeveCovariance(snapshot: RiskSnapshot, sleeves: readonly MeasuredSleeve[]): number[][] {
  const above = sleeves.map((a, i) => sleeves.slice(i).map((b) => annual(snapshot, a.covered, b.covered)));
  return sleeves.map((_, i) => sleeves.map((__, j) => above[Math.min(i, j)]![Math.abs(i - j)]!));
}

/** [S × S] Row-major annual covariance of the sleeves' returns over the market's. */
export function activeCovariance(
  snapshot: RiskSnapshot,
  sleeves: readonly MeasuredSleeve[],
  market: readonly Holding[],
): Float64Array {
  const active = sleeves.map((s) => activeHoldings(s.covered, market));
  const matrix = new Float64Array(active.length ** 2);
  for (const [i, a] of active.entries())
    for (let j = 0; j <= i; j++)
      matrix[i * active.length + j] = matrix[j * active.length + i] = annual(snapshot, a, active[j]!);
  return matrix;
}

/** [S × S] */
export const correlationsOf = (covariance: readonly (readonly number[])[]): number[][] =>
  covariance.map((row, i) =>
    row.map((c, j) => (i === j ? 1 : c / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!))),
  );

const annual = (snapshot: RiskSnapshot, a: readonly Holding[], b: readonly Holding[]): number =>
  SESSIONS_A_YEAR * portfolioCovariance(snapshot, a, b);
