import { FACTORS } from '../../src/risk/factors.ts';
import {
  activeHoldings,
  type Holding,
  portfolioBeta,
  type PortfolioRisk,
  portfolioRisk,
} from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Risk, RiskParts } from '../allocation.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { listed } from '../../src/format/words.ts';
import { annualPercent } from '../../src/math/annualise.ts';
import type { MeasuredPortfolio } from './exposure-summary.ts';

/** How many shares are told by name. */
const TOP_SHARES = 10;

/**
 * The risk of a portfolio by INEC-1, share by share; against the market portfolio, of which what is not in shares is
 * counted as short and without risk of its own. The covered part of a sleeve stands for the whole of it.
 */
export function modelledRisk(basis: StockBasis, { measured, weights }: MeasuredPortfolio): Risk {
  if (Object.keys(weights).length === 0) return { kind: 'unavailable', why: 'Nothing is held.' };
  const held = measured.filter((m) => (weights[m.id] ?? 0) > 0);
  const unknown = held.filter((m) => m.kind === 'unmeasured');
  if (unknown.length > 0) {
    const why = `INEC-1 cannot speak of ${listed(unknown.map((m) => m.id))}, which is held.`;
    return { kind: 'unavailable', why };
  }
  // Less nothing: that adds up what several sleeves hold of a share.
  const portfolio = activeHoldings(
    held.flatMap((m) =>
      m.kind === 'measured' ? m.covered.map((h) => ({ ...h, weight: weights[m.id]! * h.weight })) : [],
    ),
    [],
  );
  const total = riskOf(basis, portfolio);
  const active = riskOf(basis, activeHoldings(portfolio, basis.market));
  return {
    kind: 'modelled',
    volatility: annualPercent(total.volatility),
    beta: portfolioBeta(basis.snapshot, portfolio, basis.market),
    trackingError: annualPercent(active.volatility),
    systematic: annualPercent(total.systematic),
    specific: annualPercent(total.specific),
    ofVolatility: partsOf(total, basis),
    ofTrackingError: partsOf(active, basis),
  };
}

function riskOf({ snapshot }: StockBasis, holdings: readonly Holding[]): PortfolioRisk {
  const result = portfolioRisk(snapshot, holdings);
  // The market and the covered parts of sleeves are covered by what they are.
  if (result.kind === 'uncovered') throw new Error(`not covered: issuers ${result.issuers.join(', ')}`);
  return result.risk;
}

function partsOf(risk: PortfolioRisk, { issuers }: StockBasis): RiskParts {
  const factors = FACTORS.map((factor, k) => ({
    factor,
    exposure: risk.exposures[k]!,
    contribution: annualPercent(risk.factorContributions[k]!),
  })).sort(byContribution);
  const shares = risk.holdings
    .map(({ issuer, weight, contribution }) => {
      const { isin, symbol } = issuers[issuer]!;
      return { isin, symbol, weight, contribution: annualPercent(contribution) };
    })
    .sort((a, b) => byContribution(a, b) || (a.isin < b.isin ? -1 : 1));
  return {
    factors,
    specific: annualPercent(risk.specificContribution),
    shares: shares.slice(0, TOP_SHARES),
  };
}

const byContribution = (a: { readonly contribution: number }, b: { readonly contribution: number }): number =>
  Math.abs(b.contribution) - Math.abs(a.contribution);
