import type { Assets } from '../../optimiser/assets.ts';
import type { OptimalPortfolio } from '../../optimiser/result.ts';
import type { Frontier } from '../../optimiser/methods/efficient-frontier.ts';
import { grouped } from '../../format/numbers.ts';
import { table } from './table.ts';

const percent = (fraction: number | null, decimals = 2): string =>
  fraction === null ? '–' : `${grouped(100 * fraction, decimals)} %`;

/** Smaller weights are not listed. */
const LEAST_SHOWN = 5e-7;

/** The optimal portfolio, or the efficient frontier point by point. */
export const optimisedText = (assets: Assets, found: OptimalPortfolio | Frontier): string =>
  found.kind === 'frontier' ? frontierText(found) : portfolioText(assets, found);

function portfolioText(
  { names }: Assets,
  { weights, expectedReturn, volatility, bindingConstraints, solver }: OptimalPortfolio,
): string {
  const held = names
    .map((name, i) => ({ name, weight: weights[i]! }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST_SHOWN)
    .sort((a, b) => b.weight - a.weight);
  const constraints = bindingConstraints
    .filter(({ constraint }) => constraint !== 'no short positions')
    .map(({ constraint, assets }) => `  ${constraint}${assets.length > 0 ? `: ${assets.join(', ')}` : ''}`);
  return [
    `Expected return ${percent(expectedReturn)}, volatility ${percent(volatility)}`,
    table(
      ['Asset', 'Weight'],
      held.map(({ name, weight }) => [name, percent(weight, 4)]),
      [1],
    ),
    ...(held.length < names.length
      ? [`Not held: ${names.length - held.length} of ${names.length} assets.`]
      : []),
    ...(constraints.length > 0 ? [`Binding constraints:\n${constraints.join('\n')}`] : []),
    ...(solver === 'scs' ? ['Solved by SCS, the fallback solver.'] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

const frontierText = ({ points }: Frontier): string =>
  `${table(
    ['Expected return', 'Volatility', 'Assets held'],
    points.map(({ expectedReturn, volatility, weights }) => [
      percent(expectedReturn),
      percent(volatility),
      String(weights.filter((w) => Math.abs(w) >= LEAST_SHOWN).length),
    ]),
    [0, 1, 2],
  )}\n`;
