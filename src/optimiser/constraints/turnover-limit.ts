import { checkBand, type Limit, percentText } from './constraint.ts';

/** One-way turnover ½·Σ|w − held| of at most `most`; half of what is bought and sold together. */
export function turnoverLimit(held: Float64Array, most: number): Limit {
  const name = `turnover of at most ${percentText(most)} one-way`;
  checkBand(name, 0, most);
  const free = new Float64Array(held.length);
  return { kind: 'trade', name, from: held, limit: most, buyCost: free, sellCost: free };
}
