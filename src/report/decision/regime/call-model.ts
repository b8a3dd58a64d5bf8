import type { Alert } from '../../../../regimes/model/alert.ts';
import type { Bands } from '../../../../regimes/model/classify.ts';
import type { Confidence } from '../../../../regimes/model/confidence.ts';
import type { CalibrationBand } from '../../../../regimes/model/calibration.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import type { BreakInForce, RegimeCall } from '../../../../regimes/model/regime-call.ts';
import type { Override } from '../../../../regimes/model/rules.ts';
import type { SignalReport } from '../../../../regimes/model/signal-report.ts';
import { type NearestChangeModel, nearestChangeModel } from './nearest-change-model.ts';
import { type SignalModel, signalModels } from './signal-model.ts';

/** Agreement of earlier calls with scores of similar size with the phases dated since. Percent. */
export interface CalibratedModel {
  readonly agreement: number;
  readonly interval: readonly [number, number];
  readonly months: number;
}

/** A call with its signals, for a decision or for either side of a what-if. */
export interface CallModel {
  readonly regime: Regime;
  /** The regime of the model, without override. */
  readonly modelRegime: Regime;
  /** The model regime of the previous month. */
  readonly prior: Regime;
  readonly status: RegimeCall['status'];
  readonly score: number | null;
  readonly bands: Bands;
  /** |score| from which a signal votes. */
  readonly voteThreshold: number;
  readonly confidence: {
    readonly level: Confidence['level'];
    /** Percent of the weight whose vote agrees with the regime. */
    readonly agreement: number;
    readonly calibrated: CalibratedModel | null;
    readonly basis: string;
  } | null;
  /** The previous month; null in the first month. */
  readonly previous: {
    readonly monthEnd: string;
    readonly regime: Regime;
    readonly score: number | null;
    readonly scoreChange: number | null;
  } | null;
  /** Where the label changed: how earlier changes with scores of similar size turned out; null without any. */
  readonly switches: { readonly agreed: number; readonly months: number } | null;
  readonly override: Override | null;
  readonly alerts: readonly Alert[];
  readonly breaks: readonly BreakInForce[];
  readonly signals: readonly SignalModel[];
  readonly nearestChange: NearestChangeModel;
}

export function callModel(
  call: RegimeCall,
  signals: readonly SignalReport[],
  voteThreshold: number,
): CallModel {
  const { regime, modelRegime, prior, status, score, bands, override, breaks } = call;
  const { confidence, changes } = call;
  return {
    regime,
    modelRegime,
    prior,
    status,
    score,
    bands,
    voteThreshold,
    confidence: confidence && {
      level: confidence.level,
      agreement: confidence.agreement * 100,
      calibrated: confidence.calibrated && calibratedModel(confidence.calibrated),
      basis: confidence.basis,
    },
    previous: changes && {
      monthEnd: changes.monthEnd,
      regime: changes.regime,
      score: changes.score,
      scoreChange: changes.scoreChange,
    },
    switches: call.switchRecord
      ? { agreed: call.switchRecord.agreed, months: call.switchRecord.months }
      : null,
    override,
    // Overrides are shown separately, with author, reason and expiry.
    alerts: call.alerts.filter((a) => a.code !== 'override'),
    breaks,
    signals: signalModels(signals, call),
    nearestChange: nearestChangeModel(call, signals),
  };
}

/** Null if no earlier month with a score of this size is dated. */
const calibratedModel = ({ fraction, interval, months }: CalibrationBand): CalibratedModel | null =>
  fraction === null || interval === null
    ? null
    : { agreement: fraction * 100, interval: [interval[0] * 100, interval[1] * 100], months };
