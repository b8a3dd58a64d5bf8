import { z } from 'zod';
import { isoDaySchema, type Published } from '../../src/market/published.ts';
import { chargesSchema } from '../orders/result.ts';

const common = {
  expiry: isoDaySchema,
  lot: z.int().describe('Units of the index'),
  lotsRequired: z.int().describe('Whole lots that bring beta to its target'),
  lots: z.int(),
  limitedBy: z.literal('budget').nullable(),
  notional: z.number().describe('lots × lot × futures price'),
  charges: chargesSchema,
  cost: z.number().describe('₹ to expiry; below 0 the hedge earns'),
  payoff: z
    .array(z.strictObject({ move: z.number(), portfolio: z.number(), hedge: z.number(), net: z.number() }))
    .describe('₹ at expiry for a move of the Nifty 50, a fraction'),
};

const form = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('futures'),
    ...common,
    margin: z.number(),
    hedgedBeta: z.number().describe('Beta of the portfolio with the hedge'),
    carry: z.number().describe('Premium of the future over the index, for the whole position'),
    carryRate: z.number().describe('The same as a fraction a year'),
    marginInterest: z.number().describe('Interest forgone on the margin until expiry'),
    roll: z.strictObject({ day: isoDaySchema, charges: z.number(), spread: z.number().nullable() }),
  }),
  z.strictObject({
    kind: z.literal('puts'),
    ...common,
    strike: z.number(),
    premium: z.number().describe('Index points'),
    pricedBy: z.enum(['observed', 'volatility']),
  }),
]);

/** The hedge of a monthly run. Money in ₹, days in ISO form. */
export const monthlyHedgeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unavailable'), reason: z.string() }),
  z.strictObject({
    kind: z.literal('none'),
    reason: z.string(),
    beta: z.number().nullable(),
    targetBeta: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('hedged'),
    reason: z.string(),
    beta: z.number(),
    targetBeta: z.number(),
    budget: z.number().describe('₹ available for margin and premium'),
    spot: z.number(),
    future: z.number(),
    chosen: form,
    alternative: form.nullable().describe('The form not chosen; null where there was only one'),
  }),
]);

export type MonthlyHedge = Published<typeof monthlyHedgeSchema>;
export type HedgeForm = Published<typeof form>;
