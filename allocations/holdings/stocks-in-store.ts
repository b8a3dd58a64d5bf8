import type { Day } from '../../src/market/day.ts';

/** A corporate action of a stock in the store, by its ex-date. */
export interface StoredAction {
  readonly on: Day;
  readonly kind: 'split' | 'bonus' | 'demerger' | 'rights';
  /** Shares after for each share before; null for a demerger. */
  readonly ratio: number | null;
}

/** What the store knows of stocks at the as-of date, to complete files that do not say it. */
export interface StocksInStore {
  /** The ISIN of a symbol of the exchange; null if it is not known. */
  readonly isinOf: (symbol: string) => string | null;
  /** ₹ a share at the last trade of the last quarter; null if there is none. */
  readonly priceOf: (isin: string) => number | null;
  /** By day. */
  readonly actionsOf: (isin: string) => readonly StoredAction[];
}

/** A store without stocks. */
export const NO_STOCKS_IN_STORE: StocksInStore = {
  isinOf: () => null,
  priceOf: () => null,
  actionsOf: () => [],
};
