import type { Alert } from '../../../../regimes/model/alert.ts';
import type { Bands } from '../../../../regimes/model/classify.ts';
import type { Confidence } from '../../../../regimes/model/confidence.ts';
import type { CalibrationBand } from '../../../../regimes/model/calibration.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import type { BreakInForce, RegimeCall } from '../../../../regimes/model/regime-call.ts';
import type { Override } from '../../../../regimes/model/rules.ts';
import type { SignalReport } from '../../../../regimes/model/signal-report.ts';
import { type FlipsModel, flipsModel } from './nearest-change.ts';
import { type SignalModel, signalModels } from './signals.ts';

/** How earlier labels from scores of this size have fared against the phases dated since. Percent. */
export interface CalibratedModel {
  readonly share: number;
  readonly interval: readonly [number, number];
  readonly months: number;
}

/** A call with its signals, as it is shown for a decision and for either side of a what-if. */
export interface CallModel {
  readonly regime: Regime;
  /** What the model says by itself. */
  readonly modelRegime: Regime;
  /** The model's label of the month before. */
  readonly prior: Regime;
  readonly status: RegimeCall['status'];
  readonly score: number | null;
  readonly bands: Bands;
  readonly confidence: {
    readonly level: Confidence['level'];
    /** Percent of the weight that votes as the label says. */
    readonly agreement: number;
    readonly calibrated: CalibratedModel | null;
    readonly basis: string;
  } | null;
  /** Null in the first month. */
  readonly before: {
    readonly monthEnd: string;
    readonly regime: Regime;
    readonly score: number | null;
    readonly scoreChange: number | null;
  } | null;
  readonly override: Override | null;
  readonly alerts: readonly Alert[];
  readonly breaks: readonly BreakInForce[];
  readonly signals: readonly SignalModel[];
  readonly flips: FlipsModel;
}

export function callModel(call: RegimeCall, signals: readonly SignalReport[]): CallModel {
  const { regime, modelRegime, prior, status, score, bands, override, breaks } = call;
  const { confidence, changes } = call;
  return {
    regime,
    modelRegime,
    prior,
    status,
    score,
    bands,
    confidence: confidence && {
      level: confidence.level,
      agreement: confidence.agreement * 100,
      calibrated: confidence.calibrated && calibratedModel(confidence.calibrated),
      basis: confidence.basis,
    },
    before: changes && {
      monthEnd: changes.monthEnd,
      regime: changes.regime,
      score: changes.score,
      scoreChange: changes.scoreChange,
    },
    override,
    // An override is shown in a place of its own, with all that it must carry.
    alerts: call.alerts.filter((a) => a.code !== 'override'),
    breaks,
    signals: signalModels(signals, call),
    flips: flipsModel(call, signals),
  };
}

/** Null for a size of score of which no earlier month is dated. */
const calibratedModel = ({ share, interval, months }: CalibrationBand): CalibratedModel | null =>
  share === null || interval === null
    ? null
    : { share: share * 100, interval: [interval[0] * 100, interval[1] * 100], months };
