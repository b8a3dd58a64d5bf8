/** Charges by position for one day, as fractions of what is bought and sold; 0 where trading is free. */
export interface TradingRates {
  readonly buy: Float64Array;
  readonly sell: Float64Array;
}

/** Holdings before and after a fill. Amounts in one unit; by position where there are several. */
export interface Fill {
  readonly before: number;
  readonly after: number;
  readonly holdings: Float64Array;
  readonly bought: number;
  readonly sold: number;
  /** before − after. */
  readonly cost: number;
}

/** The fill that leads from some holdings to others; `after` is their sum, less costs. */
export function fillTo(held: Float64Array, holdings: Float64Array, rates: TradingRates): Fill {
  let [before, after, bought, sold, cost] = [0, 0, 0, 0, 0];
  for (let i = 0; i < held.length; i++) {
    const change = holdings[i]! - held[i]!;
    before += held[i]!;
    after += holdings[i]!;
    if (change > 0) {
      bought += change;
      cost += rates.buy[i]! * change;
    } else {
      sold -= change;
      cost -= rates.sell[i]! * change;
    }
  }
  return { before, after, holdings, bought, sold, cost };
}
