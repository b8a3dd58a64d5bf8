import { z } from 'zod';
import type { MonthlyHedge } from '../../../allocations/hedge/monthly-hedge.ts';
import { charges } from './execution.ts';
import { isoDay } from './terms.ts';

const common = {
  expiry: isoDay,
  lot: z.int().describe('Units of the index'),
  lotsWanted: z.int(),
  lots: z.int(),
  boundBy: z.literal('budget').nullable(),
  notional: z.number(),
  charges,
  cost: z.number().describe('₹ to expiry; below 0 the hedge earns'),
  payoff: z
    .array(
      z.strictObject({ move: z.number(), portfolio: z.number(), hedge: z.number(), net: z.number() }),
    )
    .describe('₹ at expiry by the move of the Nifty, a fraction'),
};

const form = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('futures'),
    ...common,
    margin: z.number(),
    betaAfter: z.number(),
    carry: z.number().describe('What the future stands above the index, for the whole position'),
    carryRate: z.number().describe('The same as a fraction a year'),
    marginInterest: z.number(),
    roll: z.strictObject({ day: isoDay, charges: z.number(), spread: z.number().nullable() }),
  }),
  z.strictObject({
    kind: z.literal('puts'),
    ...common,
    strike: z.number(),
    premium: z.number().describe('Index points'),
    pricedBy: z.enum(['observed', 'volatility']),
  }),
]);

/** The month's hedge. */
export const monthlyHedge = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unavailable'), why: z.string() }),
  z.strictObject({
    kind: z.literal('none'),
    why: z.string(),
    beta: z.number().nullable(),
    targetBeta: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('hedged'),
    why: z.string(),
    beta: z.number(),
    targetBeta: z.number(),
    budget: z.number().describe('₹ that margin and premium may take'),
    spot: z.number(),
    future: z.number(),
    chosen: form,
    instead: form.nullable(),
  }),
]) satisfies z.ZodType<MonthlyHedge>;
