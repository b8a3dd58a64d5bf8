import type { Constraint } from '../../../src/optimiser/constraints/constraint.ts';
import { SLEEVES } from '../../positions.ts';
import { inWords, plainPercent } from '../../../src/format/words.ts';
import { BANDS } from './constraints.ts';
import type { SleeveProgramme } from '../objective.ts';
import type { SleeveOptimum } from '../optimise.ts';

/** Shadow prices below this are not reported: percent a year. */
const MIN_SHADOW_PRICE = 0.005;

/** Distance from its bound at which a row counts as binding. */
const BOUND_TOLERANCE = 1e-6;

function isAtBound(
  { coefficients, low, high }: Extract<Constraint, { kind: 'row' }>,
  side: 'lower' | 'upper',
  weights: Float64Array,
): boolean {
  const sum = coefficients.reduce((s, c, i) => s + c * weights[i]!, 0);
  return Math.abs(sum - (side === 'lower' ? low : high)) < BOUND_TOLERANCE;
}

/**
 * Sentences on the binding constraints. Row and turnover constraints include their shadow price (the Lagrange multiplier),
 * unless a constraint was relaxed: the solution then has hardly any freedom, and multipliers mean little.
 */
export function bindingConstraintNotes(
  { rules, sleeves }: SleeveProgramme,
  { solution, constraints, weights, relaxed }: Extract<SleeveOptimum, { kind: 'optimal' }>,
): string[] {
  const rows = constraints.filter((l) => l.kind === 'row');
  const prices = new Map<string, number>([
    ...constraints.filter((l) => l.kind === 'trade').map((l) => [l.name, solution.point.tradeDual] as const),
    ...rows.map((row, r) => [row.name, Math.abs(solution.point.rowDuals[r]!)] as const),
  ]);
  return solution.bindingConstraints.flatMap(({ constraint, side, assets }) => {
    if (constraint === BANDS) {
      return SLEEVES.filter((id) => assets.includes(id)).map((id) => {
        const weight = weights[sleeves.findIndex((s) => s.id === id)]!;
        return `At the ${side} end of its band: ${inWords(id)}, ${plainPercent(weight)}.`;
      });
    }
    const price = prices.get(constraint);
    const row = rows.find((r) => r.name === constraint);
    // With no freedom left, multipliers are not unique: a constraint that is not at its bound may have one.
    if (price === undefined || (row && !isAtBound(row, side, weights))) return [];
    // The multiplier is per unit of the constraint; per percentage point and in percent, the two factors of 100 cancel.
    const worth = price * rules.riskAversion;
    const shadowPrice =
      relaxed.length > 0 || worth < MIN_SHADOW_PRICE
        ? ''
        : ` (shadow price: relaxing it by 0.01 adds ${worth.toFixed(2)} % a year)`;
    return [`Binding at its ${side} bound: ${constraint}${shadowPrice}.`];
  });
}
