import { z } from 'zod';
import { isoDaySchema } from '../market/published.ts';

/** The stress section of the rule book: what stress tests assume, and windows of the house's own. */
export const stressRules = z.strictObject({
  gsecDuration: z
    .number()
    .min(0)
    .max(30)
    .default(7)
    .describe(
      'Modified duration of the G-secs held, in years: their price falls by it times a rise of the yield',
    ),
  windows: z
    .array(
      z
        .strictObject({
          id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be an id like 2024-06'),
          name: z.string().trim().min(1).max(80),
          first: isoDaySchema.describe('Its close is the base of the returns'),
          last: isoDaySchema,
          why: z.string().trim().min(1).max(300),
          origin: z.enum(['India', 'abroad']),
        })
        .refine(({ first, last }) => first < last, { path: ['last'], message: 'must be after first' }),
    )
    .max(50)
    .default([])
    .describe(
      'Historical windows besides those of the registry; one with the id of the registry replaces it',
    ),
});

export type StressRules = z.infer<typeof stressRules>;
