import type {
  Allocation,
  ModelledRisk,
  AllocationRisk,
  RiskContributions,
} from '../../../../allocations/allocation.ts';
import type { IndustryWeight } from '../../../../allocations/risk-model/result.ts';
import type { Factor, Industry } from '../../../risk/factors.ts';
import { type LargestStocks, largestStocks } from './largest-stocks-model.ts';

/** A figure of the opening and final portfolio; null where the opening figure is not known. */
export interface Pair {
  readonly opening: number | null;
  readonly final: number;
}

/** Contributions that sum to a volatility or tracking error, opening and final; percent a year. */
export interface ContributionsChange {
  /** The factors with the largest absolute contribution on either side, largest first. */
  readonly factors: readonly (Pair & { readonly factor: Factor })[];
  /** Sum over all other factors. */
  readonly others: Pair & { readonly count: number };
  readonly specific: Pair;
}

/** Stock-level risk, where INEC-1 measures it. */
export interface LookThrough {
  readonly ofVolatility: ContributionsChange;
  readonly ofTrackingError: ContributionsChange;
  readonly stocks: LargestStocks;
  /** Active weights in percentage points, largest first. */
  readonly industries: readonly (Pair & { readonly industry: Industry })[];
}

export interface RiskChangeModel {
  /** Data and method behind the figures, in a sentence. */
  readonly basis: string;
  readonly opening: AllocationRisk;
  readonly final: AllocationRisk;
  readonly lookThrough: LookThrough | null;
}

const FACTORS_SHOWN = 8;

export function riskChangeModel(allocation: Allocation): RiskChangeModel {
  const { basis, opening, final } = allocation.risk;
  return { basis, opening, final, lookThrough: lookThroughOf(allocation) };
}

function lookThroughOf(allocation: Allocation): LookThrough | null {
  const { opening, final } = allocation.risk;
  if (allocation.method !== 'risk-model' || final.kind !== 'modelled') return null;
  const modelled: ModelledRisk | null = opening.kind === 'modelled' ? opening : null;
  return {
    ofVolatility: contributionsChange(
      modelled && modelled.volatilityContributions,
      final.volatilityContributions,
    ),
    ofTrackingError: contributionsChange(
      modelled && modelled.trackingErrorContributions,
      final.trackingErrorContributions,
    ),
    stocks: largestStocks(allocation.riskModel.stocks, final),
    industries: allocation.riskModel.industries.map(activeWeight).sort(byLargerSide),
  };
}

function contributionsChange(
  opening: RiskContributions | null,
  final: RiskContributions,
): ContributionsChange {
  const openingOf = opening && new Map(opening.factors.map((f) => [f.factor, f.contribution]));
  const factors = final.factors
    .map(({ factor, contribution }) => ({
      factor,
      opening: openingOf && (openingOf.get(factor) ?? 0),
      final: contribution,
    }))
    .sort(byLargerSide);
  const others = factors.slice(FACTORS_SHOWN);
  return {
    factors: factors.slice(0, FACTORS_SHOWN),
    others: {
      count: others.length,
      opening: openingOf && others.reduce((sum, f) => sum + f.opening!, 0),
      final: others.reduce((sum, f) => sum + f.final, 0),
    },
    specific: { opening: opening && opening.specific, final: final.specific },
  };
}

const activeWeight = ({ industry, market, opening, final }: IndustryWeight) => ({
  industry,
  opening: opening === null ? null : 100 * (opening - market),
  final: 100 * (final - market),
});

const sizeOf = ({ opening, final }: Pair): number => Math.max(Math.abs(opening ?? 0), Math.abs(final));
const byLargerSide = (a: Pair, b: Pair): number => sizeOf(b) - sizeOf(a);
