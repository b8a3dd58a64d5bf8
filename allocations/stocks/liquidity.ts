import { portfolioRisk } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Liquidity } from '../costs/impact.ts';
import type { StockSnapshot } from './stock-snapshot.ts';

/** Traded value and volatility of a stock, for impact estimates; null if it did not trade recently or INEC-1 does not cover it. */
export function stockLiquidity({ riskModel, tradedValue }: StockSnapshot, issuer: number): Liquidity | null {
  const risk = portfolioRisk(riskModel, [{ issuer, weight: 1 }]);
  const traded = tradedValue[issuer]!;
  return risk.kind === 'risk' && traded > 0
    ? { tradedValue: traded, dailyVolatility: risk.risk.volatility }
    : null;
}
