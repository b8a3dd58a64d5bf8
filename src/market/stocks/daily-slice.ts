import type { Day } from '../day.ts';

/** An issuer of listed equity: one column of every array of the risk model, however many series it trades under. */
export interface Issuer {
  readonly isin: string;
  readonly symbol: string;
  readonly name: string;
  /** Index into the `INDUSTRIES` of the risk model. */
  readonly industry: number;
  readonly listedOn: Day | null;
}

/** One statement of accounts on the day it became known. Money in ₹ crore. A missing item is null, never 0. */
export interface Statement {
  /** Column of the issuer. */
  readonly issuer: number;
  readonly period: 'quarter' | 'year';
  readonly periodEnd: Day;
  readonly knownOn: Day;
  /** Whether `knownOn` is not the filing date but the period end plus an assumed delay. */
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
  /** Shares outstanding at the period end, in crore, unadjusted for later splits. */
  readonly shares: number | null;
}

/**
 * The stock market's cross-section in one session: everything that the model may know at its close. Arrays have one
 * entry per issuer; NaN is missing. The model is a fold over slices, so one more day costs one day's work and gives the
 * same bits as a rebuild.
 */
export interface DailySlice {
  readonly day: Day;
  /** ₹ a share as traded that day; NaN if the stock did not trade. */
  readonly close: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Shares traded, as of that day. */
  readonly volume: Float64Array;
  /** ₹. */
  readonly tradedValue: Float64Array;
  /**
   * Factor that makes the previous price comparable with this day's: 1 on most days, 0.2 on the ex-day of a 1-to-5 split,
   * ½ on the ex-day of a 1:1 bonus.
   */
  readonly adjustment: Float64Array;
  /** Dividend going ex this day, ₹ per share of this day; 0 on most days. */
  readonly dividend: Float64Array;
  /** Shares outstanding as known and counted on that day; NaN if unknown. */
  readonly sharesOutstanding: Float64Array;
  /** Statements that became known since the previous slice, by day, then issuer. */
  readonly statements: readonly Statement[];
}
