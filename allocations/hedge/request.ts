import type { Day } from '../../src/market/day.ts';

/** The near-month contract and its market on the day of the hedge. */
export interface HedgeMarket {
  readonly day: Day;
  /** Nifty 50 close. */
  readonly spot: number;
  /** Close of the near-month future. */
  readonly future: number;
  readonly expiry: Day;
  /** Price of the next-month future; null if not known. */
  readonly nextFuture: number | null;
  /** Daily volatility of the Nifty as the exchange estimates it, for margins (`exchangeVolatility`); null if not known. */
  readonly marginVolatility: number | null;
  /** The premium of a put: observed, or a volatility to price it; null for no puts. */
  readonly put:
    | { readonly kind: 'observed'; readonly strike: number; readonly premium: number }
    | { readonly kind: 'volatility'; readonly volatility: number }
    | null;
}

export interface HedgeRequest {
  readonly market: HedgeMarket;
  /**
   * Beta of the portfolio: by the risk model to its market portfolio (the estimation universe by market value), or by
   * index returns to the Nifty. Futures are on the Nifty, so the former is taken as beta to the Nifty (our choice).
   */
  readonly beta: number;
  readonly targetBeta: number;
  /** Portfolio value in ₹. */
  readonly value: number;
  /** ₹ available for margin and premium. */
  readonly budget: number;
  /** Units of the near-month future already held, below 0 where sold; default: none. Only the difference is traded. */
  readonly heldUnits?: number;
}
