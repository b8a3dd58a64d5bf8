import type { Assets } from '../../optimiser/assets.ts';
import type { Chosen } from '../../optimiser/result.ts';
import type { Frontier } from '../../optimiser/methods/efficient-frontier.ts';
import { table } from './table.ts';

const percent = (fraction: number | null, decimals = 2): string =>
  fraction === null ? '–' : `${(100 * fraction).toFixed(decimals)} %`;

/** A weight this small prints as nothing. */
const LEAST_SHOWN = 5e-7;

/** The portfolio chosen, or the frontier point by point. */
export const optimisedText = (assets: Assets, found: Chosen | Frontier): string =>
  found.kind === 'frontier' ? frontierText(found) : chosenText(assets, found);

function chosenText(
  { names }: Assets,
  { weights, expectedReturn, volatility, binding, solver }: Chosen,
): string {
  const held = names
    .map((name, i) => ({ name, weight: weights[i]! }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST_SHOWN)
    .sort((a, b) => b.weight - a.weight);
  const limits = binding
    .filter(({ limit }) => limit !== 'no short positions')
    .map(({ limit, assets }) => `  ${limit}${assets.length > 0 ? `: ${assets.join(', ')}` : ''}`);
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
    ...(limits.length > 0 ? [`Limits that hold:\n${limits.join('\n')}`] : []),
    ...(solver === 'scs' ? ['Solved by SCS, the second solver.'] : []),
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
