import { z } from 'zod';
import { POSITIONS } from '../../../allocations/positions.ts';
import { weightsSchema } from '../../../allocations/risk-model/result.ts';
import { regimeSchema } from '../../../regimes/published-terms.ts';
import { fractionSchema, isoDaySchema, problemSchema, sha256Schema } from '../../market/published.ts';
import { factorCutSchema } from './factor-cut-schema.ts';
import { RUNGS } from '../attribution/ladder.ts';

const RUNG_IDS = RUNGS.map(({ id }) => id);
export const EFFECT_IDS = RUNGS.flatMap(({ effect }) => effect ?? []);

export const planSchema = z
  .strictObject({
    from: isoDaySchema.describe('The first decision'),
    lastDecision: isoDaySchema,
    to: isoDaySchema.describe('The last session of the record'),
    level: z.enum(['index', 'shares']).describe('How sleeves are held: by their indices, or in stocks'),
    weights: z
      .enum(['rules', 'base'])
      .describe('As the monthly run decides, or the bouquet of the label alone'),
    fill: z
      .enum(['units', 'reset'])
      .describe('Orders filled at the next close, or exactly the target weights'),
    value: z.number().describe('₹ at the start'),
    benchmark: z.string().describe('Series id'),
    costs: z.boolean(),
    hedge: z.boolean().describe('Whether the futures of each decision’s hedge are traded'),
    tax: z.enum(['none', 'lots']).describe('`lots`: on gains, lot by lot'),
    fittedChallengers: z.boolean(),
    expenses: z.boolean().describe('Whether the rule book’s expense ratios are charged'),
    rulebook: sha256Schema.describe('SHA-256 of the canonical rule book'),
    variants: z
      .exactOptional(z.array(z.strictObject({ id: z.string(), rulebook: sha256Schema })))
      .describe('Rule-book variants run beside it'),
    throughImport: z.int().describe('Number of the last import read'),
    engine: z.strictObject({ name: z.literal('trrm'), version: z.string(), sources: z.string() }),
    simulated: z.boolean().describe('Made from the simulated market'),
  })
  .describe('All that determines a back-test, besides the rows of the store');

const navRow = z.strictObject({
  date: isoDaySchema,
  gross: z.number().describe('Before trading costs and expenses'),
  net: z.number().describe('After them'),
  afterTax: z
    .exactOptional(z.number())
    .describe('Less the tax paid and set aside; only where tax is followed'),
  unhedged: z
    .exactOptional(z.number())
    .describe('`net` without what futures brought; only where the hedge is traded'),
  beforeHedgeAndFee: z
    .exactOptional(z.number())
    .describe(
      '`net` without what futures brought and without performance fees; only where there is one of them',
    ),
  benchmark: z.number(),
});

const monthSchema = z.strictObject({
  decided: isoDaySchema.describe('Last session of the month'),
  filled: isoDaySchema.describe('The session after'),
  until: isoDaySchema.describe('The next fill, or the end of the record'),
  label: regimeSchema,
  score: z.number().nullable().describe('Null where too few signals had one'),
  decision: sha256Schema.nullable().describe('SHA-256 of its decision.json; null under base weights'),
  navBefore: z.number(),
  navAfter: z.number(),
  bought: z.number().describe('Fraction of navBefore'),
  sold: z.number().describe('Fraction of navBefore; 0 at the first purchase'),
  turnover: fractionSchema.describe('One-way: the smaller of bought and sold'),
  cost: z.number().describe('Fraction of navBefore'),
  weights: weightsSchema.describe('Decided'),
  weightsBefore: weightsSchema.describe('Held before the fill'),
  weightsAfter: weightsSchema.describe('Held after it'),
  backFilledWeight: fractionSchema.describe('Weight in indices before their launch'),
  stocks: z
    .exactOptional(z.strictObject({ companies: z.int(), filled: z.int(), cancelled: z.int() }))
    .describe('Only where stocks are held: companies after the fill, orders filled, orders that never were'),
  effects: z
    .partialRecord(z.enum(EFFECT_IDS), z.number())
    .describe('Log effects of the ladder of notional funds over the month'),
});

const ladder = z.strictObject({
  rungs: z.array(z.enum(RUNG_IDS)).describe('The benchmark first'),
  periods: z
    .array(z.strictObject({ from: isoDaySchema, to: isoDaySchema, funds: z.array(z.number()) }))
    .describe('Simple returns of the notional funds from fill to fill, in the order of the rungs'),
  byPosition: z
    .array(z.strictObject({ effect: z.enum(EFFECT_IDS), position: z.string(), log: z.number() }))
    .describe(
      `Log effects of weights over the span, by position (${POSITIONS[0]}, …), benchmark, untraded (companies that did not trade) or stocks (the others)`,
    ),
});

const alternative = z.strictObject({
  id: z.string(),
  title: z.string(),
  chosenAfterwards: z.boolean().describe('Chosen with knowledge of the whole span'),
  beforeHedgeAndFee: z
    .exactOptional(z.literal(true))
    .describe('Has no hedge and no performance fee: compared with the record before both'),
  values: z.array(z.number()).describe('At the dates of nav'),
});

const sensitivity = z.strictObject({
  id: z.string(),
  title: z.string(),
  growthAYear: z.number(),
  aboveBenchmark: z.number().describe('Growth a year less that of the benchmark over the same days'),
  maximumDrawdown: z.number().describe('Below 0'),
});

const provenance = z.strictObject({
  backFilledWeight: fractionSchema.describe('Mean weight in indices before their launch'),
  monthsWithLiveIndices: z.int(),
  rulesSince: isoDaySchema
    .nullable()
    .describe('First ledger entry made with this rule book; earlier months are in-sample'),
  monthsInSample: z.int(),
  liveMonths: z.array(isoDaySchema).describe('Months whose decision was in the ledger by the fill'),
  notes: z.array(z.string()),
});

const taxedGrowth = z
  .strictObject({ beforeTax: z.number(), afterTax: z.number(), afterLiquidation: z.number() })
  .describe('Growth a year, a fraction');

const tax = z.strictObject({
  years: z.array(
    z.strictObject({
      year: z.string().describe('Financial year, such as 2019–20'),
      short: z.number().describe('₹, net of losses'),
      long: z.number().describe('₹, net of losses'),
      futures: z.exactOptional(z.number()).describe('₹: profit of the hedge, business income'),
      tax: z.number().describe('₹'),
    }),
  ),
  liquidation: z.number().describe('₹: tax of selling everything at the end, beyond what is set aside'),
  growth: taxedGrowth,
  alternatives: z.array(z.strictObject({ id: z.string(), growth: taxedGrowth })),
});

const hedge = z.strictObject({
  months: z.array(
    z.strictObject({
      decided: isoDaySchema,
      kind: z
        .enum(['futures', 'puts', 'none', 'unavailable'])
        .describe(
          '`puts`: the decision chose puts, its futures were traded; `unavailable`: what was held stayed',
        ),
      contract: z.string().nullable().describe('NSE’s symbol'),
      lots: z.number().describe('Decided, below 0 where sold'),
      exposure: z.number().describe('Mean contract value at the closes as a fraction of the portfolio'),
      profit: z.number().describe('₹'),
      charges: z.number().describe('₹'),
    }),
  ),
  trades: z.array(
    z.strictObject({
      filled: isoDaySchema,
      contract: z.string(),
      side: z.enum(['buy', 'sell']),
      units: z.number(),
      lots: z.number(),
      price: z.number(),
      amount: z.number().describe('₹ of contract value'),
      charges: z.number().describe('₹, market impact included'),
      reason: z
        .enum(['decision', 'roll', 'margin'])
        .describe('`margin`: bought back because the liquid fund lacked its margin'),
    }),
  ),
  profit: z.number().describe('₹'),
  charges: z.number().describe('₹'),
  unpricedSessions: z.int().describe('Sessions in which a contract held had no price: its last one stood'),
  marginCalls: z.int().describe('Closes at which the liquid fund was less than the initial margin'),
  overdrawnSessions: z.int().describe('Closes at which losses exceeded the liquid fund'),
});

/** The parts of a back-test's document that the walk makes. */
export const runParts = {
  plan: planSchema,
  field: z.enum(['tri', 'close']).describe('Total returns, or prices alone'),
  nav: z.array(navRow).describe('Values by session from the first fill on; 1 before its costs'),
  months: z.array(monthSchema),
  ladder,
  alternatives: z.array(alternative),
  sensitivity: z.array(sensitivity).describe('The record under other assumptions, with the weights decided'),
  provenance: provenance.describe('Three clocks: indices, rules, decisions'),
  tax: z.exactOptional(tax).describe('Only where tax is followed'),
  hedge: z.exactOptional(hedge).describe('Only where the hedge is traded'),
  factors: z.exactOptional(factorCutSchema).describe('Only where stocks are held'),
  problems: z.array(problemSchema),
};
