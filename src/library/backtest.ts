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
