import type { Assets } from '../../../optimiser/assets.ts';
import type { Chosen } from '../../../optimiser/result.ts';
import type { Method } from '../../../optimiser/optimise.ts';
import type { Frontier } from '../../../optimiser/methods/efficient-frontier.ts';

/** What `trrm optimise --json` prints: fractions, plain numbers, weights as a list in the order of the file. */
export function optimisedJson({ names }: Assets, found: Chosen | Frontier, method: Method['kind']): object {
  const told = ({ expectedReturn, volatility, weights, binding, solver, residual }: Chosen) => ({
    expectedReturn,
    volatility,
    weights: names.map((asset, i) => ({ asset, weight: weights[i]! })),
    binding,
    solver,
    residual,
  });
  return found.kind === 'frontier' ? { method, points: found.points.map(told) } : { method, ...told(found) };
}
