import type { AllocationRisk, RiskComparison } from '../allocation.ts';
import type { HedgedRisk } from './result.ts';

/** What the volatility of a portfolio with futures follows from; volatilities in percent a year. */
export interface HedgeableRisk {
  readonly volatility: number;
  readonly beta: number;
  readonly marketVolatility: number;
}

/**
 * Volatility of a portfolio with index futures, √(σ² − 2hβσ_m² + h²σ_m²): the variance of r − h·r_m, with β the portfolio's
 * beta to the market m.
 *
 * @param short h, contract value sold as a fraction of the portfolio; below 0 for futures bought.
 */
export function volatilityWithFutures(
  { volatility, beta, marketVolatility }: HedgeableRisk,
  short: number,
): number {
  const market = marketVolatility ** 2;
  // Rounding may leave a variance of almost 0 below it.
  return Math.sqrt(Math.max(0, volatility ** 2 - 2 * short * beta * market + short ** 2 * market));
}

/**
 * Risk before and after with futures: before with those held, after with those of the hedge. Null where neither holds any, or
 * the final risk is not known.
 *
 * @param short contract value sold, as fractions of the portfolio.
 */
export function hedgedRisk(
  { opening, final }: RiskComparison,
  short: { readonly opening: number; readonly final: number },
): HedgedRisk | null {
  if (short.opening === 0 && short.final === 0) return null;
  const after = withFutures(final, short.final);
  return after && { opening: withFutures(opening, short.opening), final: after };
}

function withFutures(risk: AllocationRisk, short: number): HedgedRisk['final'] | null {
  if (risk.kind === 'unavailable' || risk.marketVolatility === undefined) return null;
  const { volatility, beta, marketVolatility } = risk;
  return {
    volatility: volatilityWithFutures({ volatility, beta, marketVolatility }, short),
    beta: beta - short,
    futures: short === 0 ? 0 : -short,
  };
}
