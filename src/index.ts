/**
 * TRRM as a library: the same functions that the command line runs. Open a store, call the regime, run a month, ask what
 * if; build sleeves, measure risk, optimise. Everything that is not exported here is internal and may change.
 *
 * @module trrm
 */
export type { Allocation } from '../allocations/allocation.ts';
export {
  POSITIONS,
  type PositionId,
  SLEEVES,
  type SleeveId,
  type Weights,
} from '../allocations/positions.ts';
export { type Backup, backupStore } from './decision/store/backup-store.ts';
export { canonicalJson } from './decision/document/canonical-json.ts';
export { type Decision, decisionSchema } from './decision/document/decision.ts';
export {
  type AppendResult,
  appendDecision,
  type DecisionToRecord,
  listEntries,
  showEntry,
} from './decision/ledger/ledger.ts';
export type { LedgerEntry, StoredFile } from './decision/ledger/entries/ledger-entry.ts';
export type { LedgerEntryWithTexts, LedgerStore } from './decision/ledger/tables/ledger-table.ts';
export type { MonthlyRun } from './decision/run/monthly-run.ts';
export {
  type PublishedDifference,
  type PublishedVerification,
  type VerifiedSet,
  verifyPublished,
} from './decision/publish/verify-published.ts';
export { parseDecision, readDecision } from './decision/document/read-decision.ts';
export { type AllocationOptions, runMonthlyAllocation } from './decision/run/run-monthly-allocation.ts';
export { type ModelCacheLocation, modelsBesideStore } from './decision/stocks/model-build-options.ts';
export { type Stability, stabilityOfEntry } from './decision/stability.ts';
export { type LedgerVerification, verifyLedger } from './decision/ledger/verify-ledger.ts';
export { isVerified, type StoreVerification, verifyStore } from './decision/store/verify-store.ts';
export { type ExplainInput, explainFigure, type TreeSize } from './explain/explain.ts';
export { type ExplainedDecision, explainedDecision } from './explain/explained-decision.ts';
export type { Evidence, Explanation, Origin, ParameterUsed } from './explain/explanation.ts';
export { findFigure, type FoundFigure } from './explain/find-figure.ts';
export * from './library/backtest.ts';
export * from './library/book.ts';
export * from './library/optimiser.ts';
export * from './library/regimes.ts';
export * from './library/risk.ts';
export * from './library/simulation.ts';
export * from './library/pack.ts';
export * from './library/sleeves.ts';
export * from './library/snapshot.ts';
export * from './library/stress.ts';
export * from './library/sweep.ts';
export { type DateInput, dayFrom as day } from './market/date-input.ts';
export { type Day, iso } from './market/day.ts';
export { type ImportOptions, importPaths } from './market/import/import.ts';
export type { FileReport, ImportReport } from './market/import/reporting/import-report.ts';
export { type Problem, UserError } from './market/problem.ts';
export { type OpenMode, type OpenOptions, openStore, type Store } from './market/store/store.ts';
export type { ImportFault, ImportVerification } from './market/store/verify-imports.ts';
export { buildReport, type ReportExtras } from './report/decision/build-report.ts';
export { diffRuleBooks, type RuleChange, type RuleSetting, withRules } from './rulebook/change.ts';
export { parseRuleBook } from './rulebook/parse.ts';
export { DEFAULT_RULE_BOOK, type RuleBook } from './rulebook/rule-book.ts';
export { hashRuleBook, showRuleBook } from './rulebook/show.ts';
export type { Assumption, ScenarioSide, WhatIf } from './whatif/what-if.ts';
export { type ScenarioOptions, whatIf } from './whatif/what-if-of-store.ts';
