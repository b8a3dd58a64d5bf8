import { type Assets, riskShares } from '../../optimiser/assets.ts';
import type { Constraint } from '../../optimiser/constraints/constraint.ts';
import type { Period } from '../../optimiser/file/period.ts';
import type { OptimalPortfolio } from '../../optimiser/result.ts';
import type { Frontier } from '../../optimiser/methods/efficient-frontier.ts';
import { tradingCostOf, turnoverFrom } from '../../optimiser/methods/trade-off.ts';
import { grouped } from '../../format/numbers.ts';
import { table } from './layout/table.ts';

const percent = (fraction: number | null, decimals = 2): string =>
  fraction === null ? '–' : `${grouped(100 * fraction, decimals)} %`;

/** Smaller weights are not listed. */
const LEAST_SHOWN = 5e-7;

/** The optimal portfolio, or the efficient frontier point by point. */
export const optimisedText = (
  assets: Assets,
  constraints: readonly Constraint[],
  period: Period,
  found: OptimalPortfolio | Frontier,
): string =>
  found.kind === 'frontier'
    ? frontierText(assets, period, found)
    : portfolioText(assets, constraints, period, found);

function portfolioText(
  assets: Assets,
  constraints: readonly Constraint[],
  period: Period,
  found: OptimalPortfolio,
): string {
  const { weights, bindingConstraints, solver } = found;
  const binding = bindingConstraints
    .filter(({ constraint }) => constraint !== 'no short positions')
    .map(({ constraint, assets }) => `  ${constraint}${assets.length > 0 ? `: ${assets.join(', ')}` : ''}`);
  const held = weights.filter((w) => Math.abs(w) >= LEAST_SHOWN).length;
  return [
    headline(found, period),
    ...measures(constraints, period, found),
    weightTable(assets, weights),
    ...(held < weights.length ? [`Not held: ${weights.length - held} of ${weights.length} assets.`] : []),
    ...(binding.length > 0 ? [`Binding constraints:\n${binding.join('\n')}`] : []),
    ...found.notes,
    ...(solver === 'scs' ? ['Solved by SCS, the fallback solver.'] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Both figures with their time unit; that of moments is the file's own. */
function headline({ expectedReturn, volatility }: OptimalPortfolio, { name }: Period): string {
  const unit = name === null ? '' : ` ${name}`;
  return `Expected return ${percent(expectedReturn)}${unit}, volatility ${percent(volatility)}${unit}${
    name === null ? ' (in the time unit of the file)' : ''
  }`;
}

function measures(
  constraints: readonly Constraint[],
  { name }: Period,
  { weights, ratio, conditionalValueAtRisk }: OptimalPortfolio,
): string[] {
  const turnover = turnoverFrom(constraints, weights);
  const cost = tradingCostOf(constraints, weights);
  const lines = [
    ...(ratio?.kind === 'sharpe'
      ? [`Sharpe ratio ${grouped(ratio.value, 4)}${name === null ? '' : ` (${name})`}`]
      : []),
    ...(ratio?.kind === 'diversification' ? [`Diversification ratio ${grouped(ratio.value, 4)}`] : []),
    ...(conditionalValueAtRisk === null
      ? []
      : [`Conditional value at risk ${percent(conditionalValueAtRisk)} a period of the file`]),
    ...(turnover === null
      ? []
      : [`One-way turnover ${percent(turnover)}${cost > 0 ? `, trading cost ${percent(cost, 4)}` : ''}`]),
  ];
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function weightTable(assets: Assets, weights: Float64Array): string {
  const shares = riskShares(assets, weights);
  const rows = assets.names
    .map((name, i) => ({ name, weight: weights[i]!, share: shares && shares[i]! }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST_SHOWN)
    .sort((a, b) => b.weight - a.weight);
  return table(
    ['Asset', 'Weight', 'Share of risk'],
    rows.map(({ name, weight, share }) => [name, percent(weight, 4), percent(share)]),
    [1, 2],
  );
}

function frontierText(assets: Assets, period: Period, { points, capitalMarketLine: line }: Frontier): string {
  const unit = period.name === null ? '' : `, ${period.name}`;
  const frontier = table(
    [`Expected return${unit}`, `Volatility${unit}`, 'Assets held'],
    points.map(({ expectedReturn, volatility, weights }) => [
      percent(expectedReturn),
      percent(volatility),
      String(weights.filter((w) => Math.abs(w) >= LEAST_SHOWN).length),
    ]),
    [0, 1, 2],
  );
  if (line === undefined) return `${frontier}\n`;
  if (line === null)
    return `${frontier}\n\nNo capital market line: no portfolio earns more than the risk-free rate, or one does without risk.\n`;
  return [
    frontier,
    `Capital market line: ${percent(line.riskFreeRate)} + ${grouped(line.tangency.ratio!.value, 4)} × volatility. Its tangency portfolio:`,
    headline(line.tangency, period),
    weightTable(assets, line.tangency.weights),
    ...line.tangency.notes,
  ]
    .join('\n\n')
    .concat('\n');
}
