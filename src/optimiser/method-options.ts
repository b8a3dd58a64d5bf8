import { userError } from '../market/problem.ts';
import type { Assets } from './assets.ts';
import type { Method } from './method.ts';
import type { RiskPreference } from './methods/mean-variance.ts';

export const METHOD_NAMES = [
  'minimum-variance',
  'mean-variance',
  'maximum-sharpe',
  'equal-risk',
  'risk-budgeting',
  'maximum-diversification',
  'hierarchical-risk-parity',
  'minimum-cvar',
  'frontier',
] as const satisfies readonly Method['kind'][];

/** Number of portfolios of a frontier. */
export const DEFAULT_POINTS = 25;
/** Confidence of the conditional value at risk. */
export const DEFAULT_CONFIDENCE = 0.95;

/** A method by name, with the figures that some methods need; all in the time unit of the assets. */
export interface MethodOptions {
  readonly method: Method['kind'];
  /** mean-variance, minimum-cvar: required expected return, a decimal. */
  readonly targetReturn?: number;
  /** mean-variance: largest volatility, a decimal. */
  readonly targetVolatility?: number;
  /** mean-variance: λ in μ′w − (λ/2)·w′Vw, above 0. */
  readonly riskAversion?: number;
  /** maximum-sharpe: risk-free rate, a decimal, default 0; frontier: of the capital market line, default none. */
  readonly riskFree?: number;
  /** risk-budgeting: the share of risk of each asset, by name, above 0; they are scaled to sum to 1. */
  readonly budgets?: Readonly<Record<string, number>>;
  /** minimum-cvar: above 0 and below 1. Default 0.95: the mean loss of the worst 5 % of periods. */
  readonly confidence?: number;
  /** frontier: number of portfolios, at least 2. Default 25. */
  readonly points?: number;
}

/**
 * The method that the options select.
 *
 * @param about the source of the assets, for messages.
 * @throws UserError if the assets or the options lack a figure that the method needs, or have an impossible one.
 */
export function methodOf(options: MethodOptions, assets: Assets, about: string): Method {
  const { method: kind, riskFree, points = DEFAULT_POINTS, confidence = DEFAULT_CONFIDENCE } = options;
  requireInputs(options, assets, about);
  switch (kind) {
    case 'mean-variance':
      return { kind, preference: preferenceOf(options) };
    case 'maximum-sharpe':
      return { kind, riskFreeRate: finite('the risk-free rate', riskFree ?? 0) };
    case 'frontier':
      if (!(Number.isInteger(points) && points >= 2))
        throw userError(
          'bad-figure',
          'frontier',
          `The number of points is ${points}.`,
          'Give a whole number, at least 2.',
        );
      return {
        kind,
        points,
        riskFreeRate: riskFree === undefined ? null : finite('the risk-free rate', riskFree),
      };
    case 'risk-budgeting':
      return { kind, budgets: budgetsOf(options.budgets ?? {}, assets, about) };
    case 'minimum-cvar':
      if (!(confidence > 0 && confidence < 1))
        throw userError(
          'bad-figure',
          'the confidence',
          `${confidence} is not between 0 and 1.`,
          'Give a fraction: 0.95 for the mean loss of the worst 5 % of periods.',
        );
      return {
        kind,
        confidence,
        atLeast:
          options.targetReturn === undefined ? null : finite('the target return', options.targetReturn),
      };
    case 'minimum-variance':
    case 'equal-risk':
    case 'maximum-diversification':
    case 'hierarchical-risk-parity':
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

function requireInputs({ method, targetReturn }: MethodOptions, assets: Assets, about: string): void {
  const needsExpected =
    method === 'mean-variance' ||
    method === 'maximum-sharpe' ||
    method === 'frontier' ||
    (method === 'minimum-cvar' && targetReturn !== undefined);
  if (needsExpected && assets.expected === null)
    throw userError(
      'no-expected',
      about,
      `There are no expected returns, which ${method} needs.`,
      'Supply expected returns, or choose minimum-variance, equal-risk or maximum-diversification.',
    );
  if (method === 'minimum-cvar' && !assets.scenarios)
    throw userError(
      'no-returns',
      about,
      'There are no observed returns, which minimum-cvar needs.',
      'Supply returns or prices by period instead of expected returns and a covariance.',
    );
}

function preferenceOf({ targetReturn, targetVolatility, riskAversion }: MethodOptions): RiskPreference {
  const given = [targetReturn, targetVolatility, riskAversion].filter((v) => v !== undefined);
  if (given.length !== 1)
    throw userError(
      'no-risk-preference',
      'mean-variance',
      given.length === 0
        ? 'The method needs a target return, a target volatility or a risk aversion.'
        : 'The method takes only one of a target return, a target volatility and a risk aversion.',
      'Give exactly one of them.',
    );
  if (targetReturn !== undefined)
    return { kind: 'target-return', atLeast: finite('the target return', targetReturn) };
  if (targetVolatility === undefined)
    return { kind: 'risk-aversion', aversion: positive('the risk aversion', riskAversion!) };
  if (!(finite('the target volatility', targetVolatility) >= 0))
    throw userError(
      'bad-figure',
      'the target volatility',
      `${targetVolatility} is below 0.`,
      'Give 0 or more.',
    );
  return { kind: 'target-volatility', atMost: targetVolatility };
}

function budgetsOf(by: Readonly<Record<string, number>>, { names }: Assets, about: string): Float64Array {
  const unknown = Object.keys(by).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw userError(
      'risk-budgets',
      unknown,
      `There is no such asset in ${about}.`,
      `Its assets are ${names.join(', ')}.`,
    );
  const missing = names.find((name) => !Object.hasOwn(by, name));
  if (missing !== undefined)
    throw userError(
      'risk-budgets',
      missing,
      'It has no risk budget.',
      'Give the budget of every asset, or use equal-risk.',
    );
  return Float64Array.from(names, (name) => positive(`the risk budget of ${name}`, by[name]!));
}

function finite(what: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw userError('bad-figure', what, `${value} is not a finite number.`, 'Give a decimal: 0.08 for 8 %.');
}

function positive(what: string, value: number): number {
  if (finite(what, value) > 0) return value;
  throw userError('bad-figure', what, `${value} is not above 0.`, 'Give a positive number.');
}
