import { type PositionId, POSITIONS } from '../../../allocations/positions.ts';
import type { TaxedAmount } from '../../../allocations/tax/gain.ts';
import { realise } from '../../../allocations/tax/gain.ts';
import type { Lot } from '../../../allocations/tax/lot.ts';
import { financialYearOf } from '../../../allocations/tax/financial-year.ts';
import { type Day, day } from '../../market/day.ts';
import type { DailySlice } from '../../market/stocks/daily-slice.ts';
import { paiseOf } from '../../market/money.ts';
import { bookFutures, bookGains, closeYear, openTaxAccount, type TaxAccount } from '../tax/tax-account.ts';
import { afterActions } from './corporate-actions.ts';
import type { AccountSettings } from './account-settings.ts';
import type { SessionGrowth } from './session-factors.ts';
import {
  type Claim,
  type HeldShares,
  heldShares,
  type LotPosition,
  sharesOf,
  worthOf,
} from './stock-holding.ts';

/** Sessions without a trade after which a company counts as delisted (a year). */
const DELISTED_AFTER = 250;
const PRICE_DAY_2018 = day('2018-01-31');
const PAISE = 100;
const CASH = POSITIONS.indexOf('liquid-fund');

/**
 * The account of a portfolio that holds stocks: shares and units with their purchase lots, cash in the liquid fund, the tax set
 * aside. It is followed from session to session through prices, dividends and corporate actions.
 */
export class StockAccount {
  readonly #settings: AccountSettings;
  /** Shares by column of the issuer. */
  readonly stocks = new Map<number, LotPosition>();
  /** Units of positions held by their index, gold and G-secs included. */
  readonly units = new Map<PositionId, readonly Lot[]>();
  /** ₹ a share at the last trade, in the terms of the session; NaN before the first. */
  readonly price: Float64Array;
  /** Sessions since the last trade; 0 where it traded in this one. */
  readonly idle: Int32Array;
  session: number;
  /** ₹, with what is set aside for tax. */
  cash: number;
  /** ₹ of expenses, and of tax, for which there was no cash yet. */
  owed = 0;
  tax: TaxAccount | null;
  /** Companies that were delisted while they were held, with the day on which their last value became cash. */
  readonly delisted: { readonly id: string; readonly on: Day; readonly amount: number }[] = [];
  #before: Day;
  #held: HeldShares | null = null;

  constructor(settings: AccountSettings) {
    const { stocks, levies, value, session, index } = settings;
    this.#settings = settings;
    this.price = new Float64Array(stocks.issuers.length).fill(NaN);
    this.idle = new Int32Array(stocks.issuers.length);
    this.session = session;
    this.cash = value;
    this.tax = levies && openTaxAccount(levies, settings.businessRate);
    this.#before = index.sessions[session - 1] ?? index.sessions[session]!;
  }

  get day(): Day {
    return this.#settings.index.sessions[this.session]!;
  }

  /** ₹ set aside for tax. */
  get taxSetAside(): number {
    return (this.tax?.provision ?? 0) / PAISE;
  }

  /** ₹ set aside for tax, and owed otherwise. */
  get liabilities(): number {
    return this.owed + this.taxSetAside;
  }

  /** ₹ of cash that nothing is owed of. */
  get free(): number {
    return this.cash - this.liabilities;
  }

  levelOf(id: PositionId): number {
    return this.#settings.index.netLevels[POSITIONS.indexOf(id)]![this.session]!;
  }

  #stockValue(): number {
    return worthOf((this.#held ??= heldShares(this.stocks)), this.price);
  }

  /** ₹, net of what is owed. */
  value(): number {
    let sum = this.#stockValue() + this.free;
    for (const [id, lots] of this.units) sum += sharesOf(lots) * this.levelOf(id);
    return sum;
  }

  hold(column: number, id: string, lots: readonly Lot[], claims: readonly Claim[]): void {
    if (lots.length === 0) this.stocks.delete(column);
    else this.stocks.set(column, { id, lots, claims });
    this.#held = null;
  }

  holdUnits(id: PositionId, lots: readonly Lot[]): void {
    if (lots.length === 0) this.units.delete(id);
    else this.units.set(id, lots);
  }

  /** Books gains where tax is followed. */
  book(gains: readonly TaxedAmount[]): void {
    if (this.tax && gains.length > 0) this.tax = bookGains(this.tax, gains, this.day);
  }

  /**
   * Moves to the next session: interest, prices, dividends, corporate actions and the cost of holding.
   *
   * @param slices the stock market since the session before, this session's last.
   * @param onRatio called with the shares after for each share before, where a capital change went ex.
   */
  advance(slices: readonly DailySlice[], onRatio: (column: number, ratio: number) => void): SessionGrowth {
    const { index, expense } = this.#settings;
    const before = this.value();
    const provision = this.taxSetAside;
    const from = this.session++;
    const to = this.session;
    const growth = (levels: readonly Float64Array[], i: number): number =>
      levels[i]![to]! / levels[i]![from]!;
    // What cash and units earned, and what their expenses took.
    let earned = this.cash * (growth(index.levels, CASH) - 1);
    let expenses = this.cash * (growth(index.levels, CASH) - growth(index.netLevels, CASH));
    this.cash *= growth(index.netLevels, CASH);
    for (const [id, lots] of this.units) {
      const i = POSITIONS.indexOf(id);
      const worth = sharesOf(lots) * index.netLevels[i]![from]!;
      earned += worth * (growth(index.levels, i) - 1);
      expenses += worth * (growth(index.levels, i) - growth(index.netLevels, i));
    }
    const accrued = (this.#stockValue() * expense * (this.day - index.sessions[from]!)) / 365;
    this.observe(slices, onRatio);
    this.settle(accrued);
    const after = this.value();
    const net = after + this.taxSetAside - provision;
    return {
      gross: (net + expenses + accrued) / before,
      net: net / before,
      afterTax: after / before,
      strategic: earned / before,
    };
  }

  /** Receives ₹ of profit from futures, or pays a loss or charges of them, which cash may not cover: it is then below 0. */
  receiveFutures(rupees: number): void {
    this.cash += rupees;
    if (this.tax && rupees !== 0) this.tax = bookFutures(this.tax, paiseOf(rupees), this.day);
  }

  /** Adds ₹ that are owed and pays them, as far as there is cash beyond the tax set aside. */
  settle(more: number): void {
    this.owed += more;
    const paid = Math.min(this.owed, Math.max(0, this.cash - this.taxSetAside));
    this.cash -= paid;
    this.owed -= paid;
  }

  /** Takes the prices, dividends and corporate actions up to the session. */
  observe(slices: readonly DailySlice[], onRatio: (column: number, ratio: number) => void = () => {}): void {
    for (const slice of slices) this.#observe(slice, onRatio);
  }

  #observe(slice: DailySlice, onRatio: (column: number, ratio: number) => void): void {
    const { price, idle } = this;
    for (const column of (this.#held ??= heldShares(this.stocks)).columns)
      if (slice.adjustment[column] !== 1 || slice.dividend[column]! > 0)
        this.#carry(column, this.stocks.get(column)!, slice, onRatio);
    for (let i = 0; i < price.length; i++) {
      const factor = slice.adjustment[i]!;
      if (factor !== 1) price[i]! *= factor;
      const close = slice.close[i]!;
      if (close > 0 && close < Infinity) {
        price[i] = close;
        idle[i] = 0;
      } else idle[i]!++;
    }
    if (slice.day === PRICE_DAY_2018) this.#notePrices(slice.high);
    this.#before = slice.day;
  }

  /** The prices up to which gains are exempt: the day's highest of a stock, and the level of an index, which has no other. */
  #notePrices(high: Float64Array): void {
    const noted = (lots: readonly Lot[], priceOf2018: number): Lot[] =>
      lots.map((lot) => ({ ...lot, priceOf2018 }));
    for (const [column, holding] of this.stocks) {
      const price = high[column]! > 0 ? high[column]! : this.price[column]!;
      this.stocks.set(column, { ...holding, lots: noted(holding.lots, price) });
    }
    for (const [id, lots] of this.units) this.units.set(id, noted(lots, this.levelOf(id)));
  }

  /** Dividends and corporate actions of one company. */
  #carry(
    column: number,
    { id, lots, claims }: LotPosition,
    slice: DailySlice,
    onRatio: (column: number, ratio: number) => void,
  ): void {
    const adjustment = slice.adjustment[column]!;
    let now = lots;
    if (adjustment !== 1) {
      const { stocks } = this.#settings;
      const isNew = ({ on }: { readonly on: Day }): boolean => on > this.#before && on <= slice.day;
      const after = afterActions(lots, {
        id,
        on: slice.day,
        price: this.price[column]!,
        adjustment,
        changes: stocks.capitalChanges[column]!.filter(isNew),
        distributions: stocks.distributions.filter((d) => d.column === column && isNew(d)),
      });
      this.cash += after.cash;
      this.book(after.gains);
      if (after.ratio !== 1) onRatio(column, after.ratio);
      now = after.lots;
      this.hold(column, id, now, claims);
    }
    const dividend = slice.dividend[column]!;
    if (dividend > 0) this.cash += dividend * sharesOf(now);
  }

  /** Turns the last value of companies that have not traded for a year into cash. */
  removeDelisted(): void {
    for (const [column, { id, lots }] of this.stocks) {
      if (this.idle[column]! <= DELISTED_AFTER) continue;
      const price = this.price[column]!;
      const quantity = sharesOf(lots);
      this.cash += quantity * price;
      this.book(realise({ holding: id, quantity, price, day: this.day, expenses: 0 }, lots).gains);
      this.hold(column, id, [], []);
      this.delisted.push({ id, on: this.day, amount: quantity * price });
    }
  }

  /** Pays the tax of the year after its last session; what cash does not cover stays owed. */
  endSession(next: Day | undefined): void {
    const { tax } = this;
    if (!tax || tax.year === null || next === undefined || financialYearOf(next) <= tax.year) return;
    const due = tax.provision / PAISE;
    this.tax = closeYear(tax);
    this.settle(due);
  }
}
