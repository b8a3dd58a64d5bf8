import { type TradingRates, type Fill, fillTo } from './fill.ts';

/**
 * Fills orders decided at an earlier close. Sales are fractions of what was held then, min(1, −Δ/w), of what is held now.
 * Purchases share what the sales raised, less all charges, in the proportions in which they were ordered. Nothing becomes
 * negative and no money is left.
 *
 * @param held values by position now.
 * @param opening weights by position at the decision.
 * @param decided weights by position that the decision asks for.
 * @param withheld money that is not spent: tax to be set aside; below 0 it is money that is free again.
 */
export function fillByUnits(
  held: Float64Array,
  opening: ArrayLike<number>,
  decided: ArrayLike<number>,
  rates: TradingRates,
  withheld = 0,
): Fill {
  const ordered = new Float64Array(held.length);
  let purchases = 0;
  for (let i = 0; i < held.length; i++) {
    ordered[i] = decided[i]! - opening[i]!;
    purchases += Math.max(0, ordered[i]!);
  }
  const holdings = held.slice();
  // Without a purchase to pay for, nothing is sold: there is no cash outside the liquid fund, which is a position.
  if (!(purchases > 0)) return fillTo(held, holdings, rates);
  let raised = 0;
  let rate = 0;
  for (let i = 0; i < held.length; i++) {
    if (ordered[i]! < 0) {
      const sold = held[i]! * Math.min(1, -ordered[i]! / opening[i]!);
      holdings[i]! -= sold;
      raised += sold * (1 - rates.sell[i]!);
    } else {
      rate += (ordered[i]! / purchases) * rates.buy[i]!;
    }
  }
  const spent = Math.max(0, raised - withheld) / (1 + rate);
  for (let i = 0; i < held.length; i++)
    if (ordered[i]! > 0) holdings[i]! += (spent * ordered[i]!) / purchases;
  return fillTo(held, holdings, rates);
}
