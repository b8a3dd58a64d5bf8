import type { QuadraticProgram, Trade } from '../math/qp/program.ts';
import type { Assets } from './assets.ts';
import type { Limit } from './constraints/constraint.ts';

/** A goal: minimise ½·w′Vw + linear′w. */
export interface Goal {
  /** n long. */
  readonly linear: Float64Array;
}

/** A programme and the limits that its parts came from. */
export interface Assembled {
  readonly program: QuadraticProgram;
  /** By row. */
  readonly rowNames: readonly string[];
  /** By asset: the limit that set its bound. */
  readonly lowerNames: readonly string[];
  readonly upperNames: readonly string[];
  readonly tradeName: string | null;
}

/**
 * Assets, limits and a goal as a quadratic programme. Of several bounds on a weight the tightest holds, and gives its
 * name. Throws where a weight has no bound on a side (then there might be no best portfolio), where bounds cross, and
 * where trade is counted from two different portfolios.
 */
export function assemble(assets: Assets, limits: readonly Limit[], goal: Goal): Assembled {
  const n = assets.names.length;
  const lower = new Float64Array(n).fill(-Infinity);
  const upper = new Float64Array(n).fill(Infinity);
  const lowerNames = Array.from({ length: n }, () => '');
  const upperNames = Array.from({ length: n }, () => '');
  for (const limit of limits) {
    if (limit.kind !== 'bounds') continue;
    for (let i = 0; i < n; i++) {
      if (limit.lower[i]! > lower[i]!) [lower[i], lowerNames[i]] = [limit.lower[i]!, limit.name];
      if (limit.upper[i]! < upper[i]!) [upper[i], upperNames[i]] = [limit.upper[i]!, limit.name];
    }
  }
  for (const [i, name] of assets.names.entries()) {
    if (!(lower[i]! > -Infinity && upper[i]! < Infinity))
      throw new RangeError(`the weight of ${name} needs a lower and an upper bound`);
    if (lower[i]! > upper[i]!)
      throw new RangeError(
        `the weight of ${name} cannot be ${lower[i]} or more (${lowerNames[i]}) and ${upper[i]} or less (${upperNames[i]})`,
      );
  }

  const rows = limits.filter((l) => l.kind === 'row');
  const coefficients = new Float64Array(rows.length * n);
  for (const [r, row] of rows.entries()) coefficients.set(row.coefficients, r * n);
  const linear = goal.linear.slice();
  const trades = limits.filter((l) => l.kind === 'trade');
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

/** All that concerns trade, in one; what buying costs more than selling goes into the linear goal. */
function tradeOf(trades: readonly Extract<Limit, { kind: 'trade' }>[], linear: Float64Array): Trade | null {
  const [first] = trades;
  if (!first) return null;
  const cost = new Float64Array(linear.length);
  for (const { name, from, buyCost, sellCost } of trades) {
    if (from.some((w, i) => w !== first.from[i]))
      throw new RangeError(`${name} and ${first.name} start from different portfolios`);
    for (let i = 0; i < cost.length; i++) {
      cost[i]! += (buyCost[i]! + sellCost[i]!) / 2;
      linear[i]! += (buyCost[i]! - sellCost[i]!) / 2;
    }
  }
  return { from: first.from, cost, limit: Math.min(...trades.map((t) => t.limit)) };
}
