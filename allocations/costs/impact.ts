import type { CostRules } from '../cost-rules.ts';

/** How a market takes a trade. Null where it is not known. */
export interface Liquidity {
  /** ₹ traded on a usual day, for example the median of 21 sessions; above 0. */
  readonly tradedValue: number;
  /** Standard deviation of daily returns, as a fraction. */
  readonly dailyVolatility: number;
}

/**
 * What a trade moves the price by, as a fraction of its value: half the spread, and the square-root law
 * Y·σ·√(value ÷ traded value). Source: Almgren et al. (2005), "Direct estimation of equity market impact", with
 * the exponent ½ that Grinold and Kahn (1999) use. The rule book's flat rate where liquidity is not known.
 */
export function impactRate(
  value: number,
  liquidity: Liquidity | null,
  { coefficient, halfSpread, unknown }: CostRules['impact'],
): number {
  if (!liquidity) return unknown;
  const { tradedValue, dailyVolatility } = liquidity;
  if (!(tradedValue > 0) || !(dailyVolatility >= 0)) {
    throw new RangeError(`no market takes ₹ ${tradedValue} a day at a volatility of ${dailyVolatility}`);
  }
  return halfSpread + coefficient * dailyVolatility * Math.sqrt(value / tradedValue);
}
