import { portfolioRisk } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Liquidity } from '../costs/impact.ts';
import type { StockBasis } from './stock-snapshot.ts';

/** How the market takes a trade in a share; null where it did not trade of late, or the model does not cover it. */
export function shareLiquidity({ snapshot, tradedValue }: StockBasis, issuer: number): Liquidity | null {
  const risk = portfolioRisk(snapshot, [{ issuer, weight: 1 }]);
  const traded = tradedValue[issuer]!;
  return risk.kind === 'risk' && traded > 0
    ? { tradedValue: traded, dailyVolatility: risk.risk.volatility }
    : null;
}
