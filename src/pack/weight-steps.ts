import type { Allocation } from '../../allocations/allocation.ts';
import { type PositionId, POSITIONS, type Weights } from '../../allocations/positions.ts';

/** Why a weight changed, from the last month's to this month's, in the order in which the run takes the steps. */
export const WEIGHT_STEPS = ['drift', 'bouquet', 'model', 'implementation'] as const;
export type WeightStep = (typeof WEIGHT_STEPS)[number];

/** A position from the weight held to the weight decided. Fractions of the portfolio; the steps add up exactly to the change. */
export interface SteppedWeight {
  readonly id: PositionId;
  readonly held: number;
  readonly steps: Readonly<Record<WeightStep, number>>;
  readonly final: number;
}

/**
 * One waterfall for each position: held → drift of prices → bouquet of the label → what the risk model and the bands
 * made of it (the target) → trading costs, smallest trades and turnover limit (the final weight).
 */
export function weightSteps(allocation: Allocation): SteppedWeight[] {
  const base: Weights = Object.fromEntries([
    ...allocation.strategic.map((s) => [s.heldIn, 0] as const),
    ...allocation.sleeves.map((s) => [s.id, s.base] as const),
  ]);
  // The strategic part is set by the rule book, not by the bouquet: its base is its target.
  const strategic = new Set<PositionId>(allocation.strategic.map((s) => s.heldIn));
  const at = (weights: Weights, id: PositionId): number => weights[id] ?? 0;
  return POSITIONS.map((id): SteppedWeight => {
    const held = at(allocation.current, id);
    const opening = at(allocation.opening, id);
    const target = at(allocation.target, id);
    const final = at(allocation.final, id);
    const bouquet = strategic.has(id) && at(base, id) === 0 ? target : at(base, id);
    return {
      id,
      held,
      steps: {
        drift: opening - held,
        bouquet: bouquet - opening,
        model: target - bouquet,
        implementation: final - target,
      },
      final,
    };
  }).filter(
    ({ held, final, steps }) => held !== 0 || final !== 0 || steps.model !== 0 || steps.bouquet !== 0,
  );
}
