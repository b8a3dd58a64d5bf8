import { listed } from '../format/words.ts';
import { type UserError, userError } from '../market/problem.ts';
import type { Attainable } from './solve.ts';
import { exactPercentText } from './constraints/constraint.ts';
import type { OptimisationResult } from './method.ts';
import type { UndefinedRatio } from './methods/ratio-maximisation.ts';

/**
 * The error that says why there is no portfolio.
 *
 * @param about the source of the assets.
 * @param hint a further remedy that the caller knows of, such as a rate that may be in another unit.
 */
export function noSolution(
  found: Exclude<OptimisationResult, { kind: 'optimal' | 'frontier' }>,
  about: string,
  hint = '',
): UserError {
  const because = (code: string, message: string, remedy: string): UserError =>
    userError(code, about, message, `${remedy}${hint && ` ${hint}`}`);
  switch (found.kind) {
    case 'infeasible':
      return because(
        'infeasible',
        [
          `No weights satisfy all of these constraints: ${found.conflict.join('; ')}.`,
          ...(found.attainable ?? []).map(attainableText),
        ].join(' '),
        'Relax one of them.',
      );
    case 'no-ratio':
      return because('no-ratio', ...undefinedRatio(found));
    case 'failed':
      return because(
        'not-solved',
        found.message,
        'Check the assets for figures of very different magnitude.',
      );
  }
}

function undefinedRatio(found: UndefinedRatio): [message: string, remedy: string] {
  switch (found.reason) {
    case 'no-risk':
      return [
        'Some weights have a positive reward and no risk, so the ratio has no maximum.',
        'Check the covariance: assets that hedge each other exactly, fewer rows of returns than assets, or cash that earns more than the risk-free rate.',
      ];
    case 'no-reward':
      return [
        'No weights within the bounds have an expected return above the risk-free rate.',
        'Lower the risk-free rate, or use minimum-variance.',
      ];
    case 'asset-without-risk': {
      const [verb, them] = found.assets.length === 1 ? ['has', 'it'] : ['have', 'them'];
      return [
        `${listed(found.assets)} ${verb} no risk (a variance of 0), and this method weighs assets by their risk.`,
        `Leave ${them} out and add cash afterwards, or use minimum-variance, mean-variance or maximum-sharpe.`,
      ];
    }
  }
}

/** As a percentage with six decimals, rounded to the side that can be attained. */
const attainablePercent = (value: number, round: 'down' | 'up'): string => {
  const scaled = 100 * value * 1e6;
  const whole = round === 'down' ? Math.floor(scaled + 1e-3) : Math.ceil(scaled - 1e-3);
  return `${whole / 1e6} %`;
};

function attainableText(found: Attainable): string {
  switch (found.kind) {
    case 'greatest-return':
      return `The greatest expected return within the other constraints is ${attainablePercent(found.value, 'down')}.`;
    case 'least-volatility':
      return `The least volatility within the other constraints is ${attainablePercent(found.value, 'up')}.`;
    case 'least-turnover':
      return `The other constraints need a one-way turnover of at least ${attainablePercent(found.value, 'up')}.`;
    case 'sum-of-maxima':
      return `The maximum weights sum to ${exactPercentText(found.value)}.`;
    case 'sum-of-minima':
      return `The minimum weights sum to ${exactPercentText(found.value)}.`;
    case 'range':
      return `Within the bounds on weights, "${found.constraint}" can lie from ${exactPercentText(found.low)} to ${exactPercentText(found.high)}.`;
  }
}
