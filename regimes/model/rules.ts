import { z } from 'zod';
import { parseIso } from '../../src/market/day.ts';
import { REGIMES } from '../regime.ts';

const threshold = z.number().min(-1).max(1);
const isoDate = z.string().refine((s) => parseIso(s) !== null, 'must be a date like 2020-03-31');

/** A person's decision to set the model's label aside for a while. Logged, reasoned, signed and ending. */
const override = z
  .strictObject({
    regime: z.enum(REGIMES),
    from: isoDate,
    expires: isoDate.describe('The last day on which it holds'),
    reason: z
      .string()
      .trim()
      .min(10, 'must be a sentence that a committee can judge (10 characters or more)'),
    author: z.string().trim().min(2, 'must name the person who decided'),
  })
  .refine((o) => o.from <= o.expires, { path: ['expires'], message: 'must not be before `from`' });

/**
 * The classifier's section of the rule book: score bands with hysteresis, and no confirmation by a count of
 * months, which was measured to hurt.
 */
export const regimeRules = z
  .strictObject({
    enterBullish: threshold.default(0.2).describe('S from which a market is called bullish'),
    leaveBullish: threshold.default(0.05).describe('S below which a bullish label is given up'),
    enterBearish: threshold.default(-0.2).describe('S down to which a market is called bearish'),
    leaveBearish: threshold.default(-0.05).describe('S above which a bearish label is given up'),
    quorum: z
      .int()
      .min(1)
      .default(3)
      .describe('Signals with a score and a weight that a call needs, the mandatory one among them'),
    mandatory: z.string().default('nifty-regression').describe('The signal without which no call is made'),
    voteThreshold: z
      .number()
      .min(0)
      .max(1)
      .default(0.33)
      .describe('|score| from which a signal votes for a side'),
    crisis: z
      .strictObject({
        indiaVixPercentile: z
          .number()
          .min(0)
          .max(1)
          .default(0.95)
          .describe('India VIX percentile from which'),
        trendGapBelow: z
          .number()
          .default(0)
          .describe('and distance of the Nifty from the centre of its regression below which'),
      })
      .prefault({})
      .describe('When an alert is raised; it never changes the label'),
    confidence: z
      .strictObject({
        high: z.number().min(0).max(1).default(0.5),
        low: z.number().min(0).max(1).default(0.2),
      })
      .prefault({})
      .describe('|S| from which a call is of high, and below which it is of low, confidence'),
    overrides: z
      .array(override)
      .default([])
      .describe('Labels set by hand: regime, from, expires, reason, author; shown on every output'),
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
