import { FACTORS } from '../../src/risk/factors.ts';
import {
  activeHoldings,
  type Holding,
  portfolioBeta,
  type PortfolioRisk,
  portfolioRisk,
} from '../../src/risk/portfolio/portfolio-risk.ts';
import type { AllocationRisk, RiskContributions } from '../allocation.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { benchmarkRisk } from '../stocks/benchmark.ts';
import { inWords, listed } from '../../src/format/words.ts';
import { annualPercent } from '../../src/math/annualise.ts';
import type { MeasuredPortfolio } from './exposure-summary.ts';

/** Stocks reported with their contribution: the largest contributions, and the largest holdings, which a report lists. */
const TOP_CONTRIBUTIONS = 10;
const TOP_HOLDINGS = 20;

/**
 * The risk of a portfolio by INEC-1, on its look-through stock weights. Active risk is relative to the market portfolio;
 * positions outside equities count as an underweight in it and carry no risk of their own. The covered part of a sleeve
 * is scaled up to represent all of it.
 */
export function decomposeRisk(
  stocks: StockSnapshot,
  { measured, weights }: MeasuredPortfolio,
): AllocationRisk {
  if (Object.keys(weights).length === 0) return { kind: 'unavailable', reason: 'Nothing is held.' };
  const held = measured.filter((m) => (weights[m.id] ?? 0) > 0);
  const unknown = held.filter((m) => m.kind === 'unmeasured');
  if (unknown.length > 0) {
    const why = `INEC-1 does not cover enough of ${listed(unknown.map((m) => inWords(m.id)))}.`;
    return { kind: 'unavailable', reason: why };
  }
  // Active against an empty portfolio: this sums the holdings of several sleeves in one stock.
  const portfolio = activeHoldings(
    held.flatMap((m) =>
      m.kind === 'measured' ? m.covered.map((h) => ({ ...h, weight: weights[m.id]! * h.weight })) : [],
    ),
    [],
  );
  const total = riskOf(stocks, portfolio);
  const active = riskOf(stocks, activeHoldings(portfolio, stocks.market));
  const benchmark = benchmarkRisk(stocks, total);
  return {
    kind: 'modelled',
    volatility: annualPercent(total.volatility),
    beta: portfolioBeta(stocks.riskModel, portfolio, stocks.market),
    trackingError: annualPercent(active.volatility),
    systematic: annualPercent(total.systematic),
    specific: annualPercent(total.specific),
    marketVolatility: annualPercent(riskOf(stocks, stocks.market).volatility),
    ...(benchmark && { benchmark }),
    volatilityContributions: contributionsOf(total, stocks),
    trackingErrorContributions: contributionsOf(active, stocks),
  };
}

function riskOf({ riskModel }: StockSnapshot, holdings: readonly Holding[]): PortfolioRisk {
  const result = portfolioRisk(riskModel, holdings);
  // The market and the covered parts of sleeves are covered by construction.
  if (result.kind === 'uncovered') throw new Error(`not covered: issuers ${result.issuers.join(', ')}`);
  return result.risk;
}

function contributionsOf(risk: PortfolioRisk, { issuers }: StockSnapshot): RiskContributions {
  const factors = FACTORS.map((factor, k) => ({
    factor,
    exposure: risk.exposures[k]!,
    contribution: annualPercent(risk.factorContributions[k]!),
  })).sort(byContribution);
  const stocks = risk.holdings
    .map(({ issuer, weight, contribution }) => {
      const { isin, symbol } = issuers[issuer]!;
      return { isin, symbol, weight, contribution: annualPercent(contribution) };
    })
    .sort((a, b) => byContribution(a, b) || (a.isin < b.isin ? -1 : 1));
  const largest = [...stocks].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, TOP_HOLDINGS);
  const reported = new Set([...stocks.slice(0, TOP_CONTRIBUTIONS), ...largest]);
  return {
    factors,
    specific: annualPercent(risk.specificContribution),
    stocks: stocks.filter((s) => reported.has(s)),
  };
}

const byContribution = (a: { readonly contribution: number }, b: { readonly contribution: number }): number =>
  Math.abs(b.contribution) - Math.abs(a.contribution);
