import { addDays, type Day } from '../../market/day.ts';
import type { StockMarket } from '../../market/stocks/stock-market.ts';
import { medianOf } from '../../math/nth-smallest.ts';

/** A quarter: longer at rest than that, and a share is held by no sleeve. */
export const PRICES_REACH_BACK = 100;
/** Sessions over which trading is looked at: a month of them. */
const MONTH = 21;

export const pricesFrom = (day: Day): Day => addDays(day, -PRICES_REACH_BACK);

/** Prices and trading of every share at the end of some sessions. */
export interface LastPrices {
  /** [N] ₹ a share at its last trade, in the terms of the last session; NaN where it did not trade in them. */
  readonly price: Float64Array;
  /** [N] ₹: median traded value of those of the last 21 sessions on which it traded; NaN where there is none. */
  readonly tradedValue: Float64Array;
}

/** Reads the sessions of a market from `pricesFrom` on. */
export async function lastPrices(market: StockMarket): Promise<LastPrices> {
  const price = new Float64Array(market.issuers.length).fill(NaN);
  const month: Float64Array[] = [];
  for await (const { close, adjustment, tradedValue } of market.slices()) {
    for (let i = 0; i < price.length; i++)
      price[i] = Number.isNaN(close[i]!) ? price[i]! * adjustment[i]! : close[i]!;
    month.push(tradedValue);
    if (month.length > MONTH) month.shift();
  }
  const tradedValue = price.map((_, i) => {
    const traded = Float64Array.from(month, (values) => values[i]!).filter((v) => v > 0);
    return traded.length === 0 ? NaN : medianOf(traded, traded.length);
  });
  return { price, tradedValue };
}
