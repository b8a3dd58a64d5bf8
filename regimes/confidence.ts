import type { Regime } from './regime.ts';
import type { RegimeRules } from './rules.ts';
import { type Vote, voteOf } from './signal-report.ts';
import type { MonthCall } from './walk.ts';

/** How far a call may be relied on, by the size of its score. */
export interface Confidence {
  readonly level: 'high' | 'moderate' | 'low';
  /** Share of the effective weight whose signals vote as the label says; for consolidation, that do not vote for a side. */
  readonly agreement: number;
  readonly basis: string;
}

export function confidenceOf(label: Regime, { combined }: MonthCall, rules: RegimeRules): Confidence | null {
  if (combined.kind !== 'scored') return null;
  const wanted: Vote = label === 'consolidation' ? 'neutral' : label;
  const agreement = combined.shares
    .filter((s) => s.effectiveWeight > 0 && voteOf(s.score, rules) === wanted)
    .reduce((sum, s) => sum + s.effectiveWeight, 0);
  const size = Math.abs(combined.score);
  const { high, low } = rules.confidence;
  if (size >= high) {
    const basis = `|S| of ${high} or more: such calls agreed with the later-dated market phase in 93 % of months of the reference history (in-sample, 2000–2021).`;
    return { level: 'high', agreement, basis };
  }
  if (size >= low) return { level: 'moderate', agreement, basis: `|S| between ${low} and ${high}.` };
  const basis = `|S| below ${low}: such calls agreed with the later-dated market phase in about 68 % of months of the reference history (in-sample, 2000–2021).`;
  return { level: 'low', agreement, basis };
}
