/**
 * `trrm/risk`: INEC-1, the 39-factor equity risk model. Risk and attribution of portfolios by ISIN, exposures, covariances,
 * and building the model.
 *
 * @module trrm/risk
 */
export {
  buildRiskModelFromStore,
  type RiskModelBuild,
  type RiskModelBuildRequest,
} from '../decision/stocks/build-risk-model.ts';
export type { Issuer } from '../market/stocks/daily-slice.ts';
export { type Factor, FACTORS, INDUSTRIES, type Industry, type Style, STYLES } from '../risk/factors.ts';
export { type AttributionOptions, attributeReturn } from '../risk/portfolio/attribute-return.ts';
export type { AttributionReport, AttributionView } from '../risk/portfolio/attribution-report.ts';
export type { StockHolding, StockHoldings } from '../risk/portfolio/isin-holdings.ts';
export {
  type DroppedHolding,
  riskOf,
  type RiskOfOptions,
  type StockBenchmark,
  type StockPortfolioRisk,
  type UncoveredRule,
} from '../risk/portfolio/risk-of.ts';
export type { PortfolioRiskReport, RiskView } from '../risk/portfolio/risk-report.ts';
export { covarianceOf, exposuresOf, type StockCovariance } from '../risk/portfolio/stock-exposures.ts';
export type { RiskRules } from '../risk/risk-rules.ts';
export { isCovered, type RiskSnapshot } from '../risk/snapshot.ts';
export type { FactorForecast, Horizon } from '../risk/covariance/factor-forecast.ts';
export { forecastAt, type RiskForecast, type RiskSession } from '../risk/store/daily-record.ts';
export { readSessions, type RiskModelStore } from '../risk/store/model-store.ts';
export { readRiskModel, type RiskModelAt } from '../risk/store/risk-model-at.ts';
