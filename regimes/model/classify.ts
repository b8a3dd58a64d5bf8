import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';

/** The thresholds of S at which labels are entered and left. */
export type Bands = Pick<RegimeRules, 'enterBullish' | 'leaveBullish' | 'enterBearish' | 'leaveBearish'>;

/**
 * The label that follows from the score S and the label before it. A regime is entered at a strong score and
 * left at a weak one; a score strong the other way goes straight across.
 */
export function classify(prior: Regime, score: number, bands: Bands): Regime {
  if (score >= bands.enterBullish) return 'bullish';
  if (score <= bands.enterBearish) return 'bearish';
  if (prior === 'bullish' && score >= bands.leaveBullish) return 'bullish';
  if (prior === 'bearish' && score <= bands.leaveBearish) return 'bearish';
  return 'consolidation';
}

/** One signal's say: its weight in the rule book and its score, null when it has none. */
export interface Say {
  readonly id: string;
  readonly weight: number;
  readonly score: number | null;
}

export interface Share extends Say {
  /** The weight renormalised over the signals that have a score; 0 for one that has none. */
  readonly effectiveWeight: number;
  /** Effective weight × score; the contributions sum to S. */
  readonly contribution: number;
}

export type Combined =
  | { readonly kind: 'scored'; readonly score: number; readonly shares: readonly Share[] }
  | { readonly kind: 'insufficient'; readonly why: string; readonly shares: readonly Share[] };

/** S, the mean of the scores weighted over the signals that have one, if there are enough of them. */
export function combine(says: readonly Say[], rules: Pick<RegimeRules, 'quorum' | 'mandatory'>): Combined {
  const speaking = says.filter((s) => s.score !== null && s.weight > 0);
  const total = speaking.reduce((sum, s) => sum + s.weight, 0);
  const shares = says.map((s) => {
    const effectiveWeight = s.score === null || s.weight === 0 ? 0 : s.weight / total;
    return { ...s, effectiveWeight, contribution: effectiveWeight * (s.score ?? 0) };
  });
  if (!speaking.some((s) => s.id === rules.mandatory)) {
    return { kind: 'insufficient', why: `the mandatory signal ${rules.mandatory} has no score`, shares };
  }
  if (speaking.length < rules.quorum) {
    return {
      kind: 'insufficient',
      why: `${speaking.length} of the ${rules.quorum} signals a call needs have a score`,
      shares,
    };
  }
  const score = speaking.reduce((sum, s) => sum + s.weight * s.score!, 0) / total;
  return { kind: 'scored', score, shares };
}
