import { z } from 'zod';
import { executionSchema } from '../../../allocations/orders/result.ts';
import { isoDaySchema, problemSchema, type Published, sha256Schema } from '../../market/published.ts';
import { TAX_STATUSES } from '../files/client.ts';

export const CLIENT_DECISION_SCHEMA = 'trrm.client-decision/1';

const rupees = z.number().describe('₹, to the paisa');
const weight = z.number().min(0).describe('Fraction of the value');

const restriction = z.strictObject({
  client: z.string().describe('* for all clients'),
  kind: z.enum(['isin', 'issuer', 'industry', 'list']),
  value: z.string(),
  effect: z.string().describe('no-buy, no-hold, no-sell, max with a fraction, or substitute with an ISIN'),
  until: isoDaySchema.nullable(),
  reason: z.string(),
  stocks: z.array(z.string()).describe('ISINs of the model or the account that it is about'),
  trackingDifference: z
    .number()
    .nullable()
    .describe(
      'To the model, of this restriction alone: ex-ante by INEC-1, percent a year; null where not covered',
    ),
});

const override = z.strictObject({
  what: z.string(),
  until: isoDaySchema,
  reason: z.string(),
  author: z.string(),
});

const line = z.strictObject({
  id: z.string(),
  name: z.string(),
  model: weight.describe('In the model, a fraction'),
  target: weight.describe('Under the restrictions, after money due and cash'),
  held: weight,
  goal: weight.describe('What the orders aim at'),
  reason: z.enum([
    'within the band',
    'outside the band',
    'exit',
    'restriction',
    'inflow',
    'outflow',
    'not tradable',
    'not traded',
  ]),
});

/** What one client's account does at a date, and why. Weights are fractions, tracking differences percent a year. */
export const clientDecisionSchema = z.strictObject({
  schema: z.literal(CLIENT_DECISION_SCHEMA),
  simulated: z.boolean(),
  asOf: isoDaySchema,
  client: z.string(),
  approach: z.string(),
  profile: z.string(),
  taxStatus: z.enum(TAX_STATUSES),
  discretionary: z.boolean().describe('Where false, orders are proposals and are not pooled'),
  model: sha256Schema.describe('Of the decision of the approach'),
  inputs: sha256Schema.describe('Of everything that determines this document'),
  value: rupees.describe('Holdings and settled cash'),
  managed: rupees.describe('The same after money due is paid out'),
  cash: z.strictObject({
    settled: rupees,
    unsettled: rupees.describe('On its way in; not spent'),
    due: rupees.describe('To be paid out'),
    floor: rupees,
    final: rupees.describe('After orders, charges and the reserve for tax; money due is part of it'),
  }),
  restrictions: z.array(restriction),
  substitutes: z
    .array(z.strictObject({ id: z.string(), name: z.string(), weight: z.number() }))
    .describe('Where the weight goes that restrictions free; below 0 where they hold more than the model'),
  scope: z
    .enum(['none', 'named', 'industry and sleeve', 'sleeve', 'model'])
    .describe('The scope of stocks from which substitutes had to be taken'),
  trackingDifference: z
    .number()
    .nullable()
    .describe('Of the target to the model, all restrictions together: ex-ante by INEC-1, percent a year'),
  overrides: z.array(override),
  lines: z.array(line).describe('Everything held or targeted, largest target first'),
  execution: executionSchema,
  problems: z.array(problemSchema),
});

export type ClientDecision = Published<typeof clientDecisionSchema>;
