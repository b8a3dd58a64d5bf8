import { hessianTimes } from '../../math/qp/hessian.ts';
import { rowValues, turnoverOf } from '../../math/qp/program.ts';
import { riskBudgeting } from '../../math/risk-budgeting.ts';
import { assemble, type Assembled } from '../assemble.ts';
import { type Assets, dot } from '../assets.ts';
import { type Chosen, measured } from '../result.ts';
import type { Limit } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';

/** How far a limit may be passed for rounding. */
const ROUNDING = 1e-9;

/**
 * The weights above 0 of which each adds the same to the portfolio's risk (Maillard, Roncalli and Teiletche 2010),
 * summing to `total`. There is one such portfolio, so limits cannot move it: those that it breaks are named instead.
 */
export function equalRisk(assets: Assets, limits: readonly Limit[], total = 1): Chosen | Unsolved {
  const n = assets.names.length;
  const assembled = assemble(assets, limits, { linear: new Float64Array(n) });
  const shares = riskBudgeting(assets.covariance, new Float64Array(n).fill(1 / n));
  if (shares === null)
    return {
      kind: 'failed',
      message: 'Equal contributions to risk were not found: some mix of these assets has no risk.',
    };
  const weights = shares.map((w) => w * total);
  const broken = brokenBy(assembled, weights);
  if (broken.length > 0) return { kind: 'infeasible', clash: ['equal contributions to risk', ...broken] };
  const vw = hessianTimes(assets.covariance, shares);
  const variance = dot(shares, vw);
  const residual = shares.reduce(
    (most, w, i) => Math.max(most, Math.abs((w * vw[i]!) / variance - 1 / n)),
    0,
  );
  return measured(assets, weights, { binding: [], solver: 'interior-point', residual });
}

function brokenBy({ program, rowNames, lowerNames, upperNames, tradeName }: Assembled, w: Float64Array) {
  const { lower, upper, rows, trade } = program;
  const values = rowValues(program, w);
  const broken = [
    ...rowNames.filter(
      (_, r) => values[r]! < rows.lower[r]! - ROUNDING || values[r]! > rows.upper[r]! + ROUNDING,
    ),
    ...lowerNames.filter((_, i) => w[i]! < lower[i]! - ROUNDING),
    ...upperNames.filter((_, i) => w[i]! > upper[i]! + ROUNDING),
    ...(trade && tradeName !== null && turnoverOf(program, w) > trade.limit + ROUNDING ? [tradeName] : []),
  ];
  return [...new Set(broken)];
}
