import { z } from 'zod';
import { parseIso } from '../../src/market/day.ts';
import { parseYear } from './financial-year.ts';

const rupees = z.number().min(-1e12).max(1e12);

const realised = z.strictObject({
  until: z
    .string()
    .refine((s) => parseIso(s) !== null, 'must be a date like 2024-12-31')
    .describe('The last day of these sales; they are taxed at its rates'),
  short: rupees.default(0).describe('₹ of short-term gains less losses'),
  long: rupees.default(0).describe('₹ of long-term gains less losses, before the exemption'),
});

const broughtForward = z.strictObject({
  year: z
    .string()
    .refine((s) => parseYear(s) !== null, 'must be a financial year like 2022-23')
    .describe('The financial year of the loss'),
  term: z.enum(['short', 'long']),
  loss: z.number().positive().max(1e12).describe('₹ not set off yet, above 0'),
});

/**
 * What depends on who is taxed. The rates on capital gains themselves are a table in the code. Surcharge on gains under
 * sections 111A and 112A is at most 15 %.
 */
export const taxRules = z.strictObject({
  surcharge: z.number().min(0).max(0.15).default(0).describe('Surcharge, as a fraction of the tax on gains'),
  cess: z
    .number()
    .min(0)
    .max(0.1)
    .default(0.04)
    .describe('Health and education cess, as a fraction of tax and surcharge'),
  realised: z
    .array(realised)
    .default([])
    .describe(
      'Gains and losses on listed equity that the financial year of the run has brought before it: `until`, `short`, `long`; several where rates changed within the year',
    ),
  broughtForward: z
    .array(broughtForward)
    .default([])
    .describe('Capital losses of earlier years not used yet: `year`, `term`, `loss`'),
});

export type TaxRules = z.infer<typeof taxRules>;
export type Realised = TaxRules['realised'][number];
export type BroughtForward = TaxRules['broughtForward'][number];
/** What is taken of the tax itself. */
export type Levies = Pick<TaxRules, 'surcharge' | 'cess'>;
export const DEFAULT_TAX_RULES: TaxRules = taxRules.parse({});
