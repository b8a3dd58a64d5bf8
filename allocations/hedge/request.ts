import type { Day } from '../../src/market/day.ts';

/** The near-month contract and the market around it, on the day of the hedge. */
export interface HedgeMarket {
  readonly day: Day;
  /** The Nifty 50's close. */
  readonly spot: number;
  /** The near-month future's close. */
  readonly future: number;
  readonly expiry: Day;
  /** Null where the next month's future is not known. */
  readonly nextFuture: number | null;
  /** For the premium of a put: what it was traded at, or a volatility to price it by; null for no puts. */
  readonly put:
    | { readonly kind: 'observed'; readonly strike: number; readonly premium: number }
    | { readonly kind: 'volatility'; readonly volatility: number }
    | null;
}

export interface HedgeRequest {
  readonly market: HedgeMarket;
  /**
   * Beta of the portfolio: by the risk model to its market, the shares it is estimated on by market value; by index
   * returns to the Nifty. Futures are on the Nifty, so the first is taken for the second (our choice).
   */
  readonly beta: number;
  readonly targetBeta: number;
  /** ₹ of the portfolio. */
  readonly value: number;
  /** ₹ that margin and premium may take. */
  readonly budget: number;
}
