import type { Allocation, ModelledRisk, Risk, RiskParts } from '../../../../allocations/allocation.ts';
import type { IndustryLine } from '../../../../allocations/risk-model/result.ts';
import type { Factor, Industry } from '../../../risk/factors.ts';
import { type LargeShares, largeShares } from '../allocation/largest-stocks.ts';

/** A figure before and after; before null where it is not known. */
export interface Pair {
  readonly before: number | null;
  readonly after: number;
}

/** A volatility or a tracking error in parts that sum to it, before and after; percent a year. */
export interface PartsChange {
  /** Those that weigh most on either side, the largest first. */
  readonly factors: readonly (Pair & { readonly factor: Factor })[];
  /** All other factors together. */
  readonly others: Pair & { readonly count: number };
  readonly specific: Pair;
}

/** The risk share by share, where INEC-1 measures it. */
export interface LookThrough {
  readonly ofVolatility: PartsChange;
  readonly ofTrackingError: PartsChange;
  readonly shares: LargeShares;
  /** Weight less the market's, in percentage points; the largest first. */
  readonly industries: readonly (Pair & { readonly industry: Industry })[];
}

export interface RiskChangeModel {
  /** What the figures rest on. */
  readonly basis: string;
  readonly before: Risk;
  readonly after: Risk;
  readonly lookThrough: LookThrough | null;
}

const FACTORS_SHOWN = 8;

export function riskChangeModel(allocation: Allocation): RiskChangeModel {
  const { basis, before, after } = allocation.risk;
  return { basis, before, after, lookThrough: lookThroughOf(allocation) };
}

function lookThroughOf(allocation: Allocation): LookThrough | null {
  const { before, after } = allocation.risk;
  if (allocation.method !== 'risk-model' || after.kind !== 'modelled') return null;
  const was: ModelledRisk | null = before.kind === 'modelled' ? before : null;
  return {
    ofVolatility: partsChange(was && was.ofVolatility, after.ofVolatility),
    ofTrackingError: partsChange(was && was.ofTrackingError, after.ofTrackingError),
    shares: largeShares(allocation.scored.shares, after),
    industries: allocation.scored.industries.map(activeWeight).sort(byLargerSide),
  };
}

function partsChange(before: RiskParts | null, after: RiskParts): PartsChange {
  const was = before && new Map(before.factors.map((f) => [f.factor, f.contribution]));
  const factors = after.factors
    .map(({ factor, contribution }) => ({
      factor,
      before: was && (was.get(factor) ?? 0),
      after: contribution,
    }))
    .sort(byLargerSide);
  const others = factors.slice(FACTORS_SHOWN);
  return {
    factors: factors.slice(0, FACTORS_SHOWN),
    others: {
      count: others.length,
      before: was && others.reduce((sum, f) => sum + f.before!, 0),
      after: others.reduce((sum, f) => sum + f.after, 0),
    },
    specific: { before: before && before.specific, after: after.specific },
  };
}

const activeWeight = ({ industry, market, drifted, after }: IndustryLine) => ({
  industry,
  before: drifted === null ? null : 100 * (drifted - market),
  after: 100 * (after - market),
});

const sizeOf = ({ before, after }: Pair): number => Math.max(Math.abs(before ?? 0), Math.abs(after));
const byLargerSide = (a: Pair, b: Pair): number => sizeOf(b) - sizeOf(a);
