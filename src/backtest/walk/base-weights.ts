import { redistribute } from '../../../allocations/bouquet/redistribute.ts';
import { strategicHoldings, strategicLines } from '../../../allocations/bouquet/strategic.ts';
import { POSITIONS, SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { AllocationRules } from '../../../allocations/rules.ts';
import type { Regime } from '../../../regimes/regime.ts';

/** Weights by position, in `POSITIONS` order. */
export type PositionWeights = Float64Array;

/**
 * The bouquet of a regime as the rule book has it, with its strategic part: no tilt, limit or minimum trade. Sleeves that
 * cannot be held are shared out within the bands, and the rest goes to the fallback. Null where none can be held.
 */
export function baseWeights(
  regime: Regime,
  rules: AllocationRules,
  canBeHeld: (id: SleeveId) => boolean,
): PositionWeights | null {
  const held = redistribute(rules.bouquets[regime], rules.bands, canBeHeld);
  if (held === null) return null;
  const weights = strategicWeights(regime, rules);
  for (const id of SLEEVES) weights[POSITIONS.indexOf(id)] = rules.factorShare * held.base[id];
  weights[POSITIONS.indexOf(rules.fallback[regime])]! += rules.factorShare * held.residual;
  return weights;
}

/** The strategic part of a regime, with a weight of 0 in every sleeve. */
export function strategicWeights(regime: Regime, rules: AllocationRules): PositionWeights {
  const strategic = strategicHoldings(strategicLines(rules.strategic[regime]));
  return Float64Array.from(POSITIONS, (id) =>
    id in strategic ? strategic[id as keyof typeof strategic] : 0,
  );
}
