import type { Issuer } from '../market/stocks/daily-slice.ts';

/** An issuer whose stock a sleeve may hold: a column of the market's sessions. */
export interface SleeveIssuer extends Pick<Issuer, 'isin' | 'symbol' | 'name'> {
  /** Industry name, used only to group holdings in reports. */
  readonly sector: string;
  /** Banks, lenders and insurers. Debt is their raw material, so some characteristics do not apply to them. */
  readonly isFinancial: boolean;
}
