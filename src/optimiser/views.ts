import { blackLitterman } from '../math/black-litterman.ts';
import { hessianTimes } from '../math/qp/hessian.ts';
import { userError } from '../market/problem.ts';
import { type Assets, riskFreeAssets } from './assets.ts';

/** A view: a combination of assets that returns so much, with a confidence. */
export interface View {
  readonly name: string;
  /** [n] 1 for an absolute view; 1 and −1 for one asset over another. */
  readonly weights: Float64Array;
  /** Expected return of the combination, in the time unit of the assets. */
  readonly return: number;
  /** Above 0 to 1; 0.5 trusts the view as much as the prior. */
  readonly confidence: number;
}

/** He and Litterman (1999). */
export const DEFAULT_TAU = 0.05;
export const DEFAULT_MARKET_RISK_AVERSION = 2.5;

export interface Prior {
  /** [n] weights of the market, from whose equilibrium the prior is derived; null to take the assets' expected returns. */
  readonly market: Float64Array | null;
  /** δ of the market; default 2.5. */
  readonly riskAversion?: number;
  /** Added to the equilibrium's excess returns. Default 0. */
  readonly riskFree?: number;
  /** τ, the uncertainty of the prior as a multiple of the covariance; default 0.05. */
  readonly tau?: number;
}

/**
 * The assets with the expected returns and covariance of Black and Litterman: the market's equilibrium (or given expected
 * returns) combined with views.
 *
 * @throws UserError for a view that is not usable, or where there is no prior.
 */
export function withViews(
  assets: Assets,
  views: readonly View[],
  { market, riskAversion = DEFAULT_MARKET_RISK_AVERSION, riskFree = 0, tau = DEFAULT_TAU }: Prior,
): Assets {
  const { names, covariance } = assets;
  const n = names.length;
  const prior = market
    ? hessianTimes(covariance, market).map((v) => riskFree + riskAversion * v)
    : assets.expected;
  if (prior === null)
    throw refuse('views', 'there is no prior.', 'Give market weights, or expected returns.');
  if (covariance.kind !== 'dense') throw new RangeError('views need a dense covariance');
  const cash = new Set(riskFreeAssets(assets));
  for (const { name, weights, confidence, ...view } of views) {
    if (!(confidence > 0 && confidence <= 1))
      throw refuse(
        name,
        `the confidence is ${confidence}.`,
        'Give a fraction above 0, at most 1; 0.5 trusts the view as much as the prior.',
      );
    if (!Number.isFinite(view.return))
      throw refuse(name, 'it has no return.', 'Give a decimal: 0.05 for 5 %.');
    if (!weights.some((w, i) => w !== 0 && !cash.has(i)))
      throw refuse(name, 'it is on no asset with risk.', 'Give the weights of the assets that it compares.');
  }
  const posterior = blackLitterman(prior, covariance.matrix, tau, {
    picks: Float64Array.from(views.flatMap(({ weights }) => [...weights])),
    returns: Float64Array.from(views, (v) => v.return),
    confidence: Float64Array.from(views, (v) => v.confidence),
  });
  if (!posterior)
    throw refuse(
      'views',
      'certain views repeat or contradict each other.',
      'Leave one out, or give confidences below 1.',
    );
  return {
    ...assets,
    covariance: { kind: 'dense', n, matrix: posterior.covariance },
    expected: posterior.expected,
  };
}

const refuse = (about: string, message: string, remedy: string) => userError('views', about, message, remedy);
