import { checkBand, type Constraint, percentText } from './constraint.ts';

/** Limits one-way turnover, ½·Σ|w − opening|, to `maximum`: half the sum of purchases and sales. */
export function turnoverLimit(opening: Float64Array, maximum: number): Constraint {
  const name = `one-way turnover of at most ${percentText(maximum)}`;
  checkBand(name, 0, maximum);
  const free = new Float64Array(opening.length);
  return {
    kind: 'trade',
    name,
    from: opening,
    limit: maximum,
    buyCost: free,
    sellCost: free,
    costUnit: 'return',
  };
}
