import { z } from 'zod';

/** The daily regression's section of the rule book. */
export const regressionRules = z.strictObject({
  weights: z
    .enum(['root-cap', 'inverse-specific-variance'])
    .default('root-cap')
    .describe('Regression weight of a stock: √market capitalisation (USE4), or 1/specific variance (GLS)'),
  industries: z
    .enum(['equal', 'cap'])
    .default('equal')
    .describe(
      'Weights with which industry returns average to zero: equal (INEC-1), or market capitalisation (USE4)',
    ),
  minimumFreedom: z
    .int()
    .min(1)
    .default(20)
    .describe('Minimum degrees of freedom of a day: stocks in the regression minus parameters (our choice)'),
  trimBeyond: z
    .number()
    .min(3)
    .nullable()
    .default(null)
    .describe(
      'Robust standard deviations beyond which a residual is trimmed (5 is usual); null keeps all stocks (our choice: ' +
        'trimming or winsorising returns attenuates factor returns)',
    ),
});

export type RegressionRules = z.infer<typeof regressionRules>;
export const DEFAULT_REGRESSION_RULES: RegressionRules = regressionRules.parse({});
