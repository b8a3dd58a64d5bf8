import type { Limit } from './constraint.ts';

/**
 * What buying and selling a unit of weight costs, in the unit of the objective: for mean–variance with risk tolerance
 * T, T times the cost as a fraction of the amount traded. It forbids nothing.
 *
 * @throws RangeError where buying and selling at once would earn something.
 */
export function tradingCost(held: Float64Array, buyCost: Float64Array, sellCost: Float64Array): Limit {
  buyCost.forEach((buy, i) => {
    if (!(buy + sellCost[i]! >= 0))
      throw new RangeError(`asset ${i + 1}: a round trip costs less than nothing`);
  });
  return { kind: 'trade', name: 'cost of trading', from: held, limit: Infinity, buyCost, sellCost };
}
