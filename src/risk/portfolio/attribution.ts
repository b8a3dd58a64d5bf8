import { FACTOR_COUNT, STYLE_COUNT } from '../factors.ts';
import type { Holding } from './portfolio-risk.ts';
import { addExposures, exposuresDot, type RiskSnapshot } from '../snapshot.ts';

/** Inputs of one day's attribution: exposures at the previous close, the day's factor returns, and stock returns. */
export interface AttributionDay {
  /** Weights at the previous close: of the portfolio, or active weights. */
  readonly holdings: readonly Holding[];
  /** Exposures at the previous close, on which the day's returns were regressed. */
  readonly exposures: Pick<RiskSnapshot, 'styles' | 'industry'>;
  /**
   * [39] decimals; NaN for an industry without stocks, for a collinear style, and for all factors without a
   * regression.
   */
  readonly factorReturns: Float64Array;
  /** [N] total returns of the day, decimals; NaN is missing. */
  readonly returns: Float64Array;
  /** [N] return since the last trade, for stocks that resume after too long a gap for a daily return; else NaN. */
  readonly resumed: Float64Array;
}

/** The return of a set of weights by source, as fractions. The parts sum to `total` exactly. */
export interface Attribution {
  readonly days: number;
  readonly total: number;
  /** [39]: sum of exposure × factor return. */
  readonly factors: Float64Array;
  /** Return not explained by factor returns. The part of a factor without a return is included here. */
  readonly specific: number;
  /**
   * Return of holdings without exposures at the previous close, of days without a regression, and of resumed trading.
   */
  readonly uncovered: number;
}

/** An attribution that accumulates day by day. */
export interface RunningAttribution {
  readonly add: (day: AttributionDay) => void;
  readonly result: () => Attribution;
}

/**
 * Attributes a return to its sources: exposure × factor return, specific return, and holdings the model does not
 * cover. Days are added, not compounded, so that contributions sum exactly to the total, the arithmetic return at
 * each day's weights (our choice; no linking as in Carino 1999). A suspended holding contributes nothing until it
 * trades again.
 */
export function attribute(days: Iterable<AttributionDay>): Attribution {
  const { add, result } = runningAttribution();
  for (const day of days) add(day);
  return result();
}

/** The same for a caller that supplies days one at a time. */
export function runningAttribution(): RunningAttribution {
  const factors = new Float64Array(FACTOR_COUNT);
  let [days, specific, uncovered] = [0, 0, 0];
  return {
    add: ({ holdings, exposures, factorReturns, returns, resumed }) => {
      days++;
      const x = new Float64Array(FACTOR_COUNT);
      const isModelled = !Number.isNaN(factorReturns[0]!);
      const known = factorReturns.map((f) => (Number.isNaN(f) ? 0 : f));
      for (const { issuer, weight } of holdings) {
        const sinceLastTrade = resumed[issuer]!;
        const r = returns[issuer]!;
        if (!Number.isNaN(sinceLastTrade)) uncovered += weight * sinceLastTrade;
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
