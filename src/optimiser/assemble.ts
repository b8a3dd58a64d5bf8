import type { QuadraticProgram, Trade } from '../math/qp/program.ts';
import type { Assets } from './assets.ts';
import type { Constraint } from './constraints/constraint.ts';

/** What the weights minimise: ½·w′Vw + linear′w. V is the covariance of the assets. */
export interface Objective {
  /** [n] */
  readonly linear: Float64Array;
}

/** A quadratic programme, and the name of the constraint behind each of its rows and bounds. */
export interface AssembledProgram {
  readonly program: QuadraticProgram;
  /** [rows] */
  readonly rowNames: readonly string[];
  /** [n]: the constraint that sets the bound of each asset. */
  readonly lowerNames: readonly string[];
  readonly upperNames: readonly string[];
  readonly tradeName: string | null;
}

/**
 * Writes assets, constraints and an objective as a quadratic programme. If several constraints bound the same weight,
 * the tightest applies and gives the bound its name.
 *
 * @throws RangeError if a weight lacks a lower or an upper bound (the optimum could be unbounded), if bounds cross,
 *   or if two constraints measure trades from different opening weights.
 */
export function assemble(
  assets: Assets,
  constraints: readonly Constraint[],
  objective: Objective,
): AssembledProgram {
  const n = assets.names.length;
  const lower = new Float64Array(n).fill(-Infinity);
  const upper = new Float64Array(n).fill(Infinity);
  const lowerNames = Array.from({ length: n }, () => '');
  const upperNames = Array.from({ length: n }, () => '');
  for (const constraint of constraints) {
    if (constraint.kind !== 'bounds') continue;
    for (let i = 0; i < n; i++) {
      if (constraint.lower[i]! > lower[i]!)
        [lower[i], lowerNames[i]] = [constraint.lower[i]!, constraint.name];
      if (constraint.upper[i]! < upper[i]!)
        [upper[i], upperNames[i]] = [constraint.upper[i]!, constraint.name];
    }
  }
  for (const [i, name] of assets.names.entries()) {
    if (!(lower[i]! > -Infinity && upper[i]! < Infinity))
      throw new RangeError(`the weight of ${name} must have both a lower and an upper bound`);
    if (lower[i]! > upper[i]!)
      throw new RangeError(
        `the bounds of ${name} cross: lower bound ${lower[i]} (${lowerNames[i]}), upper bound ${upper[i]} (${upperNames[i]})`,
      );
  }

  const rows = constraints.filter((l) => l.kind === 'row');
  const coefficients = new Float64Array(rows.length * n);
  for (const [r, row] of rows.entries()) coefficients.set(row.coefficients, r * n);
  const linear = objective.linear.slice();
  const trades = constraints.filter((l) => l.kind === 'trade');
  return {
    program: {
      hessian: assets.covariance,
      linear,
      lower,
      upper,
      rows: {
        count: rows.length,
        coefficients,
        lower: Float64Array.from(rows, (r) => r.low),
        upper: Float64Array.from(rows, (r) => r.high),
      },
      trade: tradeOf(trades, linear),
    },
    rowNames: rows.map((r) => r.name),
    lowerNames,
    upperNames,
    tradeName: trades.find((t) => t.limit < Infinity)?.name ?? null,
  };
}

/**
 * Merges all turnover limits and trading costs. The programme's trading cost is symmetric, |w − from|·(buy + sell)/2,
 * so the excess of the buying over the selling cost enters the linear objective. In place.
 */
function tradeOf(
  trades: readonly Extract<Constraint, { kind: 'trade' }>[],
  linear: Float64Array,
): Trade | null {
  const [first] = trades;
  if (!first) return null;
  const cost = new Float64Array(linear.length);
  for (const { name, from, buyCost, sellCost } of trades) {
    if (from.some((w, i) => w !== first.from[i]))
      throw new RangeError(
        `the constraints "${name}" and "${first.name}" start from different opening weights`,
      );
    for (let i = 0; i < cost.length; i++) {
      cost[i]! += (buyCost[i]! + sellCost[i]!) / 2;
      linear[i]! += (buyCost[i]! - sellCost[i]!) / 2;
    }
  }
  return { from: first.from, cost, limit: Math.min(...trades.map((t) => t.limit)) };
}
