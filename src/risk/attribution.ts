import type { Day } from '../market/day.ts';
import { FACTOR_COUNT } from './factors.ts';
import type { Holding } from './portfolio-risk.ts';
import { addExposures, type RiskSnapshot } from './snapshot.ts';

/** What a day's attribution needs: exposures before the day, what the day's regression found, and the returns. */
export interface AttributionDay {
  readonly day: Day;
  /** Weights at the close before: the portfolio's, or those less a benchmark's. */
  readonly holdings: readonly Holding[];
  /** Exposures at the close before, on which the day's regression was run. */
  readonly exposures: Pick<RiskSnapshot, 'styles' | 'industry'>;
  /** [39]; NaN for an industry without a stock that day. */
  readonly factorReturns: Float64Array;
  /** [N]: returns of the day; NaN where there was none. */
  readonly returns: Float64Array;
  /** [N]; NaN where the regression had no residual. */
  readonly residuals: Float64Array;
}

/** The return of a set of weights by its sources, as fractions. `total` is the sum of the rest, exactly. */
export interface Attribution {
  readonly days: number;
  readonly total: number;
  /** [39] */
  readonly factors: Float64Array;
  readonly specific: number;
  /** Return of holdings that the model did not cover on the day. */
  readonly uncovered: number;
}

/**
 * Where a return came from: exposure times factor return, specific return, and what the model did not cover. Days
 * are added, not compounded, so that the parts add up to the whole exactly; the sum is the arithmetic return at
 * each day's weights. A holding without a return that day (suspended) adds nothing.
 */
export function attribute(days: Iterable<AttributionDay>): Attribution {
  const factors = new Float64Array(FACTOR_COUNT);
  let [count, specific, uncovered] = [0, 0, 0];
  for (const { holdings, exposures, factorReturns, returns, residuals } of days) {
    count++;
    const x = new Float64Array(FACTOR_COUNT);
    for (const { issuer, weight } of holdings) {
      const r = returns[issuer]!;
      if (weight === 0 || Number.isNaN(r)) continue;
      if (Number.isNaN(residuals[issuer]!)) uncovered += weight * r;
      else {
        addExposures(exposures, issuer, weight, x);
        specific += weight * residuals[issuer]!;
      }
    }
    for (let k = 0; k < FACTOR_COUNT; k++) if (x[k] !== 0) factors[k]! += x[k]! * factorReturns[k]!;
  }
  const total = factors.reduce((sum, f) => sum + f, 0) + specific + uncovered;
  return { days: count, total, factors, specific, uncovered };
}
