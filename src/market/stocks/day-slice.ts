import type { Day } from '../day.ts';

/** An issuer of listed equity: one column of every array of the model, whatever lines it is traded on. */
export interface Issuer {
  readonly isin: string;
  readonly symbol: string;
  readonly name: string;
  /** Index into the `INDUSTRIES` of the risk model. */
  readonly industry: number;
  readonly listedOn: Day | null;
}

/**
 * One set of accounts on the day it became known. Money in ₹ crore. Null where the accounts do not say: a missing
 * figure is never 0.
 */
export interface Statement {
  /** Column of the issuer. */
  readonly issuer: number;
  readonly period: 'quarter' | 'year';
  readonly periodEnd: Day;
  readonly knownOn: Day;
  /** True where `knownOn` is not a filing date but the period end plus the model's usual delay. */
  readonly delayAssumed: boolean;
  readonly sales: number | null;
  readonly costOfGoods: number | null;
  readonly netIncome: number | null;
  readonly depreciation: number | null;
  readonly deferredTax: number | null;
  readonly dividends: number | null;
  readonly totalAssets: number | null;
  readonly bookEquity: number | null;
  readonly preferred: number | null;
  readonly longTermDebt: number | null;
  readonly shortTermDebt: number | null;
  /** Shares in the terms of the period end, in crore. */
  readonly shares: number | null;
}

/**
 * A session of the stock market: everything that the model may learn at its close, and nothing else. Arrays have
 * one entry an issuer; NaN is missing. The model is a fold over slices, so a day more costs a day and gives the
 * bits of a rebuild.
 */
export interface DaySlice {
  readonly day: Day;
  /** ₹ a share as traded that day; NaN where the issuer did not trade. */
  readonly close: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Shares traded, as of that day. */
  readonly volume: Float64Array;
  /** ₹. */
  readonly tradedValue: Float64Array;
  /**
   * What the price before must be multiplied by to be comparable with the price of this day: 1 on most days, 0.2
   * on the ex-day of a split of one into five, ½ on that of a 1:1 bonus.
   */
  readonly adjustment: Float64Array;
  /** ₹ a share going ex this day, in the terms of this day; 0 on most days. */
  readonly dividend: Float64Array;
  /** Shares outstanding as known that day and in its terms; NaN where unknown. */
  readonly sharesOutstanding: Float64Array;
  /** Accounts that became known since the slice before, by day and then issuer. */
  readonly statements: readonly Statement[];
}
