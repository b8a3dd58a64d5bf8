import type { Allocation, AllocationRisk, Trade } from '../../../../allocations/allocation.ts';
import { POSITIONS, type PositionId, type Weights } from '../../../../allocations/positions.ts';

/** What an allocation holds, trades and risks. Percent. */
export interface AllocationFigures {
  readonly weights: Readonly<Record<PositionId, number>>;
  /** One-way. */
  readonly turnover: number;
  readonly trades: number;
  readonly relaxed: number;
  readonly risk: AllocationRisk;
}

/** The decision beside the bouquet with the same costs and limits but no tilt. */
export interface UntiltedModel {
  readonly chosen: AllocationFigures;
  readonly untilted: AllocationFigures;
  /** Of the chosen weights against the untilted ones, percent a year. */
  readonly tilt: { readonly expectedReturn: number; readonly trackingError: number };
}

/** Null if the allocation does not use the risk model. */
export function untiltedModel(a: Allocation): UntiltedModel | null {
  if (a.method !== 'risk-model') return null;
  const { untilted: other } = a;
  const figures = (
    final: Weights,
    of: { readonly turnover: number; readonly trades: readonly Trade[] },
    relaxed: readonly unknown[],
    risk: AllocationRisk,
  ): AllocationFigures => ({
    weights: Object.fromEntries(POSITIONS.map((id) => [id, 100 * (final[id] ?? 0)])) as Record<
      PositionId,
      number
    >,
    turnover: 100 * of.turnover,
    trades: of.trades.length,
    relaxed: relaxed.length,
    risk,
  });
  return {
    chosen: figures(a.final, a, a.riskModel.relaxedConstraints, a.risk.final),
    untilted: figures(other.final, other, other.relaxedConstraints, other.risk),
    tilt: other.tilt,
  };
}
