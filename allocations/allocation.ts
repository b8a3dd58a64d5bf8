import { z } from 'zod';
import { regimeSchema } from '../regimes/published-terms.ts';
import {
  fractionSchema,
  isoDaySchema,
  problemSchema,
  type Published,
  sha256Schema,
} from '../src/market/published.ts';
import { STYLES } from '../src/risk/factors.ts';
import { POSITIONS, SLEEVES, STRATEGIC, STRATEGIC_PARTS } from './positions.ts';
import { riskComparisonSchema, riskSchema } from './risk.ts';
import { relaxationSchema, riskModelResultSchema, weightsSchema } from './risk-model/result.ts';
import { fallbackSchema } from './bouquet/fallback.ts';
import { newMoneySchema } from './rebalance/new-money.ts';

const stockInstrument = z.strictObject({
  kind: z.literal('stocks'),
  stocks: z.int().describe('Number of constituents'),
});

const indexInstrument = z.strictObject({
  kind: z.literal('index'),
  series: z.string(),
  indexName: z.string(),
  field: z.enum(['tri', 'close']).describe('Total-return levels where the store has them, else price levels'),
  launched: isoDaySchema
    .nullable()
    .describe('Launch date; earlier history is the vendor’s back-test. Null where unknown'),
  base: isoDaySchema.nullable().describe('First day of the index’s computed history; null where unknown'),
  backTested: z.boolean().describe('Whether the window of its volatility begins before the launch'),
  fit: z
    .exactOptional(
      z.strictObject({
        rSquared: z.number(),
        returns: z.int().describe('Daily returns in the regression'),
        market: z.number().describe('Exposure to the market factor'),
        styles: z.record(z.enum(STYLES), z.number()),
        specificVolatility: z.number().describe('Of the residual, percent a year'),
      }),
    )
    .describe('Exposures to INEC-1 by regression of its returns on factor returns, beside sleeves of stocks'),
});

const sleeveAllocation = z.strictObject({
  id: z.enum(SLEEVES),
  instrument: z
    .discriminatedUnion('kind', [stockInstrument, indexInstrument])
    .nullable()
    .describe('How the sleeve is held: in its own stocks or by a proxy index; null where it is not held'),
  bouquet: fractionSchema.describe('Weight in the rule book’s bouquet for the regime'),
  base: fractionSchema.describe(
    'The same after the weights of sleeves without an instrument are redistributed',
  ),
  band: z.strictObject({ low: fractionSchema, high: fractionSchema }),
  volatility: z
    .number()
    .nullable()
    .describe(
      'Percent a year: by INEC-1 for a sleeve of stocks, else from one year of daily log returns of its proxy index; null where the sleeve is not held',
    ),
  target: fractionSchema,
  atBound: z.enum(['low', 'high']).nullable().describe('The end of the band at which the target lies'),
});

const strategicAllocation = z.strictObject({
  id: z.enum(STRATEGIC_PARTS),
  heldIn: z.enum(STRATEGIC).describe('Where the money is until it is needed'),
  target: fractionSchema,
  note: z.string(),
});

const openingSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('portfolio'), file: z.string(), sha256: sha256Schema, value: z.number() }),
  z.strictObject({ kind: z.literal('model'), monthEnd: isoDaySchema, regime: regimeSchema }),
  z.strictObject({ kind: z.literal('none') }),
]);

const trade = z.strictObject({
  id: z.enum(POSITIONS),
  side: z.enum(['buy', 'sell']),
  weight: fractionSchema.describe('Fraction of the portfolio'),
  amount: z
    .int()
    .min(0)
    .nullable()
    .describe('Whole ₹; null where no portfolio value was given. Purchases equal sales'),
});

const steps = {
  regime: regimeSchema,
  sleeves: z.array(sleeveAllocation),
  strategic: z.array(strategicAllocation),
  openingSource: openingSource.describe('Where the opening weights come from'),
  current: weightsSchema.describe(
    'As in the holdings file or the model’s previous allocation; empty where there is neither',
  ),
  opening: weightsSchema.describe('`current` after price moves up to the as-of date'),
  target: weightsSchema.describe('What the regime calls for'),
  final: weightsSchema.describe('After trading costs, minimum trade sizes and the turnover limit'),
  trades: z.array(trade),
  turnover: fractionSchema.describe(
    'One-way, without new money; by stock where the stocks held are known, else by position',
  ),
  turnoverLimit: fractionSchema,
  newMoney: z
    .exactOptional(newMoneySchema)
    .describe('Cash invested or raised, which is not turnover and not limited; absent where there is none'),
  fallback: z
    .exactOptional(fallbackSchema)
    .describe('Weight that no sleeve may take within its band; absent where there is none'),
  bindingConstraints: z.array(z.string()).describe('In words'),
  risk: riskComparisonSchema,
  problems: z.array(problemSchema),
};

const untilted = z
  .strictObject({
    target: weightsSchema,
    final: weightsSchema,
    trades: z.array(trade),
    turnover: fractionSchema,
    relaxedConstraints: z.array(relaxationSchema),
    risk: riskSchema.describe('Of its final weights'),
    tilt: z
      .strictObject({
        expectedReturn: z
          .number()
          .describe('Percent a year, from the assumed factor alphas of the sleeves: not a forecast'),
        trackingError: z.number().describe('Percent a year, by INEC-1'),
      })
      .describe('The decision’s final weights against these'),
  })
  .describe(
    'The same decision with an information ratio of 0 and without views: the bouquet with the same anchor, costs and limits',
  );

const byRiskModel = z.strictObject({
  ...steps,
  method: z.literal('risk-model'),
  destination: weightsSchema.describe('The weights that trading aims at; `final` may stop short of them'),
  completion: fractionSchema.describe(
    'Fraction of each trade from `opening` to `destination` that is carried out; usually 1',
  ),
  riskModel: riskModelResultSchema,
  untilted,
});

const byVolatility = z.strictObject({ ...steps, method: z.literal('inverse-volatility') });

/** The allocation, from opening holdings to final weights. Weights are fractions of the whole portfolio. */
export const allocationSchema = z
  .discriminatedUnion('method', [byRiskModel, byVolatility])
  .describe('From opening holdings to final weights');

/**
 * The month's allocation: from opening holdings to final weights, by the risk model or, without stocks, by inverse
 * volatility.
 */
export type Allocation = AllocationByRiskModel | AllocationByVolatility;
/** Sleeves of stocks, scored and weighted by INEC-1. */
export type AllocationByRiskModel = Published<typeof byRiskModel>;
/** The decision without tilt and views, for comparison. */
export type UntiltedAllocation = Published<typeof untilted>;
/** For a store without stocks: sleeves are proxy indices, weighted by inverse volatility. Every output is marked so. */
export type AllocationByVolatility = Published<typeof byVolatility>;

/** How one sleeve gets its target weight. */
export type SleeveAllocation = Published<typeof sleeveAllocation>;
/** One purpose of the strategic 5 %. */
export type StrategicAllocation = Published<typeof strategicAllocation>;
export type StockInstrument = Published<typeof stockInstrument>;
export type IndexInstrument = Published<typeof indexInstrument>;
export type Instrument = StockInstrument | IndexInstrument;
export type OpeningSource = Published<typeof openingSource>;
export type Trade = Published<typeof trade>;
export type {
  AllocationRisk,
  BenchmarkRisk,
  ModelledRisk,
  RiskComparison,
  RiskContributions,
} from './risk.ts';
