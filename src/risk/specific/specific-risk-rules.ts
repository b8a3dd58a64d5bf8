import { z } from 'zod';

const halfLife = z.number().positive();

/** The specific risk's section of the rule book. Times are in sessions. */
export const specificRiskRules = z
  .strictObject({
    halfLife: halfLife.default(84).describe('Half-life of specific volatilities (USE4S)'),
    lags: z.int().min(0).max(60).default(5).describe('Newey–West lags of specific volatilities (USE4S)'),
    ownFrom: z
      .number()
      .min(1)
      .default(60)
      .describe('Number of residuals up to which a stock uses the structural model alone (USE4)'),
    ownInFull: z
      .number()
      .min(2)
      .default(180)
      .describe(
        'Number of residuals from which its own history has full weight, unless its tails are fat (USE4)',
      ),
    structuralEvery: z
      .int()
      .min(1)
      .default(21)
      .describe(
        'Sessions between refits of the structural model and the size deciles (our choice: both move slowly)',
      ),
    sizeShrinkage: z
      .number()
      .min(0)
      .default(0.1)
      .describe('q of the Bayesian shrinkage to the mean of the size decile (USE4); 0 disables it'),
    regimeHalfLife: halfLife
      .nullable()
      .default(42)
      .describe('Half-life of the specific volatility regime adjustment (USE4S); null disables it'),
  })
  .refine((r) => r.ownFrom < r.ownInFull, { path: ['ownFrom'], message: 'must be below `ownInFull`' });

export type SpecificRiskRules = z.infer<typeof specificRiskRules>;
export const DEFAULT_SPECIFIC_RISK_RULES: SpecificRiskRules = specificRiskRules.parse({});
