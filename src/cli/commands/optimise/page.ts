import type { Assets } from '../../../optimiser/assets.ts';
import type { OptimalPortfolio } from '../../../optimiser/result.ts';
import type { Constraint } from '../../../optimiser/constraints/constraint.ts';
import { efficientFrontier, type Frontier } from '../../../optimiser/methods/efficient-frontier.ts';
import type { Method } from '../../../optimiser/method.ts';
import { userError } from '../../../market/problem.ts';
import { diagonalOf } from '../../../math/qp/hessian.ts';
import type { RiskReturn } from '../../../report/frontier/frontier-chart.ts';
import { renderFrontier } from '../../../report/frontier/page.ts';
import { noSolution } from '../../../optimiser/no-solution.ts';

const TITLES: Readonly<Record<Method['kind'], string>> = {
  'minimum-variance': 'Minimum variance',
  'mean-variance': 'Mean–variance',
  'maximum-sharpe': 'Maximum Sharpe ratio',
  'equal-risk': 'Equal risk contributions',
  'maximum-diversification': 'Maximum diversification',
  frontier: 'Efficient frontier',
};

/** Enough points for a smooth line. */
const DRAWN_POINTS = 100;

/** A page with the efficient frontier and the portfolio, whatever the method. */
export async function frontierPage(
  assets: Assets,
  constraints: readonly Constraint[],
  found: OptimalPortfolio | Frontier,
  { method, file }: { readonly method: Method['kind']; readonly file: string },
): Promise<string> {
  const { names, covariance, expected } = assets;
  if (expected === null)
    throw userError(
      'no-expected',
      file,
      'The file has no expected returns, so there is no frontier to draw.',
      'Omit --out, or fill in the column "expected".',
    );
  const frontier =
    found.kind === 'frontier' ? found : await efficientFrontier(assets, constraints, DRAWN_POINTS);
  if (frontier.kind !== 'frontier') throw noSolution(frontier, file);
  const placed = ({ volatility, expectedReturn }: OptimalPortfolio): RiskReturn => ({
    volatility,
    expectedReturn: expectedReturn!,
  });
  const chosen = found.kind === 'optimal' ? found : null;
  const variances = diagonalOf(covariance);
  return renderFrontier({
    file,
    title: TITLES[method],
    frontier: frontier.points.map(placed),
    assets: names.map((name, i) => ({
      name,
      volatility: Math.sqrt(variances[i]!),
      expectedReturn: expected[i]!,
    })),
    chosen: chosen && placed(chosen),
    weights: names
      .map((name, i) => ({ name, weight: chosen?.weights[i] ?? 0 }))
      .filter(({ weight }) => Math.abs(weight) > 5e-5)
      .sort((a, b) => b.weight - a.weight),
  });
}
