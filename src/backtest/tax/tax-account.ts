import { type FinancialYear, financialYearOf, firstDayOf } from '../../../allocations/tax/financial-year.ts';
import type { TaxedAmount } from '../../../allocations/tax/gain.ts';
import type { CarriedLoss } from '../../../allocations/tax/set-off.ts';
import type { Levies } from '../../../allocations/tax/tax-rules.ts';
import { yearTax } from '../../../allocations/tax/year-tax.ts';
import { addDays, type Day } from '../../market/day.ts';
import { type BusinessIncome, businessTax } from './business-income.ts';

/** Capital gains and profits from futures of a financial year with their tax, once it is over. Paise. */
export interface TaxedYear {
  readonly year: FinancialYear;
  /** Gains less losses, by term; those that were exempt count as well. */
  readonly short: number;
  readonly long: number;
  /** Profit from futures; a loss below 0. */
  readonly futures: number;
  readonly tax: number;
  readonly carried: readonly CarriedLoss[];
}

/**
 * The capital gains tax of a portfolio that is followed through time: what was realised in the financial year so far, the tax
 * set aside for it, and the losses brought forward. Paise.
 */
export interface TaxAccount {
  readonly levies: Levies;
  /** Null between the end of a year and the next sale. */
  readonly year: FinancialYear | null;
  /** Gains and losses apart, summed by term and rate, which is all that the tax of a year depends on. */
  readonly realised: readonly TaxedAmount[];
  readonly broughtForward: readonly CarriedLoss[];
  readonly business: BusinessIncome;
  /** The tax of the year so far: set aside, due on 31 March. */
  readonly provision: number;
  readonly years: readonly TaxedYear[];
}

/**
 * A portfolio of new money: nothing is brought forward.
 *
 * @param businessRate of tax on profits from futures, all included.
 */
export const openTaxAccount = ({ surcharge, cess }: Levies, businessRate = 0): TaxAccount => ({
  levies: { surcharge, cess },
  year: null,
  realised: [],
  broughtForward: [],
  business: { rate: businessRate, profit: 0, broughtForward: [] },
  provision: 0,
  years: [],
});

/** Whether a day is in a later financial year than the account, so that its year is over. */
export const isYearOver = ({ year }: TaxAccount, on: Day): boolean =>
  year !== null && financialYearOf(on) > year;

/** The day on which the provision is paid: 31 March (our choice; the dates of advance tax are not followed). */
export const dueDay = (year: FinancialYear): Day => addDays(firstDayOf((year + 1) as FinancialYear), -1);

/**
 * Books the gains and losses of one day. The tax of the year so far is set aside; it may fall, where losses reduce the tax of
 * earlier gains.
 *
 * @throws RangeError where the account's year is over and has not been closed.
 */
export function bookGains(account: TaxAccount, gains: readonly TaxedAmount[], on: Day): TaxAccount {
  if (isYearOver(account, on)) throw new RangeError('the financial year before was not closed');
  const year = financialYearOf(on);
  const realised = summed([...account.realised, ...gains]);
  return withProvision({ ...account, realised }, year, on);
}

/**
 * Books the profit of futures, in paise, below 0 a loss.
 *
 * @throws RangeError where the account's year is over and has not been closed.
 */
export function bookFutures(account: TaxAccount, paise: number, on: Day): TaxAccount {
  if (isYearOver(account, on)) throw new RangeError('the financial year before was not closed');
  const { business } = account;
  const booked = { ...account, business: { ...business, profit: business.profit + paise } };
  return withProvision(booked, financialYearOf(on), on);
}

const withProvision = (account: TaxAccount, year: FinancialYear, on: Day): TaxAccount => ({
  ...account,
  year,
  provision: taxOf(account, year, on),
});

/** The tax of a year in all: of what was realised, further gains, and the profit from futures. Paise. */
export function taxOf(
  { realised, broughtForward, levies, business }: TaxAccount,
  year: FinancialYear,
  on: Day,
  gains: readonly TaxedAmount[] = [],
): number {
  const ofGains = yearTax(year, [...realised, ...gains], broughtForward, levies, on).paise;
  return ofGains + businessTax(business, year).paise;
}

/** Ends the account's financial year: its tax is final, and its losses are carried forward as the law has it. */
export function closeYear(account: TaxAccount): TaxAccount {
  const { year, realised, broughtForward, levies, business, years } = account;
  if (year === null) return account;
  const { paise, carried } = yearTax(year, realised, broughtForward, levies, dueDay(year));
  const ofFutures = businessTax(business, year);
  const ofTerm = (term: TaxedAmount['term']): number =>
    realised.reduce((sum, g) => sum + (g.term === term ? g.amount : 0), 0);
  return {
    levies,
    year: null,
    realised: [],
    broughtForward: carried,
    business: { rate: business.rate, profit: 0, broughtForward: ofFutures.carried },
    provision: 0,
    years: [
      ...years,
      {
        year,
        short: ofTerm('short'),
        long: ofTerm('long'),
        futures: business.profit,
        tax: paise + ofFutures.paise,
        carried,
      },
    ],
  };
}

/** Sums gains, and losses apart from them, by term and rate: set-off needs no more, and a year has thousands of lots. */
function summed(amounts: readonly TaxedAmount[]): TaxedAmount[] {
  const sums = new Map<string, TaxedAmount>();
  for (const { sold, term, rate, amount } of amounts) {
    if (amount === 0) continue;
    const key = `${term} ${rate} ${amount > 0}`;
    const before = sums.get(key);
    sums.set(key, { sold, term, rate, amount: (before?.amount ?? 0) + amount });
  }
  return [...sums.values()];
}
