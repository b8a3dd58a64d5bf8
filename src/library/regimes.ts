/**
 * `trrm/regimes`: the Tactical Risk Rotation Model. A call at a date, its history, signals, and the validation of both.
 *
 * @module trrm/regimes
 */
export { fiiFlows } from '../../signals/fii-flows.ts';
export { gsecYields } from '../../signals/gsec-yields.ts';
export { indiaVix } from '../../signals/india-vix.ts';
export type { LevelKey, Levels } from '../../signals/levels.ts';
export { niftyFutures } from '../../signals/nifty-futures.ts';
export { niftyRegression } from '../../signals/nifty-regression.ts';
export { niftyValuation } from '../../signals/nifty-valuation.ts';
export type {
  Feature,
  Observation,
  PreparedSignal,
  SignalId,
  SignalRule,
  SignalStatus,
} from '../../signals/signal.ts';
export { usVix } from '../../signals/us-vix.ts';
export type { AlignedMarket } from '../../signals/aligned-market.ts';
export { lundeTimmermann } from '../../regimes/dating/lunde-timmermann.ts';
export { paganSossounov } from '../../regimes/dating/pagan-sossounov.ts';
export type { TurningPoint } from '../../regimes/dating/turning-points.ts';
export type { HistoryRow } from '../../regimes/model/history-row.ts';
export type { Contribution, RegimeCall } from '../../regimes/model/regime-call.ts';
export type { RegimeRules } from '../../regimes/model/rules.ts';
export { scoreSignal, type ScoreSignalOptions, type SignalMonth } from '../../regimes/model/score-signal.ts';
export type { SignalReport, Vote } from '../../regimes/model/signal-report.ts';
export { type Regime, REGIMES } from '../../regimes/regime.ts';
export {
  callRegime,
  type HistoryOptions,
  loadMarket,
  type MarketSource,
  regimeHistory,
  type RegimeOptions,
  type RegimeResult,
} from '../decision/regime/call-regime.ts';
export type { AsOfView, Column, MarketHistory } from '../market/as-of.ts';
export type { SeriesKey } from '../market/series.ts';
export type { RegimeValidation } from '../validation/regimes/result.ts';
export { type StoreValidationRequest, validateRegimesOfStore } from '../validation/regimes/validate-store.ts';
