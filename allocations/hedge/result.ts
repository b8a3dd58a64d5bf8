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
    margin: z.number().describe('Initial margin'),
    marginRate: z
      .exactOptional(
        z.strictObject({
          volatility: z
            .number()
            .nullable()
            .describe('Daily volatility of the Nifty, a fraction; null if not known'),
          scan: z.number().describe('Price scan range'),
          exposure: z.number(),
          initial: z.number().describe('scan + exposure'),
          reserve: z.number().describe('For mark-to-market payments'),
        }),
      )
      .describe('Fractions of the contract value; absent in decisions before the rule on margins'),
    markToMarketReserve: z.exactOptional(z.number()).describe('₹ kept beside the margin'),
    cashNeeds: z
      .exactOptional(
        z.array(
          z.strictObject({
            move: z.number().describe('Of the Nifty in a day, a fraction'),
            margin: z.number().describe('At the new price and volatility'),
            markToMarket: z.number().describe('Paid; below 0 received'),
            total: z.number(),
          }),
        ),
      )
      .describe('Cash needed after a move of the Nifty of ± 10 %'),
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

const hedgedFigures = z.strictObject({
  volatility: z.number().describe('Percent a year: √(σ² − 2hβσ_m² + h²σ_m²), h the contract value sold'),
  beta: z.number(),
  futures: z.number().describe('Contract value as a fraction of the portfolio; below 0 where sold'),
});

const hedgedRisk = z.strictObject({
  opening: hedgedFigures.nullable().describe('With the futures held; null where that risk is not known'),
  final: hedgedFigures.describe('With the futures of the hedge'),
});
const risk = z
  .exactOptional(hedgedRisk)
  .describe('Of the portfolio with its futures; absent where there are none, before and after');

const futuresHeld = z.strictObject({
  positions: z.array(
    z.strictObject({
      contract: z.string().describe('NSE’s symbol'),
      expiry: isoDaySchema,
      lots: z.number().describe('Below 0 where sold'),
      price: z.number(),
      amount: z.number().describe('Contract value in ₹, below 0 where sold'),
    }),
  ),
  trades: z
    .array(
      z.strictObject({
        contract: z.string(),
        expiry: isoDaySchema,
        side: z.enum(['buy', 'sell']),
        lots: z.number(),
        price: z.number(),
        amount: z.number().describe('Contract value in ₹'),
      }),
    )
    .describe('From the futures held to those of the hedge; other contracts are closed'),
  charges: chargesSchema.describe('Of these trades'),
});
const held = z
  .exactOptional(futuresHeld)
  .describe('Futures in the portfolio file, and what the hedge trades; absent where there are none');

/** The hedge of a monthly run. Money in ₹, days in ISO form. */
export const monthlyHedgeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unavailable'), reason: z.string() }),
  z.strictObject({
    kind: z.literal('none'),
    reason: z.string(),
    beta: z.number().nullable(),
    targetBeta: z.number().nullable(),
    held,
    risk,
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
    held,
    risk,
  }),
]);

export type MonthlyHedge = Published<typeof monthlyHedgeSchema>;
/** Risk before and after with futures. */
export type HedgedRisk = Published<typeof hedgedRisk>;
/** Futures held before a run, and the trades from them to the hedge. */
export type FuturesHeld = Published<typeof futuresHeld>;
export type HedgeForm = Published<typeof form>;
