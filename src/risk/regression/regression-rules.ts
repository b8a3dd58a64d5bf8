import { z } from 'zod';

/** The daily regression's section of the rule book. */
export const regressionRules = z.strictObject({
  weights: z
    .enum(['root-cap', 'inverse-specific-variance'])
    .default('root-cap')
    .describe('What a stock counts for: √market capitalisation (USE4), or 1/specific variance (GLS)'),
  industries: z
    .enum(['equal', 'cap'])
    .default('equal')
    .describe('Industry returns average to zero: unweighted (INEC-1), or by market capitalisation (USE4)'),
  minimumFreedom: z
    .int()
    .min(1)
    .default(20)
    .describe('Stocks that a day must have beyond its parameters to have factor returns at all (our choice)'),
  trimBeyond: z
    .number()
    .min(3)
    .nullable()
    .default(null)
    .describe(
      'Robust standard deviations beyond which a stock leaves the fit (5 is usual); null keeps all (our choice: ' +
        'trimming or winsorising returns attenuates factor returns)',
    ),
});

export type RegressionRules = z.infer<typeof regressionRules>;
export const DEFAULT_REGRESSION_RULES: RegressionRules = regressionRules.parse({});
