import type { Limit } from '../../src/optimiser/constraints/constraint.ts';
import { SLEEVES } from '../positions.ts';
import { inWords, percent } from '../../src/format/words.ts';
import { BANDS } from './constraints.ts';
import type { SleeveProgramme } from './objective.ts';
import type { Weighed } from './optimise.ts';

/** Below this a limit holds, but costs nothing worth telling: percent a year. */
const WORTH_TELLING = 0.005;

/** Nearer than this a sum is at its end. */
const REACHED = 1e-6;

function isReached(
  { coefficients, low, high }: Extract<Limit, { kind: 'row' }>,
  end: 'lower' | 'upper',
  weights: Float64Array,
): boolean {
  const sum = coefficients.reduce((s, c, i) => s + c * weights[i]!, 0);
  return Math.abs(sum - (end === 'lower' ? low : high)) < REACHED;
}

/**
 * The limits that hold weights where they are, in words; those on sums and on turnover with what a little more room
 * would be worth (their multipliers); not where a limit gave way, for then next to nothing is free to move.
 */
export function bindingTold(
  { rules, sleeves }: SleeveProgramme,
  { solution, limits, weights, relaxed }: Extract<Weighed, { kind: 'weighed' }>,
): string[] {
  const rows = limits.filter((l) => l.kind === 'row');
  const prices = new Map<string, number>([
    ...limits.filter((l) => l.kind === 'trade').map((l) => [l.name, solution.point.tradeDual] as const),
    ...rows.map((row, r) => [row.name, Math.abs(solution.point.rowDuals[r]!)] as const),
  ]);
  return solution.binding.flatMap(({ limit, end, assets }) => {
    if (limit === BANDS) {
      return SLEEVES.filter((id) => assets.includes(id)).map((id) => {
        const weight = weights[sleeves.findIndex((s) => s.id === id)]!;
        return `The band holds ${inWords(id)} at its ${end} end, ${percent(weight)}.`;
      });
    }
    const price = prices.get(limit);
    const row = rows.find((r) => r.name === limit);
    // Where nothing is free to move, multipliers are arbitrary: a limit that is not reached may have one.
    if (price === undefined || (row && !isReached(row, end, weights))) return [];
    // A multiplier is for a whole unit of room; told is a hundredth of it, in percent.
    const worth = price * rules.riskAversion;
    const told =
      relaxed.length > 0 || worth < WORTH_TELLING
        ? ''
        : `; 0.01 more room would be worth ${worth.toFixed(2)} % a year`;
    return [`A limit holds at its ${end} end: ${limit}${told}.`];
  });
}
