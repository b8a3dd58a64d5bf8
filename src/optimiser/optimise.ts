import { type Problem, userError } from '../market/problem.ts';
import type { AssetData } from './asset-data.ts';
import { assetsOf } from './asset-data.ts';
import type { Assets } from './assets.ts';
import type { BindingConstraint } from './constraint-names.ts';
import { type ConstraintSet, constraintsOf } from './constraint-set.ts';
import { applyMethod, type Method } from './method.ts';
import { type MethodOptions, methodOf } from './method-options.ts';
import { noSolution } from './no-solution.ts';
import type { OptimalPortfolio } from './result.ts';

/** The method of a single portfolio, and the figures that it needs. */
export type PortfolioMethod =
  | {
      readonly method:
        'minimum-variance' | 'equal-risk' | 'maximum-diversification' | 'hierarchical-risk-parity';
    }
  /** Constrained or not; `budgets`: share of risk of each asset, by name, scaled to sum to 1. */
  | { readonly method: 'risk-budgeting'; readonly budgets: Readonly<Record<string, number>> }
  /**
   * Minimises the mean loss of the worst 1 − `confidence` of periods (default 0.95), optionally at a required expected return.
   * Needs returns.
   */
  | { readonly method: 'minimum-cvar'; readonly confidence?: number; readonly targetReturn?: number }
  /** `riskFree`: risk-free rate, a decimal in the time unit of the expected returns. Default 0. */
  | { readonly method: 'maximum-sharpe'; readonly riskFree?: number }
  /** Maximises μ′w − (λ/2)·w′Vw. */
  | { readonly method: 'mean-variance'; readonly riskAversion: number }
  /** Minimises variance subject to an expected return of at least this. */
  | { readonly method: 'mean-variance'; readonly targetReturn: number }
  /** Maximises expected return subject to a volatility of at most this. */
  | { readonly method: 'mean-variance'; readonly targetVolatility: number };

/** A portfolio to optimise: the assets, the method, and constraints (default: long-only, fully invested). */
export type OptimiseRequest = AssetData & PortfolioMethod & { readonly constraints?: ConstraintSet };

/** An optimal portfolio, by asset name. */
export interface OptimisedPortfolio {
  /** Fractions of the portfolio. */
  readonly weights: Readonly<Record<string, number>>;
  /** Decimal, in the time unit of the assets; null without expected returns. */
  readonly expectedReturn: number | null;
  /** Decimal, in the same time unit. */
  readonly volatility: number;
  readonly bindingConstraints: readonly BindingConstraint[];
  readonly solver: OptimalPortfolio['solver'];
  /** Largest residual of the optimality conditions (KKT); 0 at an exact solution. */
  readonly residual: number;
  /** The ratio that the method maximises, if any. */
  readonly ratio: OptimalPortfolio['ratio'];
  /** minimum-cvar: the mean loss of the worst periods, per period of the returns; else null. */
  readonly conditionalValueAtRisk: number | null;
  /** What must be known of this answer: whether it is one of several, a heuristic, or uncertain. */
  readonly notes: readonly string[];
  /** Warnings about the data, such as a singular sample covariance. */
  readonly problems: readonly Problem[];
}

/**
 * Optimises a portfolio of any assets, from their returns or their moments.
 *
 * @param request the assets (`returns` by name, or `moments`), a `method`, and `constraints`: all plain data.
 * @returns weights by asset name, fractions, with expected return and volatility in the time unit of the assets.
 * @throws UserError for data or constraints that are not usable (different lengths, NaN, an unknown asset), and where
 *   no portfolio exists; the message names the constraints in conflict.
 * @example
 * import { optimise } from 'trrm/optimiser';
 *
 * const returns = { equity: [0.05, -0.04, 0.02, 0.03], gold: [-0.01, 0.02, 0.01, -0.02] };
 * const { weights, volatility } = await optimise({
 *   returns,
 *   periodsPerYear: 12,
 *   method: 'minimum-variance',
 *   constraints: { maxWeight: 0.7 },
 * });
 * console.log(weights, volatility);
 */
export async function optimise(request: OptimiseRequest): Promise<OptimisedPortfolio> {
  const { assets, problems, found } = await run(request, request);
  if (found.kind === 'optimal') return byName(assets, found, problems);
  throw userError(
    'unknown-method',
    request.method,
    'This method gives a frontier, not a single portfolio.',
    'Call `frontier`.',
  );
}

/** The assets and constraints of a frontier. */
export type FrontierRequest = AssetData & {
  readonly constraints?: ConstraintSet;
  /** Number of portfolios, at least 2. Default 25. */
  readonly points?: number;
};

/**
 * The efficient frontier, from the portfolio of minimum variance to that of maximum expected return.
 *
 * @param request as of `optimise`, with the number of `points` instead of a method. Needs expected returns.
 * @returns portfolios at equal steps of expected return, ascending; a single one if both ends have the same return.
 * @throws UserError as `optimise` does.
 * @example
 * import { frontier } from 'trrm/optimiser';
 *
 * const moments = {
 *   names: ['equity', 'gold'],
 *   covariance: [[0.04, 0.01], [0.01, 0.03]],
 *   expected: [0.12, 0.07],
 * };
 * for (const { expectedReturn, volatility } of await frontier({ moments, points: 5 })) {
 *   console.log(expectedReturn, volatility);
 * }
 */
export async function frontier(request: FrontierRequest): Promise<readonly OptimisedPortfolio[]> {
  const { points } = request;
  const { assets, problems, found } = await run(request, {
    method: 'frontier',
    ...(points !== undefined && { points }),
  });
  if (found.kind === 'frontier') return found.points.map((p) => byName(assets, p, problems));
  throw new TypeError('the method gives no frontier');
}

async function run(data: AssetData & { readonly constraints?: ConstraintSet }, options: MethodOptions) {
  const about = data.returns === undefined ? 'moments' : 'returns';
  const { assets, problems } = assetsOf(data);
  const method: Method = methodOf(options, assets, about);
  const found = await applyMethod(assets, constraintsOf(assets.names, data.constraints ?? {}), method);
  if (found.kind === 'optimal' || found.kind === 'frontier') return { assets, problems, found };
  throw noSolution(found, about);
}

const byName = (
  { names }: Assets,
  found: OptimalPortfolio,
  problems: readonly Problem[],
): OptimisedPortfolio => ({
  weights: Object.fromEntries(names.map((name, i) => [name, found.weights[i]!])),
  expectedReturn: found.expectedReturn,
  volatility: found.volatility,
  bindingConstraints: found.bindingConstraints,
  solver: found.solver,
  residual: found.residual,
  ratio: found.ratio,
  conditionalValueAtRisk: found.conditionalValueAtRisk,
  notes: found.notes,
  problems,
});
