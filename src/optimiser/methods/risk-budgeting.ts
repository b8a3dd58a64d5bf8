import { constrainedRiskBudgeting } from '../../math/constrained-risk-budgeting.ts';
import { fixedPointAt } from '../../math/qp/solve-qp.ts';
import { riskBudgeting as unconstrained } from '../../math/risk-budgeting.ts';
import { assemble } from '../assemble.ts';
import { type Assets, riskShares } from '../assets.ts';
import { bindingConstraints } from '../constraint-names.ts';
import { type OptimalPortfolio, portfolioResult } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { solve, type Unsolved } from '../solve.ts';
import { violatedConstraints } from '../violated-constraints.ts';
import { assetsWithoutRisk } from './maximum-diversification.ts';
import type { UndefinedRatio } from './ratio-maximisation.ts';

/**
 * Risk budgets: positive weights with which the assets contribute to the portfolio's variance in the proportions of
 * `budgets` (equal budgets: Maillard, Roncalli and Teiletche 2010). That portfolio is unique; if it violates a constraint,
 * the constrained risk budgets of Richard and Roncalli (2019) are given: assets at no constraint still contribute in
 * proportion to their budgets.
 *
 * @param budgets [n] fractions of the variance, each above 0; they are scaled to sum to 1. Null for equal budgets.
 * @returns `no-ratio` if an asset has no risk, because it cannot contribute its budget.
 */
export async function riskBudgeting(
  assets: Assets,
  constraints: readonly Constraint[],
  budgets: Float64Array | null = null,
): Promise<OptimalPortfolio | Unsolved | UndefinedRatio> {
  const n = assets.names.length;
  const without = assetsWithoutRisk(assets);
  if (without) return without;
  const given = budgets ?? new Float64Array(n).fill(1);
  if (given.length !== n || given.some((b) => !(b > 0 && b < Infinity)))
    throw new RangeError(`risk budgets must be above 0, one for each of the ${n} assets`);
  const sum = given.reduce((a, b) => a + b, 0);
  const shares = given.map((b) => b / sum);
  const total = totalOf(constraints);
  const others = constraints.filter((c) => c !== total?.constraint);
  const free = unconstrained(assets.covariance, shares);
  if (free === null || riskShares(assets, free) === null)
    return {
      kind: 'failed',
      message: 'No portfolio with these risk budgets exists: some combination of these assets has no risk.',
    };
  const weights = free.map((w) => w * (total?.value ?? 1));
  const assembled = assemble(assets, constraints, { linear: new Float64Array(n) });
  if (violatedConstraints(assembled, weights).length === 0) return exact(assets, weights, shares);

  // Whether any weights satisfy the constraints.
  const possible = await solve(assets, constraints, { linear: new Float64Array(n) });
  if (possible.kind !== 'solved') return possible;
  if (!total)
    return { kind: 'infeasible', conflict: ['risk budgets', ...violatedConstraints(assembled, weights)] };
  const rest = assemble(assets, others, { linear: new Float64Array(n) });
  const found = constrainedRiskBudgeting(rest.program, shares, total.value, weights);
  if (!found)
    return {
      kind: 'failed',
      message:
        'No risk budgets within these constraints were found. Widen the bounds, or use minimum-variance.',
    };
  const { residuals: _, ...pieces } = fixedPointAt(found.program, found.point);
  return {
    ...portfolioResult(assets, found.x, {
      bindingConstraints: bindingConstraints(assets, rest, pieces, found.point),
      solver: 'interior-point',
      residual: found.residual,
    }),
    notes: [
      'Constraints keep some assets from their risk budgets; the others share the remaining risk in proportion to theirs ' +
        '(constrained risk budgeting, Richard and Roncalli 2019).',
    ],
  };
}

function exact(assets: Assets, weights: Float64Array, shares: Float64Array): OptimalPortfolio {
  const residual = riskShares(assets, weights)!.reduce(
    (most, s, i) => Math.max(most, Math.abs(s - shares[i]!)),
    0,
  );
  return portfolioResult(assets, weights, { bindingConstraints: [], solver: 'interior-point', residual });
}

/** The constraint that fixes the sum of all weights. */
export function totalOf(constraints: readonly Constraint[]) {
  for (const constraint of constraints)
    if (
      constraint.kind === 'row' &&
      constraint.low === constraint.high &&
      constraint.coefficients.every((c) => c === 1)
    )
      return { constraint, value: constraint.low };
  return null;
}
