/** The trades of a month, as far as reversals ask about them. */
export interface TradedMonth {
  /** Changes of weight by position, in an order that all months share, as fractions; null where there is nothing to compare. */
  readonly trades: readonly number[] | null;
  readonly labelChanged: boolean;
}

/** Weight traded, two-way, as fractions of the portfolio summed over months. */
export interface Reversals {
  /** Pairs of successive months without a change of label, of which both traded from known weights. */
  readonly pairs: number;
  /** Traded in the first months of these pairs. */
  readonly traded: number;
  /** The part of it that the month after takes back: per position, the smaller of two trades of opposite sign. */
  readonly reversed: number;
}

/**
 * Weight traded in months without a change of label, and the part of it reversed in the next such month. A new label trades for
 * a reason; a trade that is taken back a month later without one paid its cost twice for nothing.
 *
 * @param months successive calendar months; one without a decision has null `trades`.
 */
export function reversals(months: readonly TradedMonth[]): Reversals {
  let [pairs, traded, reversed] = [0, 0, 0];
  for (let t = 0; t + 1 < months.length; t++) {
    const [now, next] = [months[t]!, months[t + 1]!];
    if (!now.trades || !next.trades || now.labelChanged || next.labelChanged) continue;
    pairs++;
    now.trades.forEach((x, i) => {
      const back = next.trades![i]!;
      traded += Math.abs(x);
      if (x * back < 0) reversed += Math.min(Math.abs(x), Math.abs(back));
    });
  }
  return { pairs, traded, reversed };
}
