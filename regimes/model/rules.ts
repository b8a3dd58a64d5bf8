import { z } from 'zod';
import { REGIMES } from '../regime.ts';
import { committeeEntry, endsAfterStart, ENDS_BEFORE_START } from './committee-entry.ts';

const threshold = z.number().min(-1).max(1);

/** A manual override of the model's label: logged, with a reason, an author and an expiry date. */
const override = z
  .strictObject({
    regime: z.enum(REGIMES),
    ...committeeEntry,
  })
  .refine(endsAfterStart, ENDS_BEFORE_START);

/**
 * The classifier's section of the rule book: score bands with hysteresis. A change needs no confirmation over several months:
 * on the reference data confirmation made the labels worse.
 */
export const regimeRules = z
  .strictObject({
    enterBullish: threshold.default(0.2).describe('Score S at or above which the regime becomes bullish'),
    leaveBullish: threshold.default(0.05).describe('Score S below which a bullish regime ends'),
    enterBearish: threshold.default(-0.2).describe('Score S at or below which the regime becomes bearish'),
    leaveBearish: threshold.default(-0.05).describe('Score S above which a bearish regime ends'),
    quorum: z
      .int()
      .min(1)
      .default(3)
      .describe('Minimum number of weighted signals with a score for a call, the mandatory one included'),
    mandatory: z.string().default('nifty-regression').describe('Signal that must have a score for a call'),
    voteThreshold: z
      .number()
      .min(0)
      .max(1)
      .default(0.33)
      .describe('|score| at or above which a signal votes bullish or bearish'),
    crisis: z
      .strictObject({
        indiaVixPercentile: z
          .number()
          .min(0)
          .max(1)
          .default(0.95)
          .describe('Minimum India VIX percentile, 0 to 1'),
        trendGapBelow: z
          .number()
          .default(0)
          .describe(
            'Upper limit, exclusive, of the distance of the Nifty 50 from its regression centroid, in log points',
          ),
      })
      .prefault({})
      .describe('Conditions of the crisis alert, both required; the alert never changes the regime'),
    confidence: z
      .strictObject({
        high: z.number().min(0).max(1).default(0.5),
        low: z.number().min(0).max(1).default(0.2),
      })
      .prefault({})
      .describe('|S| at or above which confidence is high, and below which it is low'),
    overrides: z
      .array(override)
      .default([])
      .describe('Manual overrides: regime, from, expires, reason, author; shown on every output'),
  })
  .refine((r) => r.leaveBullish <= r.enterBullish, {
    path: ['leaveBullish'],
    message: 'must not exceed `enterBullish`',
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
    message: 'must not exceed `confidence.high`',
  });

/** The classifier's section of the rule book, with defaults filled in. Thresholds are scores between −1 and 1. */
export type RegimeRules = z.infer<typeof regimeRules>;
export type Override = RegimeRules['overrides'][number];
export const DEFAULT_REGIME_RULES: RegimeRules = regimeRules.parse({});
