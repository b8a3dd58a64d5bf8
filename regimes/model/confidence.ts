import { bandOf, type Calibration, type CalibrationBand } from './calibration.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import { type Vote, voteOf } from './signal-report.ts';
import type { MonthCall } from './history.ts';

/** How far a call may be relied on: by the size of its score, by its signals, and by how such calls have fared. */
export interface Confidence {
  readonly level: 'high' | 'moderate' | 'low';
  /** Share of the effective weight whose signals vote as the label says; for consolidation, that do not vote for a side. */
  readonly agreement: number;
  /**
   * Past calls with a score of this size, and how many of them the phases agreed with that could be dated by the
   * as-of date. Null while too little is dated. In-sample for the months on which the rules were chosen.
   */
  readonly calibrated: CalibrationBand | null;
  readonly basis: string;
}

export function confidenceOf(
  label: Regime,
  { combined }: MonthCall,
  rules: RegimeRules,
  calibration: Calibration | null,
): Confidence | null {
  if (combined.kind !== 'scored') return null;
  const wanted: Vote = label === 'consolidation' ? 'neutral' : label;
  const agreement = combined.shares
    .filter((s) => s.effectiveWeight > 0 && voteOf(s.score, rules) === wanted)
    .reduce((sum, s) => sum + s.effectiveWeight, 0);
  const size = Math.abs(combined.score);
  const level = size >= rules.confidence.high ? 'high' : size >= rules.confidence.low ? 'moderate' : 'low';
  const calibrated = calibration && bandOf(calibration, combined.score);
  return { level, agreement, calibrated, basis: basisOf(calibrated) };
}

function basisOf(band: CalibrationBand | null): string {
  if (band === null || band.share === null) {
    return 'Too few months with a score of this size can be dated yet to say how often such calls were right.';
  }
  const size = band.below === null ? `${band.from} or more` : `${band.from} to ${band.below}`;
  return `Of ${band.months} earlier months with |S| of ${size}, the phases dated since agreed with the label in ${(100 * band.share).toFixed(0)} % (bear or not; in-sample for the months on which the rules were chosen).`;
}
