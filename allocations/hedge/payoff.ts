/** What portfolio and hedge bring at expiry when the Nifty has moved by so much. ₹. */
export interface PayoffPoint {
  /** Of the Nifty, as a fraction. */
  readonly move: number;
  readonly portfolio: number;
  readonly hedge: number;
  readonly net: number;
}

/** −30 % … +30 % in steps of 5 %. */
export const MOVES: readonly number[] = Array.from({ length: 13 }, (_, i) => (i - 6) * 0.05).map((m) =>
  Number(m.toFixed(2)),
);

/**
 * The payoff grid of a hedge held to expiry. The portfolio moves by its beta, without its own noise.
 *
 * @param spot the Nifty today; at expiry it stands at `spot` × (1 + move), and so does the future.
 * @param hedgeAt ₹ that the hedge brings with the Nifty at a level, premium and carry counted.
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
