import { z } from 'zod';
import type { Allocation } from '../../../allocations/allocation.ts';
import { RELAXABLE } from '../../../allocations/risk-model/result.ts';
import { POSITIONS, SLEEVES, STRATEGIC, STRATEGIC_PARTS } from '../../../allocations/positions.ts';
import { FACTORS, INDUSTRIES, STYLES } from '../../risk/factors.ts';
import { hash, isoDay, problem, regime, share } from './terms.ts';

const weights = z.partialRecord(z.enum(POSITIONS), share).meta({ id: 'weights', description: 'Fractions of the whole portfolio' });

const instrument = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shares'), names: z.int() }),
  z.strictObject({
      kind: z.literal('index'),
      series: z.string(),
      indexName: z.string(),
      field: z.enum(['tri', 'close']),
      launched: isoDay.nullable(),
      base: isoDay.nullable(),
      backTested: z.boolean().describe('Whether its year includes history from before the launch'),
    }),
]);

const sleeve = z.strictObject({
  id: z.enum(SLEEVES),
  instrument: instrument.nullable().describe('What it is held in; null where it is not held'),
  bouquet: share.describe('The weight of the rule book'),
  base: share.describe('The same with the weight of sleeves without an instrument shared out'),
  band: z.strictObject({ low: share, high: share }),
  volatility: z.number().nullable().describe('Percent a year'),
  target: share,
  boundBy: z.enum(['low', 'high']).nullable(),
});

const before = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('portfolio'), file: z.string(), sha256: hash, value: z.number() }),
  z.strictObject({ kind: z.literal('model'), monthEnd: isoDay, regime }),
  z.strictObject({ kind: z.literal('none') }),
]);

const parts = z.strictObject({
  factors: z.array(z.strictObject({ factor: z.enum(FACTORS), exposure: z.number(), contribution: z.number() })),
  specific: z.number(),
  shares: z
    .array(z.strictObject({ isin: z.string(), symbol: z.string(), weight: z.number(), contribution: z.number() }))
    .describe('Those that weigh most: a second cut of the same sum'),
}).meta({ id: 'risk-parts', description: 'factors + specific is the whole, percent a year' });

const risk = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('modelled'),
    volatility: z.number().describe('Percent a year'),
    beta: z.number(),
    trackingError: z.number(),
    systematic: z.number(),
    specific: z.number(),
    ofVolatility: parts,
    ofTrackingError: parts,
  }),
  z.strictObject({
    kind: z.literal('estimated'),
    volatility: z.number().describe('Percent a year'),
    beta: z.number(),
    returns: z.int(),
  }),
  z.strictObject({ kind: z.literal('unavailable'), why: z.string() }),
]).meta({ id: 'risk' });

const scored = z.strictObject({
  day: isoDay.describe('The session of INEC-1'),
  marketNames: z.int(),
  sleeves: z.array(
    z.strictObject({
      id: z.enum(SLEEVES),
      names: z.int(),
      coverage: share,
      exposures: z.record(z.enum(STYLES), z.number()).describe('Less the market’s'),
      alignment: z.number(),
      offTarget: z.number(),
      score: z.number(),
      expected: z.number().describe('Percent a year beyond the market'),
      purity: z.number().nullable(),
      volatility: z.number().describe('Percent a year'),
      beta: z.number(),
      trackingError: z.number(),
    }),
  ),
  correlations: z.array(z.array(z.number())).describe('In the order of the sleeves'),
  styles: z
    .array(
      z.strictObject({
        style: z.enum(STYLES),
        wanted: z.number(),
        drifted: z.number().nullable(),
        after: z.number(),
      }),
    )
    .describe('The portfolio’s exposures less the market’s, in standard deviations'),
  industries: z
    .array(
      z.strictObject({
        industry: z.enum(INDUSTRIES),
        market: share,
        drifted: share.nullable(),
        after: share,
      }),
    )
    .describe('Weights in the portfolio and in the market'),
  relaxed: z.array(z.strictObject({ limit: z.enum(RELAXABLE), from: z.number(), to: z.number() })),
  shares: z.array(
    z.strictObject({
      isin: z.string(),
      symbol: z.string(),
      name: z.string(),
      industry: z.enum(INDUSTRIES),
      drifted: share,
      after: share,
      market: share,
      from: weights.describe('`after` by sleeve'),
    }),
  ),
});

const steps = {
    regime,
    sleeves: z.array(sleeve),
    strategic: z.array(
      z.strictObject({ id: z.enum(STRATEGIC_PARTS), heldIn: z.enum(STRATEGIC), target: share, note: z.string() }),
    ),
    before: before.describe('Where the weights before this run come from'),
    current: weights,
    drifted: weights,
    target: weights,
    after: weights,
    trades: z.array(
      z.strictObject({
        id: z.enum(POSITIONS),
        side: z.enum(['buy', 'sell']),
        weight: share,
        amount: z.int().min(0).nullable().describe('₹; null where no portfolio value was given'),
      }),
    ),
    turnover: share.describe('One-way; share by share where shares held are known'),
    turnoverLimit: share,
    binding: z.array(z.string()).describe('Limits that held something back'),
    risk: z.strictObject({ basis: z.string(), before: risk, after: risk }),
    problems: z.array(problem),
};

/** The allocation, as a decision carries it. */
export const allocation = z
  .discriminatedUnion('method', [
    z.strictObject({
      ...steps,
      method: z.literal('risk-model'),
      towards: weights.describe('Where trading leads'),
      reach: share.describe('Part of the way there that is gone, by every share alike'),
      scored,
    }),
    z.strictObject({ ...steps, method: z.literal('inverse-volatility') }),
  ])
  .describe('From what is held to what is to be held') satisfies z.ZodType<Allocation>;
