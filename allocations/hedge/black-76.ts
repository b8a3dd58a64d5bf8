import { normalCdf } from '../../src/math/random/normal-cdf.ts';

/** A European option on an index, by its future of the same expiry. NSE's index options are of this kind, settled in cash. */
export interface IndexOption {
  readonly kind: 'put' | 'call';
  /** Of the future that expires with the option: it carries dividends and interest, so neither is asked for. */
  readonly future: number;
  readonly strike: number;
  /** To expiry, above 0. */
  readonly years: number;
  /** A year's, as a fraction: 0.15 for an India VIX of 15. Above 0. */
  readonly volatility: number;
  /** Continuously compounded, a year's. */
  readonly interest: number;
}

/**
 * Premium in index points. Call less put is e^(−interest·years)·(future − strike). Source: Black (1976), "The pricing of
 * commodity contracts", which is Black–Scholes on the forward.
 */
export function premiumOf(option: IndexOption): number {
  const { kind, future, strike, years, volatility, interest } = option;
  if (!(future > 0 && strike > 0 && years > 0 && volatility > 0)) {
    throw new RangeError(`no premium for ${JSON.stringify(option)}`);
  }
  const spread = volatility * Math.sqrt(years);
  const d1 = Math.log(future / strike) / spread + spread / 2;
  const d2 = d1 - spread;
  const forward =
    kind === 'put'
      ? strike * normalCdf(-d2) - future * normalCdf(-d1)
      : future * normalCdf(d1) - strike * normalCdf(d2);
  return Math.exp(-interest * years) * forward;
}
