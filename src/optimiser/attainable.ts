import { scaledIdentity } from '../math/qp/hessian.ts';
import { turnoverOf } from '../math/qp/program.ts';
import { assemble } from './assemble.ts';
import { type Assets, volatilityOf } from './assets.ts';
import type { Constraint } from './constraints/constraint.ts';
import { tradingCost } from './constraints/trading-cost.ts';
import { maximumReturn } from './methods/efficient-frontier.ts';
import type { RiskPreference } from './methods/mean-variance.ts';
import { netReward } from './methods/trade-off.ts';
import { type Attainable, solve } from './solve.ts';

/** A bound on the sum of weights that is missed by less than this is not. */
const ROUNDING = 1e-12;

/**
 * What is attainable with constraints that admit no solution: for a target, the best within the other constraints; else
 * what the bounds add up to, the range of each constrained sum, and the least turnover.
 */
export async function attainable(
  assets: Assets,
  constraints: readonly Constraint[],
  preference: RiskPreference | null,
): Promise<readonly Attainable[]> {
  const target = await targetAttainable(assets, constraints, preference);
  if (target) return [target];
  const n = assets.names.length;
  const { program, rowNames } = assemble(assets, constraints, { linear: new Float64Array(n) });
  const { lower, upper, rows } = program;
  const rowOf = (r: number) => rows.coefficients.subarray(r * n, (r + 1) * n);
  const total = Array.from({ length: rows.count }, (_, r) => r).find(
    (r) => rows.lower[r] === rows.upper[r] && rowOf(r).every((c) => c === 1),
  );
  if (total === undefined) return [];
  const invested = rows.lower[total]!;
  const [least, most] = [sum(lower), sum(upper)];
  if (most < invested - ROUNDING) return [{ kind: 'sum-of-maxima', value: most }];
  if (least > invested + ROUNDING) return [{ kind: 'sum-of-minima', value: least }];

  const found: Attainable[] = [];
  for (let r = 0; r < rows.count; r++) {
    if (r === total) continue;
    const coefficients = rowOf(r);
    const low = extreme(coefficients, lower, upper, invested, 'lowest');
    const high = extreme(coefficients, lower, upper, invested, 'highest');
    if (low > rows.upper[r]! + ROUNDING || high < rows.lower[r]! - ROUNDING)
      found.push({ kind: 'range', constraint: rowNames[r]!, low, high });
  }
  if (found.length > 0 || !program.trade) return found;
  const turnover = await leastTurnover(assets, constraints, program.trade.from);
  return turnover === null ? [] : [{ kind: 'least-turnover', value: turnover }];
}

async function targetAttainable(
  assets: Assets,
  constraints: readonly Constraint[],
  preference: RiskPreference | null,
): Promise<Attainable | null> {
  if (preference?.kind === 'target-return') {
    const best = await maximumReturn(assets, constraints);
    return best.kind === 'solved'
      ? { kind: 'greatest-return', value: netReward(constraints, assets.expected!, best.weights) }
      : null;
  }
  if (preference?.kind !== 'target-volatility') return null;
  const safest = await solve(assets, constraints, { linear: new Float64Array(assets.names.length) });
  return safest.kind === 'solved'
    ? { kind: 'least-volatility', value: volatilityOf(assets, safest.weights) }
    : null;
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

/** The least or greatest coefficients′w within the bounds, for weights that sum to `total`: filled greedily. */
function extreme(
  coefficients: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  total: number,
  end: 'lowest' | 'highest',
): number {
  const sign = end === 'lowest' ? 1 : -1;
  let rest = total - sum(lower);
  let value = coefficients.reduce((v, c, i) => v + c * lower[i]!, 0);
  for (const i of [...coefficients.keys()].sort((a, b) => sign * (coefficients[a]! - coefficients[b]!))) {
    const added = Math.min(rest, upper[i]! - lower[i]!);
    value += added * coefficients[i]!;
    rest -= added;
  }
  return value;
}

/** Small enough that the sum of trades decides alone. */
const LITTLE = 1e-6;

/** The turnover that the other constraints require; null if they conflict among themselves. */
async function leastTurnover(
  assets: Assets,
  constraints: readonly Constraint[],
  opening: Float64Array,
): Promise<number | null> {
  const n = opening.length;
  const unit = new Float64Array(n).fill(1);
  const free = [...constraints.filter((c) => c.kind !== 'trade'), tradingCost(opening, unit, unit)];
  const flat: Assets = { ...assets, covariance: scaledIdentity(n, LITTLE) };
  const found = await solve(flat, free, { linear: new Float64Array(n) });
  if (found.kind !== 'solved') return null;
  const { program } = assemble(flat, free, { linear: new Float64Array(n) });
  return turnoverOf(program, found.weights);
}
