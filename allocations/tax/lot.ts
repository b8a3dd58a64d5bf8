import type { Day } from '../../src/market/day.ts';

/**
 * Shares or units bought together. A partial sale leaves a smaller lot. Bonus shares are a lot of their own, bought on the
 * day of allotment at cost 0, and leave older lots as they were (Income-tax Act 1961, s. 55(2)(aa)(iiia), s. 2(42A)).
 */
export interface Lot {
  /** The day of purchase or allotment; of shares received in a demerger, that of the shares held before. */
  readonly bought: Day;
  /** Above 0; shares after splits and consolidations, units to six decimals. */
  readonly quantity: number;
  /** Cost of the whole lot in paise, including brokerage and stamp duty, excluding transaction tax, which is not deductible. */
  readonly cost: number;
  /** Highest price of 31 January 2018, ₹ per share after splits and consolidations; null if not known or not needed. */
  readonly priceOf2018: number | null;
}

const DECIMALS = 6;
const units = (quantity: number): number =>
  Number.isInteger(quantity) ? quantity : Number(quantity.toFixed(DECIMALS));

export const quantityOf = (lots: readonly Lot[]): number =>
  units(lots.reduce((sum, lot) => sum + lot.quantity, 0));

/**
 * Takes a quantity from lots, first in first out, as the law requires for shares in a depository (s. 45(2A)). The lots sold
 * and the lots kept together equal the original lots, in quantity and, to the paisa, in cost.
 *
 * @throws RangeError if the quantity exceeds the holding.
 */
export function takeFifo(
  lots: readonly Lot[],
  quantity: number,
): { readonly sold: readonly Lot[]; readonly kept: readonly Lot[] } {
  if (!(quantity >= 0) || quantity > quantityOf(lots)) {
    throw new RangeError(`cannot sell ${quantity} of the ${quantityOf(lots)} held`);
  }
  const sold: Lot[] = [];
  const kept: Lot[] = [];
  let remaining = units(quantity);
  for (const lot of [...lots].sort((a, b) => a.bought - b.bought)) {
    const part = Math.min(remaining, lot.quantity);
    remaining = units(remaining - part);
    if (part === lot.quantity) {
      sold.push(lot);
    } else if (part === 0) {
      kept.push(lot);
    } else {
      const cost = Math.round(lot.cost * (part / lot.quantity));
      sold.push({ ...lot, quantity: part, cost });
      kept.push({ ...lot, quantity: units(lot.quantity - part), cost: lot.cost - cost });
    }
  }
  return { sold, kept };
}
