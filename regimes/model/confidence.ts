import { z } from 'zod';
import { fractionSchema, type Published } from '../../src/market/published.ts';
import { bandOf, type Calibration, type CalibrationBand, calibrationBandSchema } from './calibration.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import { type Vote, voteOf } from './signal-report.ts';
import type { MonthCall } from './history.ts';

export const confidenceSchema = z.strictObject({
  level: z.enum(['high', 'moderate', 'low']),
  agreement: fractionSchema.describe(
    'Fraction of the effective weight whose signals vote for the label; for consolidation, that vote for neither side',
  ),
  calibrated: calibrationBandSchema
    .nullable()
    .describe(
      'How past calls with a score of this size agreed with the phases dated by the as-of date; null while too few months are dated. In-sample for the months on which the rules were chosen',
    ),
  basis: z.string(),
});

/** The reliability of a call: the size of its score, the agreement of its signals, and the outcome of similar calls. */
export type Confidence = Published<typeof confidenceSchema>;

export function confidenceOf(
  label: Regime,
  { combined }: MonthCall,
  rules: RegimeRules,
  calibration: Calibration | null,
): Confidence | null {
  if (combined.kind !== 'scored') return null;
  const wanted: Vote = label === 'consolidation' ? 'neutral' : label;
  const agreement = combined.contributions
    .filter((s) => s.effectiveWeight > 0 && voteOf(s.score, rules) === wanted)
    .reduce((sum, s) => sum + s.effectiveWeight, 0);
  const size = Math.abs(combined.score);
  const level = size >= rules.confidence.high ? 'high' : size >= rules.confidence.low ? 'moderate' : 'low';
  const calibrated = calibration && bandOf(calibration, combined.score);
  return { level, agreement, calibrated, basis: basisOf(calibrated) };
}

function basisOf(band: CalibrationBand | null): string {
  if (band === null || band.fraction === null) {
    return 'Not enough months with a score of this size have a settled phase to say how often such calls were right.';
  }
  const size = band.below === null ? `${band.from} or more` : `${band.from} to ${band.below}`;
  return `In ${(100 * band.fraction).toFixed(0)} % of ${band.months} earlier months with |S| of ${size}, the label agreed with the ex-post phase (bear or not bear; in-sample for the months on which the rules were chosen).`;
}
