import { portfolioRisk } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Liquidity } from '../costs/impact.ts';
import type { StockSnapshot } from './stock-snapshot.ts';

const known = new WeakMap<StockSnapshot, Map<number, Liquidity | null>>();

/** Traded value and volatility of a stock, for impact estimates; null if it did not trade recently or INEC-1 does not cover it. */
export function stockLiquidity(snapshot: StockSnapshot, issuer: number): Liquidity | null {
  // The accounts of a book ask for the same stocks again and again.
  const ofSnapshot = known.get(snapshot) ?? new Map<number, Liquidity | null>();
  known.set(snapshot, ofSnapshot);
  const found = ofSnapshot.get(issuer);
  if (found !== undefined) return found;
  const liquidity = computed(snapshot, issuer);
  ofSnapshot.set(issuer, liquidity);
  return liquidity;
}

function computed({ riskModel, tradedValue }: StockSnapshot, issuer: number): Liquidity | null {
  const risk = portfolioRisk(riskModel, [{ issuer, weight: 1 }]);
  const traded = tradedValue[issuer]!;
  return risk.kind === 'risk' && traded > 0
    ? { tradedValue: traded, dailyVolatility: risk.risk.volatility }
    : null;
}
