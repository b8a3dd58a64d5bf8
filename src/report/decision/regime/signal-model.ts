import type { RegimeCall } from '../../../../regimes/model/regime-call.ts';
import type { SignalReport, Vote } from '../../../../regimes/model/signal-report.ts';
import type { SignalId, SignalStatus } from '../../../../signals/signal.ts';
import { type FeatureLine, featureLine } from './feature-model.ts';

/** One signal with its contribution to the call. */
export interface SignalModel {
  readonly id: SignalId;
  readonly title: string;
  /** −1 hostile to +1 supportive; null if the signal has no score. */
  readonly score: number | null;
  /** Percent, from the rule book; 0 for a signal that is reported but not scored into S. */
  readonly weight: number;
  /** Percent, after the weights of signals without a score are redistributed. */
  readonly effectiveWeight: number;
  /** Effective weight × score. */
  readonly contribution: number;
  /** Change since the previous month; null in the first month. */
  readonly contributionChange: number | null;
  readonly vote: Vote | null;
  readonly status: SignalStatus;
  readonly observedOn: string | null;
  readonly reason: string;
  readonly features: readonly FeatureLine[];
  /** Context features, not part of the score. */
  readonly context: readonly FeatureLine[];
}

/** The signals in reading order, each with its contribution. */
export function signalModels(signals: readonly SignalReport[], call: RegimeCall): SignalModel[] {
  const contributions = new Map(call.contributions.map((c) => [c.id, c]));
  const changes = new Map(call.changes?.contributions.map((c) => [c.id, c.change]));
  return signals.map((s) => {
    const own = contributions.get(s.id);
    return {
      id: s.id,
      title: s.title,
      score: s.score,
      weight: s.weight * 100,
      effectiveWeight: (own?.weight ?? 0) * 100,
      contribution: own?.contribution ?? 0,
      contributionChange: changes.get(s.id) ?? null,
      vote: s.vote,
      status: s.status,
      observedOn: s.observedOn,
      reason: s.reason,
      features: s.features.map(featureLine),
      context: s.context.map(featureLine),
    };
  });
}
