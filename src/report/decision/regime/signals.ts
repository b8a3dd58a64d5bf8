import type { RegimeCall } from '../../../../regimes/model/regime-call.ts';
import type { SignalReport, Vote } from '../../../../regimes/model/signal-report.ts';
import type { SignalId, SignalStatus } from '../../../../signals/signal.ts';
import { type FeatureLine, featureLine } from './features.ts';

/** One signal with its part in the call. */
export interface SignalModel {
  readonly id: SignalId;
  readonly title: string;
  /** −1 hostile to +1 supportive; null where the signal has none. */
  readonly score: number | null;
  /** Percent, as in the rule book; 0 for a signal that is only reported. */
  readonly weight: number;
  /** Percent, shared out over the signals that have a score. */
  readonly effectiveWeight: number;
  /** Effective weight × score: its part of S. */
  readonly contribution: number;
  /** Since the month before; null in the first month. */
  readonly contributionChange: number | null;
  readonly vote: Vote | null;
  readonly status: SignalStatus;
  readonly observedOn: string | null;
  readonly reason: string;
  readonly features: readonly FeatureLine[];
  /** Never part of the score. */
  readonly context: readonly FeatureLine[];
}

/** The signals in reading order, each joined with its contribution. */
export function signalModels(signals: readonly SignalReport[], call: RegimeCall): SignalModel[] {
  const shares = new Map(call.contributions.map((c) => [c.id, c]));
  const changes = new Map(call.changes?.contributions.map((c) => [c.id, c.change]));
  return signals.map((s) => {
    const share = shares.get(s.id);
    return {
      id: s.id,
      title: s.title,
      score: s.score,
      weight: s.weight * 100,
      effectiveWeight: (share?.weight ?? 0) * 100,
      contribution: share?.contribution ?? 0,
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
