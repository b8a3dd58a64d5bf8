import { z } from 'zod';
import { CHARGES } from '../../../allocations/costs/charges.ts';
import { SEGMENTS } from '../../../allocations/costs/segment.ts';
import type { Execution } from '../../../allocations/orders/result.ts';
import { isoDay, problem, share } from './terms.ts';

const rupees = z.number().meta({ id: 'rupees', description: '₹ to the paisa' });
export const charges = z.record(z.enum(CHARGES), rupees).meta({ id: 'charges' });
const side = z.enum(['buy', 'sell']);
const term = z.enum(['short', 'long']);
const segment = z.enum(SEGMENTS).meta({ id: 'segment' });
const unavailable = z.strictObject({ kind: z.literal('unavailable'), why: z.string() });

const order = z.strictObject({
  id: z.string().describe('An ISIN, a scheme code, or a position that is held or bought as a whole'),
  name: z.string(),
  side,
  segment,
  quantity: z.number().nullable().describe('Whole shares, or units; null where only an amount is known'),
  price: z.number().nullable(),
  amount: rupees,
  charges,
  cost: rupees,
  daysOfTrading: z.number().nullable().describe('The amount in median days’ traded value'),
});

const soldLot = z.strictObject({
  id: z.string(),
  bought: isoDay,
  quantity: z.number(),
  term,
  rate: z.number().nullable().describe('Percent; null where such gains are exempt'),
  proceeds: rupees,
  cost: rupees.describe('As taxed: grandfathered where that applies'),
  gain: rupees,
  tax: rupees,
});

const tax = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('computed'),
    year: z.string().describe('Financial year'),
    counted: z
      .strictObject({
        realised: z.array(z.strictObject({ until: isoDay, short: rupees, long: rupees })),
        broughtForward: z.array(z.strictObject({ year: z.string(), term, loss: rupees })),
      })
      .describe('What the rule book tells of the year before the switch, as far as it counts'),
    lots: z.array(soldLot),
    adjustment: rupees.describe('What set-off and the exemption change in the sum of the lots'),
    surcharge: rupees,
    cess: rupees,
    total: rupees,
    carried: z.array(z.strictObject({ year: z.string(), term, loss: rupees })),
    leftOut: z.array(z.string()).describe('Sold, and taxed otherwise than listed equity; not computed here'),
  }),
  unavailable,
]);

const plan = z.strictObject({
  value: rupees.describe('Of the portfolio before, cash included'),
  orders: z.array(order),
  tooSmall: z.array(z.string()),
  reached: z
    .strictObject({
      cash: z.number().describe('What lies in cash'),
      distance: share.describe('Half the sum of the differences between weights reached and wanted'),
    })
    .describe('How near the orders come to the plan, as fractions of what is held after them'),
  rates: z.array(
    z.strictObject({
      segment,
      side,
      id: z.enum(CHARGES),
      rate: share,
      source: z.string(),
      confidence: z.enum(['primary', 'reported', 'assumed', 'rule-book']),
    }),
  ),
  cost: z.strictObject({
    charges,
    total: rupees,
    hurdle: z.number().describe('Percent of the portfolio: what the switch must bring before it has paid'),
    hurdleAYear: z.number(),
    holdingDays: z.int(),
  }),
  tax,
  waiting: z.array(
    z.strictObject({
      id: z.string(),
      bought: isoDay,
      quantity: z.number(),
      days: z.int(),
      longTermFrom: isoDay,
      saving: rupees,
      breakEvenFall: z.number().describe('Percent of the proceeds'),
    }),
  ),
  waitingTogether: rupees.describe('What waiting with all of these lots would save'),
  cash: z.strictObject({ before: rupees, forTax: rupees, after: rupees }),
  problems: z.array(problem),
});

/** How the allocation is carried out. */
export const execution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('planned'), plan }),
  unavailable,
]) satisfies z.ZodType<Execution>;
