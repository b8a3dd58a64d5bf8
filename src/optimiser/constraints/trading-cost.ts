import type { Constraint } from './constraint.ts';

/**
 * Charges the objective for trades from the opening weights. It excludes no portfolio.
 *
 * @param buyCost [n] cost per unit of weight bought. `sellCost` is its counterpart for sales.
 * @param costUnit `return`: a fraction of the amount traded, charged once against the expected return; `objective`: the
 *   unit of the objective, which for mean–variance with risk tolerance T is T times that.
 * @throws RangeError if a round trip in an asset has a negative cost.
 */
export function tradingCost(
  opening: Float64Array,
  buyCost: Float64Array,
  sellCost: Float64Array,
  costUnit: 'objective' | 'return' = 'objective',
): Constraint {
  buyCost.forEach((buy, i) => {
    if (!(buy + sellCost[i]! >= 0))
      throw new RangeError(`asset ${i + 1}: the cost of a round trip is negative, ${buy + sellCost[i]!}`);
  });
  return { kind: 'trade', name: 'trading cost', from: opening, limit: Infinity, buyCost, sellCost, costUnit };
}
