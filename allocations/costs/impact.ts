import type { CostRules } from '../cost-rules.ts';

/** Liquidity of a stock, for impact estimates. */
export interface Liquidity {
  /** Typical daily traded value in ₹, for example the median of 21 sessions; above 0. */
  readonly tradedValue: number;
  /** Standard deviation of daily returns, as a fraction. */
  readonly dailyVolatility: number;
}

/**
 * Market impact of a trade as a fraction of its value: half the spread plus the square-root law
 * Y·σ·√(value ÷ traded value). Source: Almgren et al. (2005), "Direct estimation of equity market impact", with
 * the exponent ½ of Grinold and Kahn (1999). The rule book's flat rate if liquidity is not known.
 */
export function impactRate(
  value: number,
  liquidity: Liquidity | null,
  { coefficient, halfSpread, unknown }: CostRules['impact'],
): number {
  if (!liquidity) return unknown;
  const { tradedValue, dailyVolatility } = liquidity;
  if (!(tradedValue > 0) || !(dailyVolatility >= 0)) {
    throw new RangeError(
      `invalid liquidity: ₹ ${tradedValue} a day at a daily volatility of ${dailyVolatility}`,
    );
  }
  return halfSpread + coefficient * dailyVolatility * Math.sqrt(value / tradedValue);
}
