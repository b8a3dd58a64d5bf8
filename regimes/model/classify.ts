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

/** The score S, or the reason why it is not available. */
export type Score =
  | { readonly kind: 'scored'; readonly score: number }
  | { readonly kind: 'insufficient'; readonly reason: string };

/** The score S with the contributions it is made of, in the order of the signals; they are there without a score too. */
export type CombinedScore = Score & { readonly contributions: readonly ScoreContribution[] };

/**
 * S: the weighted mean of the scores over the signals that have one, subject to the quorum and the mandatory signal. Alone, because a
 * sweep asks for it hundreds of times a rule book, and the contributions take many times as long.
 */
export function weightedScore(
  scores: readonly WeightedScore[],
  { quorum, mandatory }: Pick<RegimeRules, 'quorum' | 'mandatory'>,
): Score {
  let [total, sum, scored, hasMandatory] = [0, 0, 0, false];
  for (const { id, weight, score } of scores) {
    if (score === null || weight <= 0) continue;
    total += weight;
    sum += weight * score;
    scored++;
    hasMandatory ||= id === mandatory;
  }
  if (!hasMandatory)
    return { kind: 'insufficient', reason: `the mandatory signal ${mandatory} has no score` };
  if (scored < quorum)
    return {
      kind: 'insufficient',
      reason: `a call needs ${quorum} signals with a score, and ${scored} ${scored === 1 ? 'has' : 'have'} one`,
    };
  return { kind: 'scored', score: sum / total };
}

/** S as `weightedScore` has it, with the contribution of each signal. */
export function combine(
  scores: readonly WeightedScore[],
  rules: Pick<RegimeRules, 'quorum' | 'mandatory'>,
): CombinedScore {
  const total = scores.reduce((sum, s) => (s.score === null ? sum : sum + s.weight), 0);
  const contributions = scores.map(({ id, weight, score }): ScoreContribution => {
    const effectiveWeight = score === null || weight === 0 ? 0 : weight / total;
    return { id, weight, score, effectiveWeight, contribution: effectiveWeight * (score ?? 0) };
  });
  return { ...weightedScore(scores, rules), contributions };
}
