import { z } from 'zod';
import { fractionSchema, isoDaySchema, problemSchema, type Published } from '../../src/market/published.ts';
import { type ChargeId, CHARGES } from '../costs/charges.ts';
import { SEGMENTS } from '../costs/segment.ts';

const rupees = z.number().meta({ id: 'rupees', description: '₹, to the paisa' });
export const chargesSchema = z
  .strictObject({
    brokerage: rupees,
    'securities-transaction-tax': rupees,
    'exchange-charge': rupees,
    'investor-protection': rupees,
    'sebi-fee': rupees,
    'stamp-duty': rupees,
    'service-tax': rupees,
    'depository-charge': z.exactOptional(rupees).describe('Only where the rule book sets one'),
    impact: rupees,
  } satisfies Record<ChargeId, z.ZodType>)
  .meta({ id: 'charges' });
const side = z.enum(['buy', 'sell']);
const term = z.enum(['short', 'long']);
const segment = z.enum(SEGMENTS).meta({ id: 'segment' });
const unavailable = z.strictObject({ kind: z.literal('unavailable'), reason: z.string() });

const order = z.strictObject({
  id: z.string().describe('An ISIN, a scheme code, or a position held or bought as a whole'),
  name: z.string(),
  side,
  segment,
  quantity: z
    .number()
    .nullable()
    .describe('Whole shares, or units to six decimals; null where only an amount is known'),
  price: z.number().nullable(),
  amount: rupees,
  charges: chargesSchema,
  cost: rupees.describe('The sum of charges'),
  daysOfTrading: z
    .number()
    .nullable()
    .describe('The amount in days of median traded value; null where that is unknown'),
});

const rateUsed = z.strictObject({
  segment,
  side,
  id: z.enum(CHARGES),
  rate: fractionSchema,
  source: z.string(),
  confidence: z.enum(['primary', 'reported', 'assumed', 'rule-book']),
});

const cost = z.strictObject({
  charges: chargesSchema.describe('By kind of charge, over all orders'),
  total: rupees.describe('Charges and tax'),
  breakEvenReturn: z
    .number()
    .describe(
      'Percent of the portfolio that the new portfolio must return beyond the old one to recover the cost',
    ),
  annualBreakEvenReturn: z.number().describe('The same per year, over holdingDays'),
  holdingDays: z.int(),
});

const soldLot = z.strictObject({
  id: z.string(),
  bought: isoDaySchema,
  quantity: z.number(),
  term,
  rate: z.number().nullable().describe('Percent; null where such gains are exempt'),
  proceeds: rupees,
  cost: rupees.describe('For tax: grandfathered where that applies'),
  gain: rupees,
  tax: rupees.describe('rate × gain; below 0 for a loss'),
});

const computedTax = z.strictObject({
  kind: z.literal('computed'),
  year: z.string().describe('Financial year, such as 2024–25'),
  openingPosition: z
    .strictObject({
      realised: z.array(z.strictObject({ until: isoDaySchema, short: rupees, long: rupees })),
      broughtForward: z.array(z.strictObject({ year: z.string(), term, loss: rupees })),
    })
    .describe(
      'Gains realised earlier in the year and losses brought forward, from the rule book, as far as they apply',
    ),
  lots: z.array(soldLot),
  adjustment: rupees.describe('Effect of set-off and of the annual exemption on the sum over the lots'),
  surcharge: rupees,
  cess: rupees,
  total: rupees.describe('Tax added by the sales; below 0 where losses save more than gains cost'),
  carriedForward: z
    .array(z.strictObject({ year: z.string(), term, loss: rupees }))
    .describe('Losses available to later years'),
  excluded: z.array(z.string()).describe('Sold, but not taxed as listed equity; not computed here'),
});

const longTermDeferral = z.strictObject({
  id: z.string(),
  bought: isoDaySchema,
  quantity: z.number(),
  days: z.int().describe('Until the lot is long-term'),
  longTermFrom: isoDaySchema,
  saving: rupees,
  breakEvenFall: z.number().describe('Percent of the proceeds; deferring pays if the price falls by less'),
});

const switchTax = z.discriminatedUnion('kind', [computedTax, unavailable]);

const plan = z.strictObject({
  value: rupees.describe('Of the opening portfolio, cash included'),
  orders: z.array(order).describe('Sales, then purchases, each largest first'),
  belowMinimum: z
    .array(z.string())
    .describe('Held or targeted, but the order would be below the minimum size'),
  reached: z
    .strictObject({
      cash: z.number().describe('Left in cash'),
      gapToPlan: fractionSchema.describe(
        'Half the sum of absolute differences between weights reached and planned',
      ),
    })
    .describe('Weights after all orders against the plan, as fractions of the portfolio'),
  rates: z
    .array(rateUsed)
    .describe(
      'Each rate behind the charges once. Market impact has its own rate in every order, and the depository charge is an amount',
    ),
  cost,
  tax: switchTax,
  deferrals: z
    .array(longTermDeferral)
    .describe(
      'Lots whose sale would be taxed less if deferred until they are long-term, largest saving first',
    ),
  deferralSaving: rupees.describe(
    'Saving from deferring all of these lots; not the sum, because the annual exemption applies once',
  ),
  cash: z.strictObject({
    opening: rupees,
    taxReserve: rupees.describe('Set aside for the tax on the sales'),
    final: rupees.describe(
      'After orders, charges and the tax reserve; includes strategic money held in cash',
    ),
  }),
  problems: z.array(problemSchema),
});

/** The orders that implement an allocation at the as-of day’s prices, with their cost and tax. Money in ₹. */
export const executionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('planned'), plan }),
  unavailable,
]);

export type Execution = Published<typeof executionSchema>;
export type ExecutionPlan = Published<typeof plan>;
export type PlanReached = ExecutionPlan['reached'];
export type Order = Published<typeof order>;
export type RateUsed = Published<typeof rateUsed>;
export type SwitchCost = Published<typeof cost>;
/** The tax that the sales add to the year’s. */
export type SwitchTaxResult = Published<typeof switchTax>;
export type SoldLot = Published<typeof soldLot>;
/** A lot whose sale would be taxed less once it is long-term. */
export type LongTermDeferral = Published<typeof longTermDeferral>;
