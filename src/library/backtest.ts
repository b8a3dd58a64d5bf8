/**
 * `trrm/backtest`: the monthly allocation over history, and what explains a record.
 *
 * @module trrm/backtest
 */
export {
  type EffectId,
  type Ladder,
  ladderEffects,
  type LadderEffects,
  type LadderPeriod,
  type RungId,
} from '../backtest/attribution/ladder.ts';
export { type AccountRecord, accountRecord, type MoneyWeighted } from '../backtest/account/account-record.ts';
export { readAccountFile } from '../backtest/account/read-account-file.ts';
export type {
  DecisionOutcome,
  Reconciliation,
} from '../backtest/account/reconciliation/reconcile-account.ts';
export { reconcileWithLedger } from '../backtest/account/reconciliation/reconcile-with-ledger.ts';
export { type ReconciledReturns, RECONCILING_EFFECTS } from '../backtest/account/reconciliation/effects.ts';
export { type BacktestDocument, parseBacktest, readBacktest } from '../backtest/document/document.ts';
export { backtest, type BacktestOptions } from '../backtest/backtest-of-store.ts';
export type {
  AlternativeRecord,
  BacktestMonth,
  BacktestRun,
  LadderReturns,
  NavRow,
  Provenance,
  SensitivityRow,
} from '../backtest/backtest-run.ts';
export type { BacktestChoices, BacktestPlan, FillRule, Level, WeightRule } from '../backtest/plan.ts';
export {
  type FilePerformance,
  performanceOfFiles,
  type PerformanceRequest,
  type SeriesFile,
} from '../backtest/statistics/file/performance-of-files.ts';
export {
  type Figure,
  type TearSheet,
  tearSheet,
  type TearSheetInput,
} from '../backtest/statistics/tear-sheet.ts';
export type { ValuePath } from '../backtest/statistics/value-path.ts';
export type {
  AccountDayRecord,
  AccountHolding,
  AccountRows,
  AccountTrade,
} from '../market/accounts/read-account.ts';
