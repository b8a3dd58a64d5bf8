import { z } from 'zod';
import { fractionSchema, isoDaySchema, ONE, type Published } from '../../src/market/published.ts';
import { INDUSTRIES, STYLES } from '../../src/risk/factors.ts';
import { POSITIONS, SLEEVES } from '../positions.ts';

export const weightsSchema = z
  .partialRecord(z.enum(POSITIONS), fractionSchema)
  .meta({ id: 'weights', description: 'Fractions of the whole portfolio; a missing position weighs 0' });

/** Constraints that may be relaxed, in the order in which they are. */
export const RELAXABLE = ['turnover', 'industry', 'beta'] as const;
export type Relaxable = (typeof RELAXABLE)[number];

const sleeveScore = z.strictObject({
  id: z.enum(SLEEVES),
  stocks: z.int().describe('Number of constituents'),
  coverage: fractionSchema.describe(
    'Weight of its stocks that INEC-1 covers; other figures are of these, rescaled',
  ),
  exposures: z.record(z.enum(STYLES), z.number()).describe('Active style exposures, in standard deviations'),
  alignment: z.number().describe('Σ target × active exposure over the styles'),
  unexplainedVariance: z
    .number()
    .describe('Fraction of variance due neither to the market nor to the target styles; may be below 0'),
  score: z.number().describe('alignment less the rule book’s penalty for unexplainedVariance'),
  factorAlpha: z
    .number()
    .describe('Percent a year: information ratio × Σ target × active exposure × volatility of the style'),
  expectedActiveReturn: z
    .number()
    .describe('Percent a year above the market: factorAlpha, changed by the views of the committee'),
  purity: z
    .number()
    .nullable()
    .describe('Fraction of active style variance in the target direction; null where there is none'),
  volatility: z.number().describe('Percent a year'),
  beta: z.number().describe('To the market portfolio'),
  trackingError: z.number().describe('To the market portfolio, percent a year'),
});

const sleeveView = z.strictObject({
  sleeve: z.enum(SLEEVES),
  over: z.enum(SLEEVES).nullable().describe('Null for the market'),
  return: z.number().describe('Expected return a year in the view, a fraction'),
  confidence: fractionSchema,
  from: isoDaySchema,
  expires: isoDaySchema,
  reason: z.string(),
  author: z.string(),
  prior: z.number().describe('Percent a year without views'),
  posterior: z.number().describe('Percent a year with all views'),
});

const activeStyle = z.strictObject({
  style: z.enum(STYLES),
  target: z.number().describe('The regime’s target'),
  opening: z.number().nullable().describe('Null where the opening holdings are not measured'),
  final: z.number(),
});

const unintendedBet = z.strictObject({
  style: z.enum(STYLES),
  target: z.number().describe('The regime’s target: 0, or of the other sign'),
  exposure: z.number().describe('Active, in standard deviations'),
  trackingError: z.number().describe('Of this exposure alone, percent a year'),
});

/** A sleeve held by its index has exposures estimated from returns, so its industries may be slightly below zero. */
const industryExposure = z
  .number()
  .max(ONE)
  .describe('Fraction of the portfolio; may be slightly below 0 where a sleeve is held by its index');

const industryWeight = z.strictObject({
  industry: z.enum(INDUSTRIES),
  market: fractionSchema,
  bouquet: industryExposure.describe('In the regime’s bouquet, from which the industry limit is measured'),
  opening: industryExposure.nullable().describe('Null where the opening holdings are not measured'),
  final: industryExposure,
});

export const relaxationSchema = z.strictObject({
  constraint: z.enum(RELAXABLE),
  from: z
    .number()
    .describe('Turnover and industry as fractions of the portfolio; beta as a distance from its band'),
  to: z.number(),
});

const limitUse = z.strictObject({
  kind: z.enum(['compliance', 'soft']).describe('Compliance limits are never relaxed'),
  limit: z
    .enum(['stock', 'bands', ...RELAXABLE])
    .describe(
      'stock: largest weight of a stock; bands: largest distance of a sleeve outside its band; industry: largest distance of an industry from the bouquet; beta: active exposure to BETA',
    ),
  low: z.number().nullable().describe('Null where there is none'),
  high: z.number(),
  value: z.number().describe('Of the final portfolio'),
  relaxedTo: z.number().nullable().describe('As in relaxedConstraints; null where not relaxed'),
});

const sampling = z
  .strictObject({
    minimumPosition: fractionSchema.describe('The rule book’s, as the next two'),
    maximumStocks: z.int().nullable(),
    maximumStocksPerSleeve: z.int().nullable(),
    stocksBefore: z.int().describe('Constituents of the sleeves held in stocks'),
    stocks: z.int().describe('Of these, the stocks held after full rebalancing'),
    smallest: fractionSchema.describe('The smallest of these positions, as a fraction of the portfolio'),
    trackingError: z
      .number()
      .describe('Of the stocks held against all constituents at the same sleeve weights, percent a year'),
    holdings: z
      .partialRecord(
        z.enum(SLEEVES),
        z.array(
          z.strictObject({
            isin: z.string().describe('Empty where unknown'),
            symbol: z.string(),
            weight: fractionSchema,
          }),
        ),
      )
      .describe('The stocks by sleeve, as fractions of what the sleeve holds in stocks'),
  })
  .describe('Sleeves held in fewer stocks than their constituents (optimised sampling)');

const stockPosition = z.strictObject({
  isin: z.string(),
  symbol: z.string(),
  name: z.string(),
  industry: z.enum(INDUSTRIES),
  opening: fractionSchema.describe('Fraction of the portfolio'),
  final: fractionSchema.describe('Fraction of the portfolio'),
  market: fractionSchema.describe('Fraction of the market portfolio'),
  bySleeve: weightsSchema.describe('`final` by sleeve'),
});

/** What INEC-1 says about an allocation, by sleeve and by stock. */
export const riskModelResultSchema = z.strictObject({
  session: isoDaySchema.describe('The session of INEC-1'),
  marketStocks: z.int().describe('Stocks in the market portfolio that sleeves are measured against'),
  sleeves: z.array(sleeveScore).describe('Sleeves that hold stocks, in reading order'),
  views: z.array(sleeveView).describe('Views of the committee in force'),
  correlations: z
    .array(z.array(z.number()))
    .describe('Model correlations of daily returns; rows and columns in the order of `sleeves`'),
  styles: z.array(activeStyle).describe('The portfolio’s active style exposures, in standard deviations'),
  unintendedBet: z
    .exactOptional(unintendedBet)
    .describe(
      'The style with the largest tracking error that the regime does not ask for; absent where there is none',
    ),
  industries: z
    .array(industryWeight)
    .describe('Weights in the portfolio, in the bouquet and in the market portfolio'),
  sampling: z
    .exactOptional(sampling)
    .describe('Absent where no limit on positions takes effect, and where the stocks held are not known'),
  limits: z
    .array(limitUse)
    .describe('What the final portfolio uses of each limit; a partial rebalancing may still breach one'),
  relaxedConstraints: z
    .array(relaxationSchema)
    .describe('Constraints that could not all be met, and by how much they are relaxed'),
  stocks: z
    .array(stockPosition)
    .describe('Look-through positions by final weight; the remainder is the strategic part'),
});

export type RiskModelResult = Published<typeof riskModelResultSchema>;
export type LimitUse = Published<typeof limitUse>;
export type SleeveView = Published<typeof sleeveView>;
export type SleeveScore = Published<typeof sleeveScore>;
export type ActiveStyle = Published<typeof activeStyle>;
/** An active style exposure that the regime does not ask for. */
export type UnintendedBet = Published<typeof unintendedBet>;
export type IndustryWeight = Published<typeof industryWeight>;
/** Sleeves held in fewer stocks than their constituents, and the tracking error that this costs. */
export type Sampling = Published<typeof sampling>;
export type Relaxation = Published<typeof relaxationSchema>;
/** A stock in the portfolio, aggregated over the sleeves that hold it. */
export type StockPosition = Published<typeof stockPosition>;
