import { z } from 'zod';
import { committeeEntry, endsAfterStart, ENDS_BEFORE_START } from '../../regimes/model/committee-entry.ts';
import { SLEEVES } from '../positions.ts';

/** A view of the committee on a sleeve: on record with an author and an expiry date, like an override of the regime. */
export const viewRule = z
  .strictObject({
    sleeve: z.enum(SLEEVES),
    over: z.enum(SLEEVES).nullable().default(null).describe('The other sleeve; null for the market'),
    return: z
      .number()
      .min(-0.5)
      .max(0.5)
      .describe('Expected return a year over the other sleeve or the market, a fraction'),
    confidence: z
      .number()
      .gt(0)
      .max(1)
      .describe('Above 0, at most 1; 0.5 trusts the view as much as the model, 1 is certainty'),
    ...committeeEntry,
  })
  .refine(endsAfterStart, ENDS_BEFORE_START)
  .refine((v) => v.sleeve !== v.over, { path: ['over'], message: 'must be another sleeve' });

export type ViewRule = z.infer<typeof viewRule>;
