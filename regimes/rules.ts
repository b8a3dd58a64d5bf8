import { z } from 'zod';
import { parseIso } from '../src/market/day.ts';
import { REGIMES } from './regime.ts';

const threshold = z.number().min(-1).max(1);
const isoDate = z.string().refine((s) => parseIso(s) !== null, 'must be a date like 2020-03-31');

/** A person's decision to set the model's label aside for a while. Logged, reasoned, signed and ending. */
const override = z
  .strictObject({
    regime: z.enum(REGIMES),
    from: isoDate,
    /** The last day on which it holds. */
    expires: isoDate,
    reason: z
      .string()
      .trim()
      .min(10, 'must be a sentence that a committee can judge (10 characters or more)'),
    author: z.string().trim().min(2, 'must name the person who decided'),
  })
  .refine((o) => o.from <= o.expires, { path: ['expires'], message: 'must not be before `from`' });

/** The classifier's section of the rule book. */
export const regimeRules = z
  .strictObject({
    /** Score bands with hysteresis; no month-count confirmation, which was measured to hurt. */
    enterBullish: threshold.default(0.2),
    leaveBullish: threshold.default(0.05),
    enterBearish: threshold.default(-0.2),
    leaveBearish: threshold.default(-0.05),
    /** Signals with a score and a weight that a call needs, the mandatory one among them. */
    quorum: z.int().min(1).default(3),
    mandatory: z.string().default('nifty-regression'),
    /** |score| from which a signal votes for a side. */
    voteThreshold: z.number().min(0).max(1).default(0.33),
    /** Raises an alert and never changes the label. */
    crisis: z
      .strictObject({
        indiaVixPercentile: z.number().min(0).max(1).default(0.95),
        trendGapBelow: z.number().default(0),
      })
      .prefault({}),
    /** |S| from which a call is of high, and below which of low, confidence. */
    confidence: z
      .strictObject({
        high: z.number().min(0).max(1).default(0.5),
        low: z.number().min(0).max(1).default(0.2),
      })
      .prefault({}),
    overrides: z.array(override).default([]),
  })
  .refine((r) => r.leaveBullish <= r.enterBullish, {
    path: ['leaveBullish'],
    message: 'must not be above `enterBullish`',
  })
  .refine((r) => r.leaveBearish >= r.enterBearish, {
    path: ['leaveBearish'],
    message: 'must not be below `enterBearish`',
  })
  .refine((r) => r.enterBearish < r.enterBullish, {
    path: ['enterBearish'],
    message: 'must be below `enterBullish`',
  })
  .refine((r) => r.confidence.low <= r.confidence.high, {
    path: ['confidence', 'low'],
    message: 'must not be above `confidence.high`',
  });

export type RegimeRules = z.infer<typeof regimeRules>;
export type Override = RegimeRules['overrides'][number];
export const DEFAULT_REGIME_RULES: RegimeRules = regimeRules.parse({});
