import { type UserError, userError } from '../market/problem.ts';
import type { OptimisationResult } from './method.ts';

/** The error that says why there is no portfolio. @param about the source of the assets. */
export function noSolution(
  found: Exclude<OptimisationResult, { kind: 'optimal' | 'frontier' }>,
  about: string,
): UserError {
  switch (found.kind) {
    case 'infeasible':
      return userError(
        'infeasible',
        about,
        `No weights satisfy all of these constraints: ${found.conflict.join('; ')}.`,
        'Relax one of them.',
      );
    case 'no-ratio':
      return found.reason === 'no-risk'
        ? userError(
            'no-ratio',
            about,
            'Some weights have a positive excess return and no risk, so the ratio has no maximum.',
            'Give more rows of returns, or a covariance matrix of full rank.',
          )
        : userError(
            'no-ratio',
            about,
            'No weights within the bounds have an expected return above the risk-free rate.',
            'Lower the risk-free rate, or use minimum-variance.',
          );
    case 'failed':
      return userError(
        'not-solved',
        about,
        found.message,
        'Check the assets for figures of very different magnitude.',
      );
  }
}
