import { z } from 'zod';
import { parseIso } from '../../src/market/day.ts';
import { SLEEVES } from '../positions.ts';

const isoDate = z.string().refine((s) => parseIso(s) !== null, 'must be a date like 2020-03-31');

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
    from: isoDate,
    expires: isoDate.describe('Last day in force'),
    reason: z
      .string()
      .trim()
      .min(10, 'must be a sentence that a committee can assess (10 characters or more)'),
    author: z.string().trim().min(2, 'must name the person responsible'),
  })
  .refine((v) => v.from <= v.expires, { path: ['expires'], message: 'must not be before `from`' })
  .refine((v) => v.sleeve !== v.over, { path: ['over'], message: 'must be another sleeve' });

export type ViewRule = z.infer<typeof viewRule>;
