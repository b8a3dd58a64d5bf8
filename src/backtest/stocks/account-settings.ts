import type { Levies } from '../../../allocations/tax/tax-rules.ts';
import type { StockMarket } from '../../market/stocks/stock-market.ts';
import type { IndexMarket } from '../instruments/index-market.ts';

/** What a portfolio in stocks starts from. */
export interface AccountSettings {
  readonly stocks: Pick<StockMarket, 'issuers' | 'capitalChanges' | 'distributions'>;
  readonly index: IndexMarket;
  /** Cost of holding stocks, a fraction a year. */
  readonly expense: number;
  /** Null where no tax is followed. */
  readonly levies: Levies | null;
  /** Of tax on profits from futures; default 0. */
  readonly businessRate?: number;
  /** ₹ in cash at the session before the first fill. */
  readonly value: number;
  readonly session: number;
}
