import { userError } from '../market/problem.ts';
import type { Assets } from './assets.ts';
import type { Method } from './method.ts';

export const METHOD_NAMES = [
  'minimum-variance',
  'mean-variance',
  'maximum-sharpe',
  'equal-risk',
  'maximum-diversification',
  'frontier',
] as const satisfies readonly Method['kind'][];

/** Number of portfolios of a frontier. */
export const DEFAULT_POINTS = 25;

/** A method by name, with the figures that some methods need; all in the time unit of the assets. */
export interface MethodOptions {
  readonly method: Method['kind'];
  /** mean-variance: required expected return, a decimal. */
  readonly targetReturn?: number;
  /** mean-variance: λ in μ′w − (λ/2)·w′Vw, above 0. */
  readonly riskAversion?: number;
  /** maximum-sharpe: risk-free rate, a decimal. Default 0. */
  readonly riskFree?: number;
  /** frontier: number of portfolios, at least 2. Default 25. */
  readonly points?: number;
}

/**
 * The method that the options select.
 *
 * @param about the source of the assets, for messages.
 * @throws UserError if the assets or the options lack a figure that the method needs, or have an impossible one.
 */
export function methodOf(options: MethodOptions, { expected }: Assets, about: string): Method {
  const { method: kind, targetReturn, riskAversion, riskFree = 0, points = DEFAULT_POINTS } = options;
  const needsExpected = kind === 'mean-variance' || kind === 'maximum-sharpe' || kind === 'frontier';
  if (needsExpected && expected === null)
    throw userError(
      'no-expected',
      about,
      `There are no expected returns, which ${kind} needs.`,
      'Supply expected returns, or choose minimum-variance, equal-risk or maximum-diversification.',
    );
  switch (kind) {
    case 'mean-variance':
      if ((targetReturn === undefined) === (riskAversion === undefined))
        throw userError(
          'no-risk-preference',
          'mean-variance',
          'The method needs either a target return or a risk aversion.',
          'Give a target return or a risk aversion, not both.',
        );
      return targetReturn === undefined
        ? { kind, preference: { kind: 'risk-aversion', aversion: positive('the risk aversion', riskAversion!) } }
        : { kind, preference: { kind: 'target-return', atLeast: finite('the target return', targetReturn) } };
    case 'maximum-sharpe':
      return { kind, riskFreeRate: finite('the risk-free rate', riskFree) };
    case 'frontier':
      if (!(Number.isInteger(points) && points >= 2))
        throw userError(
          'bad-figure',
          'frontier',
          `The number of points is ${points}.`,
          'Give a whole number, at least 2.',
        );
      return { kind, points };
    case 'minimum-variance':
    case 'equal-risk':
    case 'maximum-diversification':
      return { kind };
    default:
      throw userError(
        'unknown-method',
        String(kind),
        'This is not an optimisation method.',
        `Choose one of ${METHOD_NAMES.join(', ')}.`,
      );
  }
}

function finite(what: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw userError('bad-figure', what, `${value} is not a finite number.`, 'Give a decimal: 0.08 for 8 %.');
}

function positive(what: string, value: number): number {
  if (finite(what, value) > 0) return value;
  throw userError('bad-figure', what, `${value} is not above 0.`, 'Give a positive number.');
}
