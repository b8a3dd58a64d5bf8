import { type Holding, portfolioCovariance } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { RiskSnapshot } from '../../src/risk/snapshot.ts';
import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import type { MeasuredSleeve } from './sleeve-exposures.ts';

/** [S × S] Annual covariance of sleeve returns by INEC-1, on look-through stock weights; bit-symmetric. */
export function sleeveCovariance(snapshot: RiskSnapshot, sleeves: readonly MeasuredSleeve[]): number[][] {
  const above = sleeves.map((a, i) => sleeves.slice(i).map((b) => annual(snapshot, a.covered, b.covered)));
  return sleeves.map((_, i) => sleeves.map((__, j) => above[Math.min(i, j)]![Math.abs(i - j)]!));
}

/** [S × S] */
export const correlationsOf = (covariance: readonly (readonly number[])[]): number[][] =>
  covariance.map((row, i) =>
    row.map((c, j) => (i === j ? 1 : c / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!))),
  );

const annual = (snapshot: RiskSnapshot, a: readonly Holding[], b: readonly Holding[]): number =>
  SESSIONS_A_YEAR * portfolioCovariance(snapshot, a, b);
