import { z } from 'zod';
import type { Allocation } from '../../../allocations/allocation.ts';
import { POSITIONS, SLEEVES, STRATEGIC, STRATEGIC_PARTS } from '../../../allocations/sleeve.ts';
import { hash, isoDay, problem, regime, share } from './terms.ts';

const weights = z.partialRecord(z.enum(POSITIONS), share).meta({ id: 'weights', description: 'Fractions of the whole portfolio' });

const sleeve = z.strictObject({
  id: z.enum(SLEEVES),
  instrument: z
    .strictObject({
      series: z.string(),
      indexName: z.string(),
      field: z.enum(['tri', 'close']),
      launched: isoDay.nullable(),
      base: isoDay.nullable(),
      backTested: z.boolean().describe('Whether its year includes history from before the launch'),
    })
    .nullable(),
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

const risk = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('estimated'),
    volatility: z.number().describe('Percent a year'),
    beta: z.number(),
    returns: z.int(),
  }),
  z.strictObject({ kind: z.literal('unavailable'), why: z.string() }),
]).meta({ id: 'risk' });

/** The allocation, as a decision carries it. */
export const allocation = z
  .strictObject({
    regime,
    method: z.literal('inverse-volatility'),
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
    turnover: share.describe('One-way'),
    turnoverLimit: share,
    binding: z.array(z.string()).describe('Limits that held something back'),
    risk: z.strictObject({ basis: z.string(), before: risk, after: risk }),
    problems: z.array(problem),
  })
  .describe('From what is held to what is to be held') satisfies z.ZodType<Allocation>;
