import type { PrimalDual } from '../../math/qp/program.ts';
import { type Assets, dot } from '../assets.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { solve, type Solution, type Unsolved } from '../solve.ts';

/**
 * The weights that minimise ½·w′Vw − T·(reward′w − cost of trading): the best for a risk tolerance T. All methods that
 * weigh return against risk search this one family, in T.
 *
 * @param reward [n], e.g. expected returns.
 * @param constraints trading costs in the unit of returns are weighed like the reward.
 */
export function solveTradeOff(
  assets: Assets,
  constraints: readonly Constraint[],
  reward: Float64Array,
  tolerance: number,
  near?: PrimalDual,
): Promise<Solution | Unsolved> {
  const scaled = constraints.map((c) =>
    c.kind === 'trade' && c.costUnit === 'return'
      ? { ...c, buyCost: c.buyCost.map((v) => tolerance * v), sellCost: c.sellCost.map((v) => tolerance * v) }
      : c,
  );
  return solve(assets, scaled, { linear: reward.map((r) => -tolerance * r) }, near);
}

/** reward′w less the cost of trading to w. */
export const netReward = (
  constraints: readonly Constraint[],
  reward: Float64Array,
  weights: Float64Array,
): number => dot(reward, weights) - tradingCostOf(constraints, weights);

/** The cost of trading from the opening weights, a fraction of the portfolio; 0 without costs. */
export function tradingCostOf(constraints: readonly Constraint[], weights: Float64Array): number {
  let cost = 0;
  for (const c of constraints) {
    if (c.kind !== 'trade' || c.costUnit !== 'return') continue;
    for (let i = 0; i < weights.length; i++) {
      const traded = weights[i]! - c.from[i]!;
      cost += traded > 0 ? traded * c.buyCost[i]! : -traded * c.sellCost[i]!;
    }
  }
  return cost;
}

/** One-way turnover from the opening weights, ½·Σ|w − opening|; null without opening weights. */
export function turnoverFrom(constraints: readonly Constraint[], weights: Float64Array): number | null {
  const trade = constraints.find((c) => c.kind === 'trade');
  return trade ? weights.reduce((sum, w, i) => sum + Math.abs(w - trade.from[i]!), 0) / 2 : null;
}

/** Whether trading has a cost in the unit of returns. */
export const hasCost = (constraints: readonly Constraint[]): boolean =>
  constraints.some(
    (c) =>
      c.kind === 'trade' &&
      c.costUnit === 'return' &&
      (c.buyCost.some((v) => v !== 0) || c.sellCost.some((v) => v !== 0)),
  );
