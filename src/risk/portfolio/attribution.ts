import { FACTOR_COUNT, STYLE_COUNT } from '../factors.ts';
import type { Holding } from './portfolio-risk.ts';
import { addExposures, exposuresDot, type RiskSnapshot } from '../snapshot.ts';

/** What a day's attribution needs: exposures before the day, what the day's regression found, and the returns. */
export interface AttributionDay {
  /** Weights at the close before: the portfolio's, or those less a benchmark's. */
  readonly holdings: readonly Holding[];
  /** Exposures at the close before, on which the day's regression was run. */
  readonly exposures: Pick<RiskSnapshot, 'styles' | 'industry'>;
  /** [39]; NaN for an industry without a stock that day, for a style that the day could not tell, and for all without a regression. */
  readonly factorReturns: Float64Array;
  /** [N]: returns of the day; NaN where there was none. */
  readonly returns: Float64Array;
  /** [N]: returns since the last trade where a share resumed after a rest too long for a day's return; NaN elsewhere. */
  readonly resumed: Float64Array;
}

/** The return of a set of weights by its sources, as fractions. `total` is the sum of the rest, exactly. */
export interface Attribution {
  readonly days: number;
  readonly total: number;
  /** [39] */
  readonly factors: Float64Array;
  /** What the factor returns of the day leave. A factor without one has no part, and what was its part is in here. */
  readonly specific: number;
  /** Return of holdings without exposures at the close before, on days without a regression, and of resumed trading. */
  readonly uncovered: number;
}

/** An attribution under way: a day more, and the sum so far. */
export interface RunningAttribution {
  readonly take: (day: AttributionDay) => void;
  readonly result: () => Attribution;
}

/**
 * Where a return came from: exposure times factor return, specific return, and what the model did not cover. Days
 * are added, not compounded, so that the parts add up to the whole exactly; the sum is the arithmetic return at
 * each day's weights. A holding without a return that day (suspended) adds nothing until it trades again.
 */
export function attribute(days: Iterable<AttributionDay>): Attribution {
  const { take, result } = runningAttribution();
  for (const day of days) take(day);
  return result();
}

export function runningAttribution(): RunningAttribution {
  const factors = new Float64Array(FACTOR_COUNT);
  let [days, specific, uncovered] = [0, 0, 0];
  return {
    take: ({ holdings, exposures, factorReturns, returns, resumed }) => {
      days++;
      const x = new Float64Array(FACTOR_COUNT);
      const isModelled = !Number.isNaN(factorReturns[0]!);
      const known = factorReturns.map((f) => (Number.isNaN(f) ? 0 : f));
      for (const { issuer, weight } of holdings) {
        const back = resumed[issuer]!;
        const r = returns[issuer]!;
        if (!Number.isNaN(back)) uncovered += weight * back;
        if (weight === 0 || Number.isNaN(r)) continue;
        if (!isModelled || Number.isNaN(exposures.styles[issuer * STYLE_COUNT]!)) uncovered += weight * r;
        else {
          addExposures(exposures, issuer, weight, x);
          specific += weight * (r - exposuresDot(exposures, issuer, known));
        }
      }
      for (let k = 0; k < FACTOR_COUNT; k++) factors[k]! += x[k]! * known[k]!;
    },
    result: () => {
      const total = factors.reduce((sum, f) => sum + f, 0) + specific + uncovered;
      return { days, total, factors: factors.slice(), specific, uncovered };
    },
  };
}
