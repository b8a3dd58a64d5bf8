import { POSITIONS } from '../../../allocations/positions.ts';
import type { Levies } from '../../../allocations/tax/tax-rules.ts';
import { yearTax } from '../../../allocations/tax/year-tax.ts';
import { financialYearOf } from '../../../allocations/tax/financial-year.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import type { DealingRates, Fill } from '../fill/fill.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import {
  gainsOfSelling,
  lotsAfterFill,
  noLots,
  type PositionLots,
  transactionTaxRates,
} from '../tax/position-lots.ts';
import {
  bookGains,
  closeYear,
  dueDay,
  isYearOver,
  openTaxAccount,
  type TaxAccount,
} from '../tax/tax-account.ts';

/** The tax of holdings by index: their lots, the account, and what is set aside for it in the liquid fund. */
export interface HeldTax {
  readonly account: TaxAccount;
  readonly lots: PositionLots;
  /** Session of the fill at which this was the state, and the money set aside then. */
  readonly session: number;
  readonly reserve: number;
  /** Value without any tax, by the returns of what was held. */
  readonly beforeTax: number;
  /** ₹ that a value of 1 stands for. */
  readonly value: number;
}

export const openHeldTax = (levies: Levies, session: number, value: number): HeldTax => ({
  account: openTaxAccount(levies),
  lots: noLots(),
  session,
  reserve: 0,
  beforeTax: 1,
  value,
});

const CASH = POSITIONS.indexOf('liquid-fund');
const PAISE = 100;

/** The provision as a part of the value. */
const provisionOf = ({ account, value }: HeldTax): number => account.provision / (PAISE * value);

/**
 * What the tax adds to the value of the holdings at a session: interest on the money set aside, because that itself is owed.
 * It is paid on 31 March.
 */
export function interestOnReserve(tax: HeldTax, { sessions, netLevels }: IndexMarket, at: number): number {
  const { account, reserve, session } = tax;
  if (account.year === null || reserve === 0) return 0;
  const liquid = netLevels[CASH]!;
  const due = Math.max(session, sessionOnOrBefore(sessions, dueDay(account.year)));
  if (at <= due) return (reserve * liquid[at]!) / liquid[session]! - provisionOf(tax);
  const left = (reserve * liquid[due]!) / liquid[session]! - provisionOf(tax);
  return (left * liquid[at]!) / liquid[due]!;
}

export interface TaxedFill {
  /** Holdings before it, with interest on a reserve that has been paid since. */
  readonly held: Float64Array;
  readonly fill: Fill;
  readonly tax: HeldTax;
}

/**
 * A fill whose tax is set aside at once: what is withheld from the purchases is the tax that its own sales add to the
 * year's, which is found by repeating the fill.
 *
 * @param deal the fill of some holdings, less what is withheld.
 * @param multiple of all charges.
 */
export function fillAfterTax(
  tax: HeldTax,
  holdings: Float64Array,
  market: IndexMarket,
  session: number,
  {
    deal,
    rates,
    multiple,
  }: {
    readonly deal: (held: Float64Array, withheld: number) => Fill;
    readonly rates: DealingRates;
    readonly multiple: number;
  },
): TaxedFill {
  const on = market.sessions[session]!;
  const isOver = isYearOver(tax.account, on);
  const interest = interestOnReserve(tax, market, session);
  const held = isOver ? holdings.map((h, i) => (i === CASH ? h + interest : h)) : holdings;
  const account = isOver ? closeYear(tax.account) : tax.account;
  const reserve = isOver || account.year === null ? 0 : interest + provisionOf(tax);
  const { value } = tax;
  const before = account.provision / (PAISE * value);
  const transactionTax = transactionTaxRates(on, multiple);
  let withheld = 0;
  for (let round = 0; ; round++) {
    const fill = deal(held, withheld);
    const { lots, gains } = lotsAfterFill(tax.lots, market, {
      held,
      fill,
      rates,
      transactionTax,
      session,
      value,
    });
    const booked = bookGains(account, gains, on);
    const due = booked.provision / (PAISE * value) - before;
    if (due !== withheld && round < MAX_ROUNDS) {
      withheld = due;
      continue;
    }
    const kept = 1 - fill.cost / fill.before;
    const grown = tax.beforeTax * kept;
    return {
      held,
      fill,
      tax: { account: booked, lots, session, reserve: reserve + withheld, beforeTax: grown, value },
    };
  }
}

/** Each round moves the tax by a small part of the change before; amounts are whole paise. */
const MAX_ROUNDS = 50;

/** The tax, as a part of the value, of selling all holdings at a session's levels, beyond what is set aside. */
export function liquidationTax(tax: HeldTax, market: IndexMarket, session: number): number {
  const on = market.sessions[session]!;
  const account = isYearOver(tax.account, on) ? closeYear(tax.account) : tax.account;
  const gains = gainsOfSelling(tax.lots, market, session);
  const { realised, broughtForward, levies, provision } = account;
  const all = yearTax(financialYearOf(on), [...realised, ...gains], broughtForward, levies, on).paise;
  return (all - provision) / (PAISE * tax.value);
}
