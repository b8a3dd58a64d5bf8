import type { Issuer } from '../market/stocks/day-slice.ts';

/** A company whose shares a sleeve may hold: a column of the market's sessions. */
export interface SleeveIssuer extends Pick<Issuer, 'isin' | 'symbol' | 'name'> {
  /** The industry's name; it only groups holdings for a reader. */
  readonly sector: string;
  /** Banks, lenders, insurers: their debt is their raw material, so some figures mean nothing for them. */
  readonly isFinancial: boolean;
}
