import { SECURITIES_TRANSACTION_TAX } from '../../../allocations/costs/securities-transaction-tax.ts';
import { inForce } from '../../../allocations/costs/dated-table.ts';
import type { SideRates } from '../../../allocations/costs/segment.ts';
import { type Gain, realise } from '../../../allocations/tax/gain.ts';
import { type Lot, quantityOf } from '../../../allocations/tax/lot.ts';
import { EQUITY, POSITIONS } from '../../../allocations/positions.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { type Day, day } from '../../market/day.ts';
import { paiseOf } from '../../market/money.ts';
import type { TradingRates, Fill } from '../fill/fill.ts';

/**
 * Lots of positions that are held by their indices, as units at the index's level after expenses; in `POSITIONS` order. Gold,
 * G-secs and the liquid fund have none: they are not taxed as listed equity.
 */
export type PositionLots = readonly (readonly Lot[])[];

export const noLots = (): PositionLots => POSITIONS.map(() => []);

/** What lots need to know of the market on the day of a fill. */
export interface LotMarket {
  readonly sessions: readonly Day[];
  /** Levels after expenses, by position: ₹ a unit. */
  readonly netLevels: readonly Float64Array[];
}

export interface LotFill {
  readonly held: Float64Array;
  readonly fill: Fill;
  readonly rates: TradingRates;
  /** Of each rate, the transaction tax, which is not deductible. */
  readonly transactionTax: SideRates;
  readonly session: number;
  /** ₹ that one unit of `held` stands for. */
  readonly value: number;
}

/** The transaction tax of trading in stocks on a day; 0 where charges are left out. */
export function transactionTaxRates(on: Day, multiple: number): SideRates {
  const { buy, sell } = inForce(SECURITIES_TRANSACTION_TAX['equity-delivery'], on).value;
  return { buy: multiple * buy, sell: multiple * sell };
}

/** The lots after a fill, and the gains of its sales, first in first out. Costs other than transaction tax are deductible. */
export function lotsAfterFill(
  lots: PositionLots,
  market: LotMarket,
  { held, fill, rates, transactionTax, session, value }: LotFill,
): { readonly lots: PositionLots; readonly gains: readonly Gain[] } {
  const on = market.sessions[session]!;
  const gains: Gain[] = [];
  const after = lots.map((own, i): readonly Lot[] => {
    if (i >= EQUITY.length) return own;
    const change = fill.holdings[i]! - held[i]!;
    const price = market.netLevels[i]![session]!;
    if (change > 0) {
      const quantity = units((change * value) / price);
      const deductible = 1 + rates.buy[i]! - transactionTax.buy;
      const cost = paiseOf(change * value * deductible);
      return quantity > 0 ? [...own, { bought: on, quantity, cost, priceOf2018: null }] : own;
    }
    const all = quantityOf(own);
    const quantity = fill.holdings[i] === 0 ? all : Math.min(all, units((all * -change) / held[i]!));
    if (!(quantity > 0)) return own;
    const expenses = paiseOf(quantity * price * (rates.sell[i]! - transactionTax.sell));
    const known = withPriceOf2018(own, market, i);
    const sold = realise({ holding: POSITIONS[i]!, quantity, price, day: on, expenses }, known);
    gains.push(...sold.gains);
    return sold.kept;
  });
  return { lots: after, gains };
}

/** The gains of selling everything at a session's levels, without charges. */
export const gainsOfSelling = (lots: PositionLots, market: LotMarket, session: number): Gain[] =>
  lots.flatMap((own, i) => {
    const quantity = quantityOf(own);
    if (quantity === 0) return [];
    const sale = {
      holding: POSITIONS[i]!,
      quantity,
      price: market.netLevels[i]![session]!,
      day: market.sessions[session]!,
      expenses: 0,
    };
    return realise(sale, withPriceOf2018(own, market, i)).gains;
  });

/** Gains up to this day are exempt for what was held on it. */
const GRANDFATHERED = day('2018-01-31');

/** Lots with the level of 31 January 2018; the law takes the highest price of the day, of which an index has only its close. */
function withPriceOf2018(lots: readonly Lot[], { sessions, netLevels }: LotMarket, i: number): Lot[] {
  const session = sessionOnOrBefore(sessions, GRANDFATHERED);
  return lots.map((lot) =>
    lot.bought <= GRANDFATHERED && session >= 0 ? { ...lot, priceOf2018: netLevels[i]![session]! } : lot,
  );
}

/** Units to six decimals, as lots have them. */
const units = (quantity: number): number => Number(quantity.toFixed(6));
