import { hierarchicalRiskParity as hrpWeights } from '../../math/hierarchical-risk-parity.ts';
import { type Hessian, hessianColumn } from '../../math/qp/hessian.ts';
import { assemble } from '../assemble.ts';
import type { Assets } from '../assets.ts';
import { type OptimalPortfolio, portfolioResult } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { solve, type Unsolved } from '../solve.ts';
import { violatedConstraints } from '../violated-constraints.ts';
import { assetsWithoutRisk } from './maximum-diversification.ts';
import type { UndefinedRatio } from './ratio-maximisation.ts';
import { totalOf } from './risk-budgeting.ts';

/**
 * Hierarchical risk parity (López de Prado 2016), with bounds on weights. It is a rule, not an optimum: other constraints
 * cannot be built in, and if the weights violate one the result is infeasible and names it.
 *
 * @returns `no-ratio` if an asset has no risk, by which the rule divides.
 */
export async function hierarchicalRiskParity(
  assets: Assets,
  constraints: readonly Constraint[],
): Promise<OptimalPortfolio | Unsolved | UndefinedRatio> {
  const n = assets.names.length;
  const without = assetsWithoutRisk(assets);
  if (without) return without;
  const bounds = constraints.filter((c) => c.kind === 'bounds');
  const total = totalOf(constraints);
  const simple = [...(total ? [total.constraint] : []), ...bounds];
  const possible = await solve(assets, simple, { linear: new Float64Array(n) });
  if (possible.kind !== 'solved') return possible;
  const { program } = assemble(assets, simple, { linear: new Float64Array(n) });
  if (program.lower.some((l) => l < 0))
    return {
      kind: 'infeasible',
      conflict: ['hierarchical risk parity, which holds no short positions', 'a minimum weight below 0'],
    };
  const weights = hrpWeights(dense(assets.covariance), n, program.lower, program.upper, total?.value ?? 1);
  const assembled = assemble(assets, constraints, { linear: new Float64Array(n) });
  const violated = violatedConstraints(assembled, weights);
  if (violated.length > 0) return { kind: 'infeasible', conflict: ['hierarchical risk parity', ...violated] };
  return portfolioResult(assets, weights, { bindingConstraints: [], solver: 'formula', residual: 0 });
}

function dense(covariance: Hessian): Float64Array {
  if (covariance.kind === 'dense') return covariance.matrix;
  const { n } = covariance;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out.set(hessianColumn(covariance, i), i * n);
  return out;
}
