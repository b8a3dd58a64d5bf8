import type { Assets } from '../../../optimiser/assets.ts';
import { fullyInvested } from '../../../optimiser/constraints/fully-invested.ts';
import { type Limit, percentText } from '../../../optimiser/constraints/constraint.ts';
import { weightBounds } from '../../../optimiser/constraints/weight-bounds.ts';
import type { Method, Optimised } from '../../../optimiser/optimise.ts';
import { type UserError, userError } from '../../../market/problem.ts';

export const METHOD_NAMES = [
  'minimum-variance',
  'mean-variance',
  'maximum-sharpe',
  'equal-risk',
  'maximum-diversification',
  'frontier',
] as const satisfies readonly Method['kind'][];

export const DEFAULT_POINTS = 25;

export interface MethodOptions {
  readonly method: Method['kind'];
  readonly targetReturn?: number;
  readonly riskAversion?: number;
  readonly riskless: number;
  readonly points: number;
}

/** The method that the options ask for; refused where it lacks a figure. */
export function methodOf(options: MethodOptions, { expected }: Assets, file: string): Method {
  const { method: kind, targetReturn, riskAversion, riskless, points } = options;
  const needsExpected = kind === 'mean-variance' || kind === 'maximum-sharpe' || kind === 'frontier';
  if (needsExpected && expected === null)
    throw userError(
      'no-expected',
      file,
      `it has no expected returns, which ${kind} needs.`,
      'Fill in the column "expected".',
    );
  switch (kind) {
    case 'mean-variance':
      if ((targetReturn === undefined) === (riskAversion === undefined))
        throw userError(
          'no-appetite',
          '--method mean-variance',
          'needs one measure of how much risk to take.',
          'Give --target-return or --risk-aversion, not both.',
        );
      return targetReturn === undefined
        ? { kind, appetite: { kind: 'risk-aversion', aversion: riskAversion! } }
        : { kind, appetite: { kind: 'target-return', atLeast: targetReturn } };
    case 'maximum-sharpe':
      return { kind, riskless };
    case 'frontier':
      return { kind, points };
    case 'minimum-variance':
    case 'equal-risk':
    case 'maximum-diversification':
      return { kind };
  }
}

/** Full investment, and each weight between its bounds: those of all, or its own. */
export function boundsOn(
  { names }: Assets,
  min: number,
  max: number,
  own: readonly { readonly asset: string; readonly low: number; readonly high: number }[],
  file: string,
): Limit[] {
  const lower = new Float64Array(names.length).fill(min);
  const upper = new Float64Array(names.length).fill(max);
  for (const { asset, low, high } of own) {
    const i = names.indexOf(asset);
    if (i < 0)
      throw userError(
        'unknown-asset',
        `--bound ${asset}`,
        `${file} has no such asset.`,
        `Its assets are ${names.join(', ')}.`,
      );
    [lower[i], upper[i]] = [low, high];
  }
  const crossed = names.find((_, i) => lower[i]! > upper[i]!);
  if (crossed !== undefined)
    throw userError(
      'crossed-bounds',
      crossed,
      'its least weight is above its greatest.',
      'Correct --min, --max or --bound.',
    );
  const name =
    own.length > 0 ? 'bounds on weights' : `weights from ${percentText(min)} to ${percentText(max)}`;
  return [fullyInvested(names.length), weightBounds(name, lower, upper)];
}

/** Why there is no portfolio, for the user. */
export function refused(found: Exclude<Optimised, { kind: 'chosen' | 'frontier' }>, file: string): UserError {
  switch (found.kind) {
    case 'infeasible':
      return userError(
        'infeasible',
        file,
        `no weights satisfy all of: ${found.clash.join('; ')}.`,
        'Relax one of these.',
      );
    case 'no-ratio':
      return found.why === 'no-risk'
        ? userError(
            'no-ratio',
            file,
            'some weights have a reward without any risk, so no ratio is the greatest.',
            'Give more rows of returns, or a covariance of full rank.',
          )
        : userError(
            'no-ratio',
            file,
            'no weights within the bounds are expected to earn more than the riskless rate.',
            'Lower --riskless or choose by minimum-variance.',
          );
    case 'failed':
      return userError('not-solved', file, found.message, 'Check the figures for values far apart in size.');
  }
}
