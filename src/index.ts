/**
 * TRRM as a library: the same stages that the command line runs.
 *
 * Open a store, import files into it, and call the regime, run a month, ask what if, or render the report; build or
 * read the risk model and the sleeves, and ask for the risk of what is held. Types come with the functions; everything
 * else is internal and may change.
 */
export { allocate } from '../allocations/allocate.ts';
export type { Allocation } from '../allocations/allocation.ts';
export { openingHoldings } from '../allocations/opening-holdings.ts';
export { type PortfolioByValue, readPortfolioByValue } from '../allocations/holdings/portfolio-by-value.ts';
export { callMonth, type CalledMonth } from '../regimes/model/call.ts';
export { historyRow, type HistoryRow } from '../regimes/model/history-row.ts';
export { type Regime, REGIMES } from '../regimes/regime.ts';
export type { RegimeCall } from '../regimes/model/regime-call.ts';
export type { SignalReport } from '../regimes/model/signal-report.ts';
export { callHistory } from '../regimes/model/history.ts';
export type { SignalRule } from '../signals/signal.ts';
export { validationSeries, validateRegimes } from './validation/regimes/validate.ts';
export type { RegimeValidation } from './validation/regimes/result.ts';
export { inline, threads } from './validation/regimes/executor.ts';
export { canonicalJson } from './decision/canonical-json.ts';
export type { Decision } from './decision/decision.ts';
export { appendDecision, listEntries, showEntry } from './decision/ledger.ts';
export { type MonthlyRun, runMonth, type RunRequest } from './decision/monthly-run.ts';
export { verifyLedger } from './decision/verify-ledger.ts';
export type { AsOfView, MarketHistory } from './market/as-of.ts';
export { type Day, day, iso } from './market/day.ts';
export { importPaths } from './market/import/import.ts';
export type { ImportReport } from './market/import/reporting/import-report.ts';
export { type Problem, UserError } from './market/problem.ts';
export type { DailySlice } from './market/stocks/daily-slice.ts';
export type { StockMarket } from './market/stocks/stock-market.ts';
export { openStore, type Store } from './market/store/store.ts';
export { renderReport } from './report/decision/page.ts';
export { buildReportModel, type ReportModel } from './report/decision/page-model.ts';
export { type RiskPage, renderRisk } from './report/risk/page.ts';
export { attribute } from './risk/portfolio/attribution.ts';
export { attributePeriod } from './risk/portfolio/attribution-report.ts';
export { type Benchmark, fixedBenchmark, MODEL_MARKET } from './risk/portfolio/benchmark.ts';
export { buildRiskModel } from './risk/build/build.ts';
export { capWeighted } from './risk/portfolio/cap-weighted.ts';
export { diagnose } from './risk/diagnostics/diagnose.ts';
export { FACTORS } from './risk/factors.ts';
export { mapIndustries } from './risk/exposures/industries.ts';
export { advanceRiskModel, newRiskModel, riskModelWorkspace } from './risk/model.ts';
export { activeHoldings, type Holding, portfolioBeta, portfolioRisk } from './risk/portfolio/portfolio-risk.ts';
export { readModelStore, readSession, readSessions, type RiskModelStore } from './risk/store/model-store.ts';
export { reportPortfolioRisk } from './risk/portfolio/risk-report.ts';
export type { RiskSession } from './risk/store/daily-record.ts';
export { renderValidation } from './report/validation/page.ts';
export { renderFactorValidation } from './report/factor-research/page.ts';
export { parseRuleBook } from './rulebook/parse.ts';
export { DEFAULT_RULE_BOOK, type RuleBook, signalsOf } from './rulebook/rule-book.ts';
export { hashRuleBook, showRuleBook } from './rulebook/show.ts';
export { advanceBuild, endMonth, sleeveHistories, newSleeveBuild } from './sleeves/build.ts';
export { lookThrough } from './sleeves/look-through.ts';
export { historyOfSleeve, readSleeveStore, type SleeveStore } from './sleeves/sleeve-store.ts';
export { holdingsAt, type SleeveHistory } from './sleeves/sleeve-history.ts';
export { statisticsOf } from './sleeves/levels/statistics.ts';
export { validateFactor } from './validation/factors/validate.ts';
export type { FactorResults, FactorInput } from './validation/factors/validate.ts';
export { parseSettings } from './whatif/settings.ts';
export { simulateScenario } from './whatif/simulate.ts';
export type { WhatIf } from './whatif/what-if.ts';
