import { z } from 'zod';

/** The estimation error's section of the rule book. Times are in sessions. */
export const estimationErrorRules = z.strictObject({
  remove: z
    .boolean()
    .default(true)
    .describe(
      'Whether the estimation error of factor returns is removed from the factor covariance, and what the fit took of ' +
        'them is restored to residuals; both or neither',
    ),
  halfLife: z
    .number()
    .positive()
    .default(84)
    .describe(
      'Half-life of the mean estimation error: that of factor volatilities, in which it is contained',
    ),
  mostRemoved: z
    .number()
    .min(0)
    .max(0.99)
    .default(0.95)
    .describe('Largest fraction of its variance that any combination of factors loses (our choice)'),
  residualRatio: z
    .strictObject({ least: z.number().positive().max(1).default(0.2), most: z.number().min(1).default(1.5) })
    .prefault({})
    .describe(
      "Limits of a residual's variance over that of the specific return, as the regression implies (our choice)",
    ),
});

export type EstimationErrorRules = z.infer<typeof estimationErrorRules>;
export const DEFAULT_ESTIMATION_ERROR_RULES: EstimationErrorRules = estimationErrorRules.parse({});
