import { z } from 'zod';
import { HALF_YEAR, QUARTER, YEAR } from '../../market/stocks/sessions.ts';

const sessions = z.int().min(1);

const winsor = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mad'),
    width: z
      .number()
      .positive()
      .default(3)
      .describe('Robust standard deviations at which values are winsorised'),
    errorsBeyond: z
      .number()
      .positive()
      .default(100)
      .describe('Robust standard deviations beyond which a value is dropped as an error (our choice)'),
  }),
  z.strictObject({
    kind: z.literal('percentiles'),
    tail: z.number().positive().max(0.25).default(0.01).describe('Fraction winsorised in each tail'),
  }),
]);

/** How descriptors are measured and standardised. Each default is marked with its source. */
export const exposureRules = z
  .strictObject({
    beta: z
      .strictObject({
        window: sessions.default(YEAR).describe('Length of the regression on the market, sessions (USE4)'),
        halfLife: z
          .number()
          .positive()
          .default(QUARTER)
          .describe('Half-life of the regression weights, sessions (USE4)'),
        minimum: sessions.default(QUARTER).describe('Minimum number of returns for a beta (our choice)'),
      })
      .prefault({})
      .describe('The CAPM regression behind BETA and LOWVOL; volume sensitivity uses the same weights'),
    minimumFraction: z
      .number()
      .positive()
      .max(1)
      .default(0.5)
      .describe(
        'Minimum fraction of a rolling window with data for its average or standard deviation (our choice)',
      ),
    longestGap: sessions
      .default(5)
      .describe('Longest span of a return that still counts as daily, sessions (our choice)'),
    quietSessions: sessions
      .default(QUARTER)
      .describe('Sessions without a trade after which an issuer loses its exposures (our choice)'),
    logPrice: z
      .enum(['held', 'as-traded'])
      .default('held')
      .describe(
        "Price in LOWVOL's ln(price): held across ex-dates of splits and bonuses, or as traded (held is our choice: " +
          'the price falls on the day, the volatility does not)',
      ),
    years: z.int().min(2).default(5).describe('Years of accounts behind growth and variability (seed: 5)'),
    minimumYears: z.int().min(2).default(3).describe('Minimum number of those years with data (our choice)'),
    minimumQuarterPrices: z
      .int()
      .min(1)
      .default(8)
      .describe('Minimum number of quarter-end prices for the five-year earnings yield (our choice)'),
    accountsLapseAfterDays: z
      .int()
      .min(1)
      .default(730)
      .describe('Days after the latest period end at which accounts expire (our choice)'),
    minimumNames: z
      .int()
      .min(2)
      .default(10)
      .describe(
        'Minimum number of estimation-universe stocks with a value for a descriptor to be standardised (our choice)',
      ),
    winsor: winsor.prefault({ kind: 'mad' }).describe('Winsorisation of descriptors (as in USE4)'),
    limit: z.number().positive().default(3).describe('Exposures are clipped at ± this value (USE4)'),
  })
  .refine((r) => r.minimumYears <= r.years, {
    path: ['minimumYears'],
    message: 'must not be above `years`',
  });

export type ExposureRules = z.infer<typeof exposureRules>;
export const DEFAULT_EXPOSURE_RULES: ExposureRules = exposureRules.parse({});

const size = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fraction'), of: z.number().positive().max(1) }),
  z.strictObject({ kind: z.literal('count'), of: z.int().min(1) }),
]);

/** The estimation universe: the stocks on which the model is estimated. */
export const universeRules = z.strictObject({
  history: sessions.default(YEAR).describe('Minimum sessions since the first trade'),
  tradedFraction: z
    .number()
    .min(0)
    .max(1)
    .default(0.9)
    .describe('Minimum fraction of the sessions of the last year, or since the first trade, with a trade'),
  coolingOff: z.int().min(0).default(HALF_YEAR).describe('Minimum sessions since listing'),
  rankedOver: sessions.default(HALF_YEAR).describe('Sessions of the median traded value used for ranking'),
  size: size
    .prefault({ kind: 'fraction', of: 0.25 })
    .describe('Target size: a fraction of the coverage (seed: about a quarter) or a count'),
  atLeast: z
    .int()
    .min(0)
    .default(100)
    .describe('Minimum size if it is set as a fraction; all eligible stocks if there are fewer (our choice)'),
  buffer: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.2)
    .describe(
      'Ranking buffer: ranks within (1 − buffer) of the size enter; members stay within (1 + buffer) (our choice)',
    ),
});

export type UniverseRules = z.infer<typeof universeRules>;
export const DEFAULT_UNIVERSE_RULES: UniverseRules = universeRules.parse({});
