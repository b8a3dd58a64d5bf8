import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';

/** The thresholds of S at which regimes are entered and left. */
export type Bands = Pick<RegimeRules, 'enterBullish' | 'leaveBullish' | 'enterBearish' | 'leaveBearish'>;

/**
 * The label for a score S and the prior label, with hysteresis: a regime is entered at a strong score and left only at a weak
 * one. A strong score of the opposite sign switches directly between bullish and bearish.
 */
export function classify(prior: Regime, score: number, bands: Bands): Regime {
  if (score >= bands.enterBullish) return 'bullish';
  if (score <= bands.enterBearish) return 'bearish';
  if (prior === 'bullish' && score >= bands.leaveBullish) return 'bullish';
  if (prior === 'bearish' && score <= bands.leaveBearish) return 'bearish';
  return 'consolidation';
}

/** A signal's weight in the rule book and its score, null where it has none. */
export interface WeightedScore {
  readonly id: string;
  readonly weight: number;
  readonly score: number | null;
}

/** A signal's contribution to S. */
export interface ScoreContribution extends WeightedScore {
  /** The weight renormalised over the signals that have a score; 0 without a score. */
  readonly effectiveWeight: number;
  /** Effective weight × score; the contributions sum to S. */
  readonly contribution: number;
}

/** The score S, or the reason why it is not available; contributions in the order of the signals either way. */
export type CombinedScore =
  | { readonly kind: 'scored'; readonly score: number; readonly contributions: readonly ScoreContribution[] }
  | {
      readonly kind: 'insufficient';
      readonly reason: string;
      readonly contributions: readonly ScoreContribution[];
    };

/** S: the weighted mean of the scores over the signals that have one, subject to the quorum and the mandatory signal. */
export function combine(
  scores: readonly WeightedScore[],
  rules: Pick<RegimeRules, 'quorum' | 'mandatory'>,
): CombinedScore {
  const scored = scores.filter((s) => s.score !== null && s.weight > 0);
  const total = scored.reduce((sum, s) => sum + s.weight, 0);
  const contributions = scores.map((s) => {
    const effectiveWeight = s.score === null || s.weight === 0 ? 0 : s.weight / total;
    return { ...s, effectiveWeight, contribution: effectiveWeight * (s.score ?? 0) };
  });
  if (!scored.some((s) => s.id === rules.mandatory)) {
    return {
      kind: 'insufficient',
      reason: `the mandatory signal ${rules.mandatory} has no score`,
      contributions,
    };
  }
  if (scored.length < rules.quorum) {
    return {
      kind: 'insufficient',
      reason: `a call needs ${rules.quorum} signals with a score, and ${scored.length} ${scored.length === 1 ? 'has' : 'have'} one`,
      contributions,
    };
  }
  const score = scored.reduce((sum, s) => sum + s.weight * s.score!, 0) / total;
  return { kind: 'scored', score, contributions };
}
