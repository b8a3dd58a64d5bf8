import { z } from 'zod';
import { SIGNAL_STATUSES } from '../../signals/signal.ts';
import { iso } from '../../src/market/day.ts';
import { fractionSchema, isoDaySchema, type Published } from '../../src/market/published.ts';
import { scoreSchema, signalIdSchema } from '../published-terms.ts';
import type { RegimeRules } from './rules.ts';
import type { MonthCall } from './history.ts';

const vote = z.enum(['bullish', 'neutral', 'bearish']);
/** What a signal alone says about the market, by the thresholds of the classifier. */
export type Vote = z.infer<typeof vote>;

const feature = z
  .strictObject({
    name: z.string(),
    value: z.number(),
    unit: z.string(),
    percentile: z
      .exactOptional(fractionSchema)
      .describe('Expanding mid-rank percentile, where the score uses one'),
  })
  .meta({ id: 'feature' });

export const signalReportSchema = z.strictObject({
  id: signalIdSchema,
  title: z.string(),
  score: scoreSchema.nullable(),
  weight: fractionSchema.describe('As in the rule book; 0 for a signal that is only reported'),
  vote: vote.nullable(),
  status: z.enum(SIGNAL_STATUSES),
  observedOn: isoDaySchema.nullable(),
  features: z.array(feature).describe('Inputs of the score'),
  context: z.array(feature).describe('For information; never part of the score'),
  reason: z.string(),
});

/** One signal as the committee reads it. */
export type SignalReport = Published<typeof signalReportSchema>;

/** The reason of a signal with its title before it: the reason of a signal without a score has it already. */
export const titledReason = ({ title, reason }: Pick<SignalReport, 'title' | 'reason'>): string =>
  reason.startsWith(`${title}: `) ? reason : `${title}: ${reason}`;

/** The vote of a score: bullish or bearish where |score| reaches the rule book's threshold, else neutral; null without a score. */
export function voteOf(score: number | null, rules: Pick<RegimeRules, 'voteThreshold'>): Vote | null {
  if (score === null) return null;
  if (Math.abs(score) < rules.voteThreshold) return 'neutral';
  return score > 0 ? 'bullish' : 'bearish';
}

export const reportSignals = (month: MonthCall, rules: RegimeRules): SignalReport[] =>
  month.evaluated.map(({ aligned, observation, evaluation }) => ({
    id: aligned.signal.id,
    title: aligned.signal.title,
    score: evaluation.score,
    weight: aligned.signal.weight,
    vote: voteOf(evaluation.score, rules),
    status: evaluation.status,
    observedOn: observation.observedOn === null ? null : iso(observation.observedOn),
    features: 'features' in evaluation ? evaluation.features : [],
    context: aligned.context(month.session),
    reason: evaluation.reason,
  }));
