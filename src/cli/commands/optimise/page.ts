import { type Assets, riskShares } from '../../../optimiser/assets.ts';
import type { Period } from '../../../optimiser/file/period.ts';
import { tradingCostOf, turnoverFrom } from '../../../optimiser/methods/trade-off.ts';
import { fractionAsPercent } from '../../../format/numbers.ts';
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
  'risk-budgeting': 'Risk budgets',
  'hierarchical-risk-parity': 'Hierarchical risk parity',
  'minimum-cvar': 'Minimum conditional value at risk',
  frontier: 'Efficient frontier',
};

/** Enough points for a smooth line. */
const DRAWN_POINTS = 100;

/** A page with the efficient frontier and the portfolio, whatever the method. */
export async function frontierPage(
  assets: Assets,
  constraints: readonly Constraint[],
  found: OptimalPortfolio | Frontier,
  {
    method,
    file,
    period,
  }: { readonly method: Method['kind']; readonly file: string; readonly period: Period },
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
    found.kind === 'frontier'
      ? found
      : await efficientFrontier(
          assets,
          // A frontier with a limited number of names is not convex; the one without the limit is drawn.
          constraints.filter((c) => c.kind !== 'names'),
          DRAWN_POINTS,
        );
  if (frontier.kind !== 'frontier') throw noSolution(frontier, file);
  const placed = ({ volatility, expectedReturn }: OptimalPortfolio): RiskReturn => ({
    volatility,
    expectedReturn: expectedReturn!,
  });
  const chosen = found.kind === 'optimal' ? found : null;
  const variances = diagonalOf(covariance);
  const listed = chosen ?? frontier.capitalMarketLine?.tangency;
  const shares = listed ? riskShares(assets, listed.weights) : null;
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
    capitalMarketLine: frontier.capitalMarketLine
      ? {
          riskFree: frontier.capitalMarketLine.riskFreeRate,
          tangency: placed(frontier.capitalMarketLine.tangency),
        }
      : null,
    period: period.name,
    measures: chosen ? measuresOf(constraints, chosen) : [],
    notes: (chosen ?? frontier.capitalMarketLine?.tangency)?.notes ?? [],
    weights: names
      .map((name, i) => ({ name, weight: listed?.weights[i] ?? 0, riskShare: shares && shares[i]! }))
      .filter(({ weight }) => Math.abs(weight) > 5e-5)
      .sort((a, b) => b.weight - a.weight),
  });
}

/** The figures of the selected portfolio beside its weights, as name and text. */
function measuresOf(
  constraints: readonly Constraint[],
  found: OptimalPortfolio,
): { readonly name: string; readonly value: string }[] {
  const { ratio, conditionalValueAtRisk, weights, expectedReturn, volatility } = found;
  const turnover = turnoverFrom(constraints, weights);
  return [
    ...(expectedReturn === null
      ? []
      : [{ name: 'Expected return', value: fractionAsPercent(expectedReturn, 2) }]),
    { name: 'Volatility', value: fractionAsPercent(volatility, 2) },
    ...(ratio
      ? [
          {
            name: ratio.kind === 'sharpe' ? 'Sharpe ratio' : 'Diversification ratio',
            value: ratio.value.toFixed(4),
          },
        ]
      : []),
    ...(conditionalValueAtRisk === null
      ? []
      : [
          {
            name: 'Conditional value at risk, a period of the file',
            value: fractionAsPercent(conditionalValueAtRisk, 2),
          },
        ]),
    ...(turnover === null
      ? []
      : [
          { name: 'One-way turnover', value: fractionAsPercent(turnover, 2) },
          { name: 'Trading cost', value: fractionAsPercent(tradingCostOf(constraints, weights), 4) },
        ]),
  ];
}
