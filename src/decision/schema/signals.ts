import { z } from 'zod';
import type { SignalReport } from '../../../regimes/model/signal-report.ts';
import { isoDay, score, share, signalId } from './terms.ts';

const feature = z.strictObject({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  percentile: z.exactOptional(share),
}).meta({ id: 'feature' });

/** One signal, as a decision carries it. */
export const signalReport = z.strictObject({
  id: signalId,
  title: z.string(),
  score: score.nullable(),
  weight: share,
  vote: z.enum(['bullish', 'neutral', 'bearish']).nullable(),
  status: z.enum(['ok', 'proxy', 'stale', 'missing']),
  observedOn: isoDay.nullable(),
  features: z.array(feature).describe('What the score is made from'),
  context: z.array(feature).describe('Never part of the score'),
  reason: z.string(),
}) satisfies z.ZodType<SignalReport>;
