import { type Assets, riskShares } from '../../../optimiser/assets.ts';
import type { Constraint } from '../../../optimiser/constraints/constraint.ts';
import type { Period } from '../../../optimiser/file/period.ts';
import type { Frontier } from '../../../optimiser/methods/efficient-frontier.ts';
import { tradingCostOf, turnoverFrom } from '../../../optimiser/methods/trade-off.ts';
import type { Method } from '../../../optimiser/method.ts';
import type { OptimalPortfolio } from '../../../optimiser/result.ts';

/** What `--json` prints: fractions, and weights as a list in the order of the file. */
export function resultJson(
  assets: Assets,
  constraints: readonly Constraint[],
  period: Period,
  found: OptimalPortfolio | Frontier,
  method: Method['kind'],
): object {
  const portfolio = (p: OptimalPortfolio) => {
    const shares = riskShares(assets, p.weights);
    const turnover = turnoverFrom(constraints, p.weights);
    return {
      expectedReturn: p.expectedReturn,
      volatility: p.volatility,
      ...(p.ratio?.kind === 'sharpe' && { sharpeRatio: p.ratio.value }),
      ...(p.ratio?.kind === 'diversification' && { diversificationRatio: p.ratio.value }),
      ...(p.conditionalValueAtRisk !== null && { conditionalValueAtRisk: p.conditionalValueAtRisk }),
      ...(turnover !== null && { turnover, tradingCost: tradingCostOf(constraints, p.weights) }),
      weights: assets.names.map((asset, i) => ({
        asset,
        weight: p.weights[i]!,
        riskShare: shares && shares[i]!,
      })),
      bindingConstraints: p.bindingConstraints,
      solver: p.solver,
      residual: p.residual,
      notes: p.notes,
    };
  };
  // Without the article: `month`; null where the file states moments in a unit of its own.
  const unit = { method, period: period.name?.replace(/^an? /, '') ?? null };
  if (found.kind === 'optimal') return { ...unit, ...portfolio(found) };
  const line = found.capitalMarketLine;
  return {
    ...unit,
    points: found.points.map(portfolio),
    ...(line !== undefined && {
      capitalMarketLine: line && {
        riskFree: line.riskFreeRate,
        slope: line.tangency.ratio?.value ?? null,
        tangency: portfolio(line.tangency),
      },
    }),
  };
}
