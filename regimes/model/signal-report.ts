import type { Feature, SignalId, SignalStatus } from '../../signals/signal.ts';
import { iso } from '../../src/market/day.ts';
import type { RegimeRules } from './rules.ts';
import type { MonthCall } from './history.ts';

export type Vote = 'bullish' | 'neutral' | 'bearish';

/** One signal as the committee reads it. */
export interface SignalReport {
  readonly id: SignalId;
  readonly title: string;
  readonly score: number | null;
  /** As in the rule book; 0 for a signal that is only reported. */
  readonly weight: number;
  readonly vote: Vote | null;
  readonly status: SignalStatus;
  readonly observedOn: string | null;
  readonly features: readonly Feature[];
  /** Never part of the score. */
  readonly context: readonly Feature[];
  readonly reason: string;
}

/** The side a score speaks for: from |score| ≥ 0.33 (the rule book's threshold) on, else neither. */
export function voteOf(score: number | null, rules: Pick<RegimeRules, 'voteThreshold'>): Vote | null {
  if (score === null) return null;
  if (Math.abs(score) < rules.voteThreshold) return 'neutral';
  return score > 0 ? 'bullish' : 'bearish';
}

export const reportSignals = (month: MonthCall, rules: RegimeRules): SignalReport[] =>
  month.judgements.map(({ on, reading, verdict }) => ({
    id: on.signal.id,
    title: on.signal.title,
    score: verdict.score,
    weight: on.signal.weight,
    vote: voteOf(verdict.score, rules),
    status: verdict.status,
    observedOn: reading.observedOn === null ? null : iso(reading.observedOn),
    features: 'features' in verdict ? verdict.features : [],
    context: on.context(month.session),
    reason: verdict.reason,
  }));
