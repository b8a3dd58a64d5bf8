import { type TradingRates, type Fill, fillTo } from './fill.ts';

/**
 * Sets holdings exactly to target weights. What is left after costs, x, solves x + cost(x) = Σ held with
 * cost(x) = Σ b·max(0, wx − h) + Σ s·max(0, h − wx), which is piecewise linear and increasing, so that Newton's method ends
 * at the solution.
 *
 * @param held values by position before; their sum is above 0.
 * @param weights by position, 0 or more, summing to 1.
 * @param withheld money that is not invested: tax to be set aside.
 */
export function fillByReset(
  held: Float64Array,
  weights: ArrayLike<number>,
  rates: TradingRates,
  withheld = 0,
): Fill {
  const before = held.reduce((sum, h) => sum + h, -withheld);
  let x = before;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let excess = x - before;
    let slope = 1;
    for (let i = 0; i < held.length; i++) {
      const change = weights[i]! * x - held[i]!;
      const rate = change > 0 ? rates.buy[i]! : -rates.sell[i]!;
      excess += rate * change;
      slope += rate * weights[i]!;
    }
    const next = x - excess / slope;
    if (Math.abs(next - x) <= Number.EPSILON * before) break;
    x = next;
  }
  return fillTo(
    held,
    held.map((_, i) => weights[i]! * x),
    rates,
  );
}

/** Each round moves to another linear piece, of which there are as many as positions. */
const MAX_ROUNDS = 100;
