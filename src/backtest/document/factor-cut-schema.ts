import { z } from 'zod';
import { isoDaySchema } from '../../market/published.ts';
import { FACTORS } from '../../risk/factors.ts';
import { PART_GROUPS } from '../attribution/factor-cut.ts';
import { OTHER_PARTS } from '../attribution/session-parts.ts';

const part = {
  fund: z.number().describe('Logarithmic return'),
  active: z.number().describe('Less that of the benchmark'),
};

/** The held rung of the ladder by the factors of INEC-1. */
export const factorCutSchema = z.strictObject({
  benchmark: z.string().describe('What stands for the benchmark’s stocks'),
  sessions: z.int(),
  withoutModel: z.int().describe('Sessions without a record of the model: their return is not covered'),
  factors: z.array(
    z.strictObject({
      factor: z.enum(FACTORS),
      ...part,
      exposure: z.number().describe('Mean over the sessions, at the close before each'),
      activeExposure: z.number(),
    }),
  ),
  others: z
    .array(z.strictObject({ id: z.enum(OTHER_PARTS), ...part }))
    .describe('`uncovered`: of stocks without exposures; `strategic`: of cash, gold, G-secs and index units'),
  total: z.strictObject(part).describe('The sum of all parts: ln(1 + return) of what was held'),
  byPeriod: z
    .array(
      z.strictObject({
        from: isoDaySchema,
        to: isoDaySchema,
        fund: z.array(z.number()),
        active: z.array(z.number()),
      }),
    )
    .describe(`From fill to fill: ${PART_GROUPS.join(', ')}`),
});
