import { z } from 'zod';

const halfLife = z.number().positive();
const lags = z.int().min(0).max(60);

/** The factor covariance's section of the rule book. Times are in sessions. */
export const covarianceRules = z.strictObject({
  volatility: z
    .strictObject({ halfLife: halfLife.default(84), lags: lags.default(5) })
    .prefault({})
    .describe('Half-life and Newey–West lags of factor volatilities (USE4S)'),
  correlation: z
    .strictObject({ halfLife: halfLife.default(504), lags: lags.default(2) })
    .prefault({})
    .describe('Half-life and Newey–West lags of factor correlations (USE4S)'),
  warmUp: z
    .int()
    .min(40)
    .default(60)
    .describe('Sessions of factor returns before the first forecast (our choice)'),
  shrink: z
    .boolean()
    .default(true)
    .describe(
      'Whether correlations are shrunk to the single-index model, with the intensity of Ledoit and Wolf (2003)',
    ),
  eigenvalueFloor: z
    .number()
    .min(1e-8)
    .max(0.5)
    .default(1e-3)
    .describe('Minimum eigenvalue of the correlation matrix, whose mean eigenvalue is 1 (our choice)'),
  regimeHalfLife: halfLife
    .nullable()
    .default(42)
    .describe('Half-life of the volatility regime adjustment (USE4S); null disables it'),
  marketRegimeHalfLife: halfLife
    .nullable()
    .default(42)
    .describe(
      "Half-life of the market factor's own volatility regime, applied at the horizon of one session only (our " +
        'choice: one λ over 39 factors dilutes it; over a month it does harm); null disables it',
    ),
  eigenfactors: z
    .strictObject({
      apply: z
        .enum(['corrected', 'always'])
        .default('corrected')
        .describe(
          'Whether the adjustment applies only where estimation error is removed (our choice: before, it does harm), ' +
            'or always',
        ),
      samples: z
        .int()
        .min(10)
        .default(50)
        .describe('Simulated covariance matrices per month (our choice: γ is then known to 0.3 %)'),
      days: z.int().min(50).default(1000).describe('Sessions behind each simulated matrix (our choice)'),
      scale: z.number().positive().default(1.4).describe('a in γ = a(v − 1) + 1 (USE4)'),
      seed: z.int().default(1),
    })
    .nullable()
    .prefault({})
    .describe('Eigenfactor risk adjustment (USE4), refreshed each month; null disables it'),
});

export type CovarianceRules = z.infer<typeof covarianceRules>;
export type EigenfactorRules = NonNullable<CovarianceRules['eigenfactors']>;
export const DEFAULT_COVARIANCE_RULES: CovarianceRules = covarianceRules.parse({});
