import { z } from 'zod';
import { parseIso } from '../../src/market/day.ts';
import { parseYear } from './financial-year.ts';

const rupees = z.number().min(-1e12).max(1e12);

const realised = z.strictObject({
  until: z
    .string()
    .refine((s) => parseIso(s) !== null, 'must be a date like 2024-12-31')
    .describe('Last day of these sales; the rates of that day apply'),
  short: rupees.default(0).describe('Short-term gains net of losses, in ₹'),
  long: rupees.default(0).describe('Long-term gains net of losses, in ₹, before the exemption'),
});

const broughtForward = z.strictObject({
  year: z
    .string()
    .refine((s) => parseYear(s) !== null, 'must be a financial year like 2022-23')
    .describe('Financial year of the loss'),
  term: z.enum(['short', 'long']),
  loss: z.number().positive().max(1e12).describe('Loss not yet set off, in ₹, above 0'),
});

/**
 * The taxpayer's own settings. The rates on capital gains are a table in the code. Surcharge on gains under sections 111A
 * and 112A is at most 15 %.
 */
export const taxRules = z.strictObject({
  surcharge: z.number().min(0).max(0.15).default(0).describe('Surcharge, as a fraction of the tax on gains'),
  cess: z
    .number()
    .min(0)
    .max(0.1)
    .nullable()
    .default(null)
    .describe(
      'Cess as a fraction of tax and surcharge; null for the rate by law of each financial year: 3 % to 2017–18, 4 % from 2018–19',
    ),
  realised: z
    .array(realised)
    .default([])
    .describe(
      'Gains and losses on listed equity realised earlier in the financial year of the run: `until`, `short`, `long`; one entry per rate period if rates changed within the year',
    ),
  broughtForward: z
    .array(broughtForward)
    .default([])
    .describe('Capital losses brought forward from earlier years: `year`, `term`, `loss`'),
});

export type TaxRules = z.infer<typeof taxRules>;
export type Realised = TaxRules['realised'][number];
export type BroughtForward = TaxRules['broughtForward'][number];
/** Levies on the tax itself. */
export type Levies = Pick<TaxRules, 'surcharge' | 'cess'>;
export const DEFAULT_TAX_RULES: TaxRules = taxRules.parse({});
