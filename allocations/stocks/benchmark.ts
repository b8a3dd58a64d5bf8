import type { AsOfView } from '../../src/market/as-of.ts';
import { FACTOR_COUNT } from '../../src/risk/factors.ts';
import type { PortfolioRisk } from '../../src/risk/portfolio/portfolio-risk.ts';
import { covarianceTimes } from '../../src/risk/snapshot.ts';
import { annualPercent } from '../../src/math/annualise.ts';
import type { BenchmarkRisk } from '../allocation.ts';
import { MARKET_INDEX } from '../inverse-volatility/proxy-indices.ts';
import type { AllocationRules } from '../rules.ts';
import { fitIndex } from './fit-index.ts';
import type { StockSnapshot } from './stock-snapshot.ts';

/** Adds the house's benchmark to the snapshot, where its returns give exposures: the Nifty 50, with dividends where the store has them. */
export function withBenchmark(stocks: StockSnapshot, view: AsOfView, rules: AllocationRules): StockSnapshot {
  const benchmark = fitIndex(MARKET_INDEX, stocks, view, rules);
  return benchmark ? { ...stocks, benchmark } : stocks;
}

/**
 * Tracking error and beta of a portfolio against the benchmark, by the factor exposures of both. The benchmark's residual is
 * taken as independent of the portfolio's specific returns: for a portfolio of the index's own stocks this overstates the
 * tracking error and understates the beta (our choice, as the store does not know the index's weights).
 */
export function benchmarkRisk(stocks: StockSnapshot, portfolio: PortfolioRisk): BenchmarkRisk | null {
  const { benchmark, riskModel } = stocks;
  if (!benchmark) return null;
  const { exposures, specific, instrument } = benchmark;
  const active = portfolio.exposures.map((x, k) => x - exposures[k]!);
  const ofBenchmark = covarianceTimes(riskModel.covariance, exposures);
  const activeVariance =
    dot(active, covarianceTimes(riskModel.covariance, active)) + portfolio.specific ** 2 + specific ** 2;
  return {
    index: instrument.indexName,
    field: instrument.field,
    trackingError: annualPercent(Math.sqrt(activeVariance)),
    beta: dot(portfolio.exposures, ofBenchmark) / (dot(exposures, ofBenchmark) + specific ** 2),
    rSquared: instrument.fit!.rSquared,
    returns: instrument.fit!.returns,
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < FACTOR_COUNT; k++) sum += a[k]! * b[k]!;
  return sum;
}
