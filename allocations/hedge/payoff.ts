/** Profit of portfolio and hedge at expiry for a move of the Nifty, in ₹. */
export interface PayoffPoint {
  /** Move of the Nifty, as a fraction. */
  readonly move: number;
  readonly portfolio: number;
  readonly hedge: number;
  readonly net: number;
}

/** −30 % … +30 % in steps of 5 %. */
const MOVES: readonly number[] = Array.from({ length: 13 }, (_, i) => (i - 6) * 0.05).map((m) =>
  Number(m.toFixed(2)),
);

/**
 * The payoff grid of a hedge held to expiry. The portfolio moves by its beta; residual risk is ignored.
 *
 * @param spot Nifty level today; at expiry both index and future are at `spot` × (1 + move).
 * @param hedgeAt profit of the hedge in ₹ at a Nifty level, net of premium and carry.
 */
export function payoffGrid(
  { beta, value, spot }: { readonly beta: number; readonly value: number; readonly spot: number },
  hedgeAt: (level: number) => number,
): PayoffPoint[] {
  return MOVES.map((move) => {
    const portfolio = beta * value * move;
    const hedge = hedgeAt(spot * (1 + move));
    return { move, portfolio, hedge, net: portfolio + hedge };
  });
}
