import { z } from 'zod';
import { HALF_YEAR, QUARTER, YEAR } from '../../market/stocks/sessions.ts';

const sessions = z.int().min(1);

const winsor = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mad'),
    width: z.number().positive().default(3).describe('Robust deviations at which values are drawn in'),
    errorsBeyond: z
      .number()
      .positive()
      .default(100)
      .describe('Robust deviations beyond which a value is dropped as an error (our choice)'),
  }),
  z.strictObject({
    kind: z.literal('percentiles'),
    tail: z.number().positive().max(0.25).default(0.01).describe('Share drawn in at either end'),
  }),
]);

/** How descriptors are measured and put to scale. Each default is marked with its source. */
export const exposureRules = z
  .strictObject({
    beta: z
      .strictObject({
        window: sessions.default(YEAR).describe('Sessions of the regression on the market (USE4)'),
        halfLife: z
          .number()
          .positive()
          .default(QUARTER)
          .describe('Half-life of its weights, sessions (USE4)'),
        minimum: sessions.default(QUARTER).describe('Returns that a beta needs (our choice)'),
      })
      .prefault({})
      .describe('The CAPM regression behind BETA and LOWVOL; volume sensitivity uses the same weights'),
    minimumShare: z
      .number()
      .positive()
      .max(1)
      .default(0.5)
      .describe('Share of a rolling window that must be there for its average or deviation (our choice)'),
    longestGap: sessions
      .default(5)
      .describe('Sessions that a return may span and still count as a daily one (our choice)'),
    quietSessions: sessions
      .default(QUARTER)
      .describe('Sessions without a trade after which an issuer has no exposures (our choice)'),
    years: z.int().min(2).default(5).describe('Years of accounts behind growth and variability (seed: 5)'),
    minimumYears: z.int().min(2).default(3).describe('and how many of them must be there (our choice)'),
    minimumQuarterPrices: z
      .int()
      .min(1)
      .default(8)
      .describe('Quarter-end prices that the five-year earnings yield needs (our choice)'),
    accountsLapseAfterDays: z
      .int()
      .min(1)
      .default(730)
      .describe('Days after the newest period end at which accounts say nothing any more (our choice)'),
    minimumNames: z
      .int()
      .min(2)
      .default(10)
      .describe('Names of the estimation universe that a descriptor needs to be put to scale (our choice)'),
    winsor: winsor
      .prefault({ kind: 'mad' })
      .describe('How extreme descriptors are drawn in (the manner of USE4)'),
    limit: z.number().positive().default(3).describe('Exposures are clipped at ± this (USE4)'),
  })
  .refine((r) => r.minimumYears <= r.years, {
    path: ['minimumYears'],
    message: 'must not be above `years`',
  });

export type ExposureRules = z.infer<typeof exposureRules>;
export const DEFAULT_EXPOSURE_RULES: ExposureRules = exposureRules.parse({});

const size = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), of: z.number().positive().max(1) }),
  z.strictObject({ kind: z.literal('count'), of: z.int().min(1) }),
]);

/** Who the model is estimated on. */
export const universeRules = z.strictObject({
  history: sessions.default(YEAR).describe('Sessions since the first trade'),
  tradedShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.9)
    .describe('Share of the sessions of the last year, or since the first trade, with a trade'),
  coolingOff: z.int().min(0).default(HALF_YEAR).describe('Sessions after listing before a name may enter'),
  rankedOver: sessions.default(HALF_YEAR).describe('Sessions of the median traded value it is ranked on'),
  size: size
    .prefault({ kind: 'share', of: 0.25 })
    .describe('How many: a share of the coverage (seed: about a quarter) or a count'),
  atLeast: z
    .int()
    .min(0)
    .default(100)
    .describe('A share that comes to fewer names takes so many, or all that may enter (our choice)'),
  buffer: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.2)
    .describe('Ranks within 1 − this enter for sure; members stay within 1 + this (our choice)'),
});

export type UniverseRules = z.infer<typeof universeRules>;
export const DEFAULT_UNIVERSE_RULES: UniverseRules = universeRules.parse({});
