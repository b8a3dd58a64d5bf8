import { z } from 'zod';
import type { Flip } from '../../../regimes/model/nearest-change.ts';
import type { RegimeCall } from '../../../regimes/model/regime-call.ts';
import { isoDay, problem, regime, score, share, signalId } from './terms.ts';

const flip = z.strictObject({
  signal: signalId,
  to: regime,
  scoreNow: score,
  scoreNeeded: z.number().describe('Outside −1 to +1 where this signal alone cannot change the label'),
  inUnits: z
    .strictObject({
      level: z.string(),
      unit: z.string(),
      now: z.number(),
      needed: z.number(),
      change: z.number(),
    })
    .nullable()
    .describe('The move in the signal’s own units; null where no level within reach does it'),
}).meta({ id: 'flip' }) satisfies z.ZodType<Flip>;

const override = z.strictObject({
  regime,
  from: isoDay,
  expires: isoDay,
  reason: z.string(),
  author: z.string(),
});

/** TRRM's call, as a decision carries it. */
export const regimeCall = z
  .strictObject({
    asOf: isoDay,
    session: isoDay.describe('The last session on or before the as-of date'),
    regime: regime.describe('The label in force'),
    modelRegime: regime.describe('The model’s own label, which an override may have set aside'),
    score: score.nullable(),
    status: z.enum(['ok', 'insufficient']),
    bands: z.strictObject({
      enterBullish: z.number(),
      leaveBullish: z.number(),
      enterBearish: z.number(),
      leaveBearish: z.number(),
    }),
    prior: regime.describe('The model’s label of the month before'),
    confidence: z
      .strictObject({
        level: z.enum(['high', 'moderate', 'low']),
        agreement: share,
        calibrated: z
          .strictObject({
            from: share,
            below: share.nullable(),
            months: z.int().min(0),
            agreed: z.int().min(0),
            share: share.nullable(),
            interval: z.tuple([share, share]).nullable(),
          })
          .nullable()
          .describe('How past calls with a score of this size have fared, as dated by the as-of date'),
        basis: z.string(),
      })
      .nullable(),
    contributions: z.array(
      z.strictObject({ id: signalId, weight: share, score: score.nullable(), contribution: score }),
    ),
    nearestFlip: z.array(flip),
    jointFlip: z.strictObject({ to: regime, moves: z.array(flip) }).nullable(),
    changes: z
      .strictObject({
        monthEnd: isoDay,
        regime,
        score: score.nullable(),
        scoreChange: z.number().nullable(),
        contributions: z.array(z.strictObject({ id: signalId, change: z.number() })),
      })
      .nullable()
      .describe('Since the month-end before; null at the first call'),
    override: override.nullable(),
    alerts: z.array(z.strictObject({ code: z.string(), message: z.string() })),
    breaks: z
      .array(z.strictObject({ series: z.string(), on: isoDay, factor: z.number(), reason: z.string() }))
      .describe('Changes of basis that the figures were chained over'),
    problems: z.array(problem),
  })
  .describe('The regime and its evidence') satisfies z.ZodType<RegimeCall>;
