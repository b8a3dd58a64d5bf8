import { z } from 'zod';

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
});

export type TaxRules = z.infer<typeof taxRules>;
export const DEFAULT_TAX_RULES: TaxRules = taxRules.parse({});
