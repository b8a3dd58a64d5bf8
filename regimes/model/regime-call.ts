import { z } from 'zod';
import { fractionSchema, isoDaySchema, problemSchema, type Published } from '../../src/market/published.ts';
import { regimeSchema, scoreSchema, signalIdSchema } from '../published-terms.ts';
import { alertSchema } from './alert.ts';
import { callDoubtSchema } from './call-doubt.ts';
import { calibrationBandSchema } from './calibration.ts';
import { confidenceSchema } from './confidence.ts';
import { jointChangeSchema, nearestChangeSchema } from './nearest-change.ts';

const bands = z.strictObject({
  enterBullish: z.number(),
  leaveBullish: z.number(),
  enterBearish: z.number(),
  leaveBearish: z.number(),
});

const contribution = z.strictObject({
  id: signalIdSchema,
  weight: fractionSchema.describe('Renormalised over the signals that have a score'),
  score: scoreSchema.nullable(),
  contribution: scoreSchema,
});

const changeSince = z.strictObject({
  monthEnd: isoDaySchema,
  regime: regimeSchema,
  score: scoreSchema.nullable(),
  scoreChange: z.number().nullable(),
  contributions: z.array(z.strictObject({ id: signalIdSchema, change: z.number() })),
});

const override = z.strictObject({
  regime: regimeSchema,
  from: isoDaySchema,
  expires: isoDaySchema,
  reason: z.string(),
  author: z.string(),
});

const breakInForce = z.strictObject({
  series: z.string(),
  on: isoDaySchema,
  factor: z.number(),
  reason: z.string(),
});

export const regimeCallSchema = z
  .strictObject({
    asOf: isoDaySchema,
    session: isoDaySchema.describe(
      'The last session on or before the as-of date, on which the call is based',
    ),
    regime: regimeSchema.describe('The label in force: the model’s own unless an override applies'),
    modelRegime: regimeSchema.describe('The model’s own label'),
    score: scoreSchema.nullable(),
    status: z.enum(['ok', 'insufficient']),
    bands: bands.describe('The score thresholds used for the label'),
    prior: regimeSchema.describe('The model’s label of the previous month'),
    confidence: confidenceSchema.nullable(),
    switchRecord: z
      .exactOptional(calibrationBandSchema)
      .describe(
        'Where the label changed: how past changes of label with a score of this size agreed with the phases dated since',
      ),
    contributions: z.array(contribution),
    nearestChanges: z
      .array(nearestChangeSchema)
      .describe('Smallest change of each signal that changes the label'),
    jointChange: jointChangeSchema
      .nullable()
      .describe('Smallest joint change of all signals that changes the label'),
    changes: changeSince.nullable().describe('Since the previous month-end; null at the first call'),
    override: override.nullable(),
    alerts: z.array(alertSchema),
    doubt: z.exactOptional(callDoubtSchema),
    breaks: z.array(breakInForce).describe('Breaks across which series were chained'),
    problems: z.array(problemSchema),
  })
  .describe('The regime and its evidence');

/** TRRM's call at a date, with the evidence a committee needs to question it. */
export type RegimeCall = Published<typeof regimeCallSchema>;
/** One signal's contribution to the score. */
export type Contribution = Published<typeof contribution>;
export type ChangeSince = Published<typeof changeSince>;
export type BreakInForce = Published<typeof breakInForce>;
