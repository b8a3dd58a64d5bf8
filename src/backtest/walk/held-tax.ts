import { POSITIONS } from '../../../allocations/positions.ts';
import type { Levies } from '../../../allocations/tax/tax-rules.ts';
import { type FinancialYear, financialYearOf } from '../../../allocations/tax/financial-year.ts';
import type { Day } from '../../market/day.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { paiseOf } from '../../market/money.ts';
import type { TradingRates, Fill } from '../fill/fill.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import { type FuturesProfit, NO_FUTURES_PROFIT } from '../tax/business-income.ts';
import {
  gainsOfSelling,
  lotsAfterFill,
  noLots,
  type PositionLots,
  transactionTaxRates,
} from '../tax/position-lots.ts';
import {
  bookFutures,
  bookGains,
  closeYear,
  dueDay,
  isYearOver,
  openTaxAccount,
  taxOf,
  type TaxAccount,
} from '../tax/tax-account.ts';

/** How a walk is taxed, and the ₹ that its start value of 1 stands for. */
export interface TaxedWalk {
  readonly levies: Levies;
  /** Of tax on profits from futures, all included. */
  readonly businessRate: number;
  readonly value: number;
}

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
  /** Profit from futures since that fill, which the next one books. */
  readonly futures: FuturesProfit;
}

export const openHeldTax = ({ levies, businessRate, value }: TaxedWalk, session: number): HeldTax => ({
  account: openTaxAccount(levies, businessRate),
  lots: noLots(),
  session,
  reserve: 0,
  beforeTax: 1,
  value,
  futures: NO_FUTURES_PROFIT,
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
  /** What the fill kept back for tax. */
  readonly withheld: number;
}

/**
 * A fill whose tax is set aside at once: what is withheld from the purchases is the tax that its own sales add to the
 * year's, which is found by repeating the fill. The tax on futures is booked with it; what was earned by them last year since the
 * fill before is paid at once.
 *
 * @param fillFrom the fill of some holdings, less what is withheld.
 * @param multiple of all charges.
 */
export function fillAfterTax(
  tax: HeldTax,
  holdings: Float64Array,
  market: IndexMarket,
  session: number,
  {
    fillFrom,
    rates,
    multiple,
    owed = 0,
  }: {
    readonly fillFrom: (held: Float64Array, withheld: number) => Fill;
    readonly rates: TradingRates;
    readonly multiple: number;
    /** What the liquid fund is overdrawn by. */
    readonly owed?: number;
  },
): TaxedFill {
  const on = market.sessions[session]!;
  const { isOver, paid, account, withFutures } = accountOn(tax, on);
  const interest = interestOnReserve(tax, market, session);
  const held = isOver ? holdings.map((h, i) => (i === CASH ? h + interest : h)) : holdings;
  const reserve = isOver || account.year === null ? 0 : interest + provisionOf(tax);
  const { value } = tax;
  const before = account.provision / (PAISE * value);
  const transactionTax = transactionTaxRates(on, multiple);
  let withheld = 0;
  for (let round = 0; ; round++) {
    const fill = fillFrom(held, withheld + paid);
    const { lots, gains } = lotsAfterFill(tax.lots, market, {
      held,
      fill,
      rates,
      transactionTax,
      session,
      value,
    });
    const booked = bookGains(withFutures, gains, on);
    const due = booked.provision / (PAISE * value) - before;
    if (due !== withheld && round < MAX_ROUNDS) {
      withheld = due;
      continue;
    }
    const kept = 1 - fill.cost / (fill.before - owed);
    const grown = tax.beforeTax * kept;
    return {
      held,
      fill,
      tax: {
        account: booked,
        lots,
        session,
        reserve: reserve + withheld,
        beforeTax: grown,
        value,
        futures: NO_FUTURES_PROFIT,
      },
      withheld: withheld + paid,
    };
  }
}

/** Each round moves the tax by a small part of the change before; amounts are whole paise. */
const MAX_ROUNDS = 50;

interface AccountOn {
  /** Whether the account's financial year ended since its last fill, so that it was closed. */
  readonly isOver: boolean;
  /** The tax that futures added to that year since its last fill, as a part of the value: paid now. */
  readonly paid: number;
  /** Before and after this year's futures are booked. */
  readonly account: TaxAccount;
  readonly withFutures: TaxAccount;
}

/** The account on a later day, with the profit of futures since the last fill. */
function accountOn({ account: before, futures, value }: HeldTax, on: Day): AccountOn {
  const lastYear = dueDay((financialYearOf(on) - 1) as FinancialYear);
  const settled = futures.lastYear === 0 ? before : bookFutures(before, paiseOf(futures.lastYear), lastYear);
  const isOver = isYearOver(settled, on);
  const account = isOver ? closeYear(settled) : settled;
  return {
    isOver,
    paid: (settled.provision - before.provision) / (PAISE * value),
    account,
    withFutures: futures.thisYear === 0 ? account : bookFutures(account, paiseOf(futures.thisYear), on),
  };
}

/** The gains and profits of each financial year up to a day; the last as if it ended then. */
export const accountAtEnd = (tax: HeldTax, on: Day): TaxAccount => accountOn(tax, on).withFutures;

/** The tax, as a part of the value, of selling all holdings at a session's levels, with that of futures since the last fill, beyond what is set aside. */
export function liquidationTax(tax: HeldTax, market: IndexMarket, session: number): number {
  const on = market.sessions[session]!;
  const { account, withFutures, paid } = accountOn(tax, on);
  const gains = gainsOfSelling(tax.lots, market, session);
  const all = taxOf(withFutures, financialYearOf(on), on, gains);
  return paid + (all - account.provision) / (PAISE * tax.value);
}
