import { normalCdf } from '../../src/math/random/normal-cdf.ts';

/** A European index option, priced off the future of the same expiry. NSE's index options are European and cash-settled. */
export interface IndexOption {
  readonly kind: 'put' | 'call';
  /** Price of the future with the option's expiry, which reflects dividends and interest. */
  readonly future: number;
  readonly strike: number;
  /** Time to expiry in years, above 0. */
  readonly years: number;
  /** Annual, as a fraction: 0.15 for an India VIX of 15. Above 0. */
  readonly volatility: number;
  /** Annual interest rate, continuously compounded. */
  readonly interest: number;
}

/**
 * Premium in index points. Put–call parity: call − put = e^(−interest·years)·(future − strike). Source: Black (1976), "The
 * pricing of commodity contracts", which is Black–Scholes on the forward.
 */
export function premiumOf(option: IndexOption): number {
  const { kind, future, strike, years, volatility, interest } = option;
  if (!(future > 0 && strike > 0 && years > 0 && volatility > 0)) {
    throw new RangeError(`invalid option: ${JSON.stringify(option)}`);
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
