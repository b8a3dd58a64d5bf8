import type { Assets } from '../../../optimiser/assets.ts';
import { fullyInvested } from '../../../optimiser/constraints/fully-invested.ts';
import { type Constraint, percentText } from '../../../optimiser/constraints/constraint.ts';
import { weightBounds } from '../../../optimiser/constraints/weight-bounds.ts';
import { userError } from '../../../market/problem.ts';

/** Full investment, and bounds on every weight: the common ones, or its own. */
export function boundsOn(
  { names }: Assets,
  min: number,
  max: number,
  own: readonly { readonly asset: string; readonly low: number; readonly high: number }[],
  file: string,
): Constraint[] {
  const lower = new Float64Array(names.length).fill(min);
  const upper = new Float64Array(names.length).fill(max);
  for (const { asset, low, high } of own) {
    const i = names.indexOf(asset);
    if (i < 0)
      throw userError(
        'unknown-asset',
        `--bound ${asset}`,
        `There is no such asset in ${file}.`,
        `Its assets are ${names.join(', ')}.`,
      );
    [lower[i], upper[i]] = [low, high];
  }
  const crossed = names.find((_, i) => lower[i]! > upper[i]!);
  if (crossed !== undefined)
    throw userError(
      'crossed-bounds',
      crossed,
      'The minimum weight is above the maximum weight.',
      'Correct --min, --max or --bound.',
    );
  const name =
    own.length > 0 ? 'bounds on weights' : `weights from ${percentText(min)} to ${percentText(max)}`;
  return [fullyInvested(names.length), weightBounds(name, lower, upper)];
}
