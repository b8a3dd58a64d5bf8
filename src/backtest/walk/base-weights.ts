import { redistribute } from '../../../allocations/bouquet/redistribute.ts';
import { strategicHoldings, strategicLines } from '../../../allocations/bouquet/strategic.ts';
import { POSITIONS, SLEEVES, STRATEGIC, type SleeveId } from '../../../allocations/positions.ts';
import type { AllocationRules } from '../../../allocations/rules.ts';
import type { Regime } from '../../../regimes/regime.ts';

/** Weights by position, in `POSITIONS` order. */
export type PositionWeights = Float64Array;

/**
 * The bouquet of a regime as the rule book has it, with its strategic part: no tilt, limit or minimum trade. Sleeves that
 * cannot be held are shared out. Null where none can be held.
 */
export function baseWeights(
  regime: Regime,
  rules: AllocationRules,
  canBeHeld: (id: SleeveId) => boolean,
): PositionWeights | null {
  const bouquet = redistribute(rules.bouquets[regime], canBeHeld);
  if (bouquet === null) return null;
  const strategic = strategicHoldings(strategicLines(rules.strategic[regime]));
  return Float64Array.from([
    ...SLEEVES.map((id) => rules.factorShare * bouquet[id]),
    ...STRATEGIC.map((id) => strategic[id]),
  ]);
}

/** The strategic part of a regime, with a weight of 0 in every sleeve. */
export function strategicWeights(regime: Regime, rules: AllocationRules): PositionWeights {
  const strategic = strategicHoldings(strategicLines(rules.strategic[regime]));
  return Float64Array.from(POSITIONS, (id) =>
    id in strategic ? strategic[id as keyof typeof strategic] : 0,
  );
}
