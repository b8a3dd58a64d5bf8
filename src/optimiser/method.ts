import { attainable } from './attainable.ts';
import { type Assets, expectedOf } from './assets.ts';
import type { OptimalPortfolio } from './result.ts';
import type { Constraint } from './constraints/constraint.ts';
import { limitHoldings } from './limit-holdings.ts';
import type { UndefinedRatio } from './methods/ratio-maximisation.ts';
import { efficientFrontier, type Frontier } from './methods/efficient-frontier.ts';
import { hierarchicalRiskParity } from './methods/hierarchical-risk-parity.ts';
import { maximumDiversification } from './methods/maximum-diversification.ts';
import { maximumSharpe } from './methods/maximum-sharpe.ts';
import { type RiskPreference, meanVariance } from './methods/mean-variance.ts';
import { minimumCvar } from './methods/minimum-cvar.ts';
import { minimumVariance } from './methods/minimum-variance.ts';
import { riskBudgeting } from './methods/risk-budgeting.ts';
import { netReward } from './methods/trade-off.ts';
import type { Unsolved } from './solve.ts';

/**
 * The optimisation method: `mean-variance` (Markowitz 1952), `maximum-sharpe` (Sharpe 1966; `riskFreeRate` is a
 * decimal in the time unit of the expected returns), `equal-risk` contributions or `risk-budgeting` with given ones,
 * `maximum-diversification`, `hierarchical-risk-parity`, `minimum-cvar` (conditional value at risk of the observed
 * returns), or the efficient `frontier` with so many points.
 */
export type Method =
  | { readonly kind: 'minimum-variance' }
  | { readonly kind: 'mean-variance'; readonly preference: RiskPreference }
  | { readonly kind: 'maximum-sharpe'; readonly riskFreeRate: number }
  | { readonly kind: 'equal-risk' }
  /** [n] shares of risk, each above 0. */
  | { readonly kind: 'risk-budgeting'; readonly budgets: Float64Array }
  | { readonly kind: 'maximum-diversification' }
  | { readonly kind: 'hierarchical-risk-parity' }
  | {
      readonly kind: 'minimum-cvar';
      /** Above 0 and below 1, e.g. 0.95. */
      readonly confidence: number;
      /** A required expected return; null for none. */
      readonly atLeast: number | null;
    }
  | {
      readonly kind: 'frontier';
      readonly points: number;
      /** With it, the frontier has its tangency portfolio and capital market line. */
      readonly riskFreeRate: number | null;
    };

/** An optimal portfolio or frontier, or why there is none. */
export type OptimisationResult = OptimalPortfolio | Frontier | Unsolved | UndefinedRatio;

/**
 * Optimises a portfolio of any assets by any method, subject to any constraints.
 *
 * @returns the optimal portfolio, or the frontier; otherwise the constraints in conflict and what is attainable
 *   (`infeasible`), why the ratio has no maximum (`no-ratio`), or the solvers' residuals (`failed`).
 * @throws RangeError if a constraint or parameter is malformed, or if the method needs expected returns or observed
 *   returns and there are none.
 * @example
 * const covariance = { kind: 'dense', n: 2, matrix: Float64Array.of(0.04, 0.01, 0.01, 0.09) } as const;
 * const assets = { names: ['equity', 'gold'], covariance, expected: Float64Array.of(0.11, 0.07) };
 * const constraints = [fullyInvested(2), noShorts(2), nameCap(2, 0.8)];
 * const result = await applyMethod(assets, constraints, { kind: 'maximum-sharpe', riskFreeRate: 0.065 });
 * if (result.kind === 'optimal') console.log(result.weights, result.volatility);
 */
export async function applyMethod(
  assets: Assets,
  constraints: readonly Constraint[],
  method: Method,
): Promise<OptimisationResult> {
  const names = constraints.find((c) => c.kind === 'names');
  const others = constraints.filter((c) => c.kind !== 'names');
  const found = names
    ? await withFewNames(assets, others, names, method)
    : await withoutLimit(assets, others, method);
  if (found.kind !== 'infeasible') return found;
  const preference = method.kind === 'mean-variance' ? method.preference : requiredReturn(method);
  return { ...found, attainable: await attainable(assets, others, preference) };
}

const requiredReturn = (method: Method): RiskPreference | null =>
  method.kind === 'minimum-cvar' && method.atLeast !== null
    ? { kind: 'target-return', atLeast: method.atLeast }
    : null;

async function withoutLimit(
  assets: Assets,
  constraints: readonly Constraint[],
  method: Method,
): Promise<OptimisationResult> {
  if (method.kind !== 'frontier') return portfolioOf(assets, constraints, method);
  const frontier = await efficientFrontier(assets, constraints, method.points);
  if (frontier.kind !== 'frontier' || method.riskFreeRate === null) return frontier;
  const tangency = await maximumSharpe(assets, constraints, method.riskFreeRate);
  return {
    ...frontier,
    capitalMarketLine: tangency.kind === 'optimal' ? { riskFreeRate: method.riskFreeRate, tangency } : null,
  };
}

type PortfolioMethod = Exclude<Method, { kind: 'frontier' }>;

async function portfolioOf(
  assets: Assets,
  constraints: readonly Constraint[],
  method: PortfolioMethod,
): Promise<OptimalPortfolio | Unsolved | UndefinedRatio> {
  switch (method.kind) {
    case 'minimum-variance':
      return minimumVariance(assets, constraints);
    case 'mean-variance':
      return meanVariance(assets, constraints, method.preference);
    case 'maximum-sharpe':
      return maximumSharpe(assets, constraints, method.riskFreeRate);
    case 'equal-risk':
      return riskBudgeting(assets, constraints);
    case 'risk-budgeting':
      return riskBudgeting(assets, constraints, method.budgets);
    case 'maximum-diversification':
      return maximumDiversification(assets, constraints);
    case 'hierarchical-risk-parity':
      return hierarchicalRiskParity(assets, constraints);
    case 'minimum-cvar':
      return minimumCvar(assets, constraints, method.confidence, method.atLeast);
  }
}

async function withFewNames(
  assets: Assets,
  constraints: readonly Constraint[],
  names: Extract<Constraint, { kind: 'names' }>,
  method: Method,
): Promise<OptimisationResult> {
  const value = method.kind === 'frontier' ? null : valueOf(assets, constraints, method);
  // A frontier, and rules without an objective, have no single value by which to choose the assets held.
  if (method.kind === 'frontier' || value === null)
    return { kind: 'infeasible', conflict: [method.kind.replaceAll('-', ' '), names.name] };
  const found = await limitHoldings(
    assets,
    constraints,
    names,
    (within) => portfolioOf(assets, within, method),
    value,
  );
  return found ?? { kind: 'infeasible', conflict: [names.name, ...constraints.map((c) => c.name)] };
}

/** What a method minimises; null for a method that is a rule. */
function valueOf(
  assets: Assets,
  constraints: readonly Constraint[],
  method: PortfolioMethod,
): ((found: OptimalPortfolio) => number) | null {
  const net = ({ weights }: OptimalPortfolio) => netReward(constraints, expectedOf(assets), weights);
  switch (method.kind) {
    case 'minimum-variance':
      return (p) => p.volatility ** 2;
    case 'mean-variance':
      return (p) => meanVarianceValue(method.preference, p.volatility ** 2, net(p));
    case 'maximum-sharpe':
    case 'maximum-diversification':
      return (p) => -(p.ratio?.value ?? 0);
    case 'minimum-cvar':
      return (p) => p.conditionalValueAtRisk ?? Infinity;
    case 'equal-risk':
    case 'risk-budgeting':
    case 'hierarchical-risk-parity':
      return null;
  }
}

function meanVarianceValue(preference: RiskPreference, variance: number, net: number): number {
  switch (preference.kind) {
    case 'target-return':
      return variance;
    case 'target-volatility':
      return -net;
    case 'risk-aversion':
      return (preference.aversion / 2) * variance - net;
    case 'risk-tolerance':
      return variance / 2 - preference.tolerance * net;
  }
}
