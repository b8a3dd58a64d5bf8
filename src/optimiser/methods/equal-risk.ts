import { hessianTimes } from '../../math/qp/hessian.ts';
import { rowValues, turnoverOf } from '../../math/qp/program.ts';
import { riskBudgeting } from '../../math/risk-budgeting.ts';
import { assemble, type AssembledProgram } from '../assemble.ts';
import { type Assets, dot } from '../assets.ts';
import { type OptimalPortfolio, portfolioResult } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';

/** A constraint counts as violated beyond this tolerance. */
const ROUNDING = 1e-9;

/**
 * Equal risk contribution: the positive weights, summing to `total`, with which every asset contributes the same to
 * portfolio risk (Maillard, Roncalli and Teiletche 2010). The portfolio is unique, so constraints cannot change it:
 * if it violates any, the result is infeasible and names them.
 */
export function equalRisk(
  assets: Assets,
  constraints: readonly Constraint[],
  total = 1,
): OptimalPortfolio | Unsolved {
  const n = assets.names.length;
  const assembled = assemble(assets, constraints, { linear: new Float64Array(n) });
  const fractions = riskBudgeting(assets.covariance, new Float64Array(n).fill(1 / n));
  if (fractions === null)
    return {
      kind: 'failed',
      message:
        'No portfolio with equal risk contributions was found: some combination of these assets has zero risk.',
    };
  const weights = fractions.map((w) => w * total);
  const violated = violatedConstraints(assembled, weights);
  if (violated.length > 0) return { kind: 'infeasible', conflict: ['equal risk contributions', ...violated] };
  const vw = hessianTimes(assets.covariance, fractions);
  const variance = dot(fractions, vw);
  const residual = fractions.reduce(
    (most, w, i) => Math.max(most, Math.abs((w * vw[i]!) / variance - 1 / n)),
    0,
  );
  return portfolioResult(assets, weights, { bindingConstraints: [], solver: 'interior-point', residual });
}

function violatedConstraints(
  { program, rowNames, lowerNames, upperNames, tradeName }: AssembledProgram,
  w: Float64Array,
) {
  const { lower, upper, rows, trade } = program;
  const values = rowValues(program, w);
  const violated = [
    ...rowNames.filter(
      (_, r) => values[r]! < rows.lower[r]! - ROUNDING || values[r]! > rows.upper[r]! + ROUNDING,
    ),
    ...lowerNames.filter((_, i) => w[i]! < lower[i]! - ROUNDING),
    ...upperNames.filter((_, i) => w[i]! > upper[i]! + ROUNDING),
    ...(trade && tradeName !== null && turnoverOf(program, w) > trade.limit + ROUNDING ? [tradeName] : []),
  ];
  return [...new Set(violated)];
}
