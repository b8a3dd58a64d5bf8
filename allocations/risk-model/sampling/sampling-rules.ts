import { z } from 'zod';

/** Limits on the number of stocks held. */
export const samplingRules = z.strictObject({
  minimumPosition: z
    .number()
    .min(0)
    .max(0.05)
    .default(0.0025)
    .describe('Smallest position in a stock, as a fraction of the portfolio (our choice); 0 for none'),
  maximumStocks: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('Most stocks in the portfolio; null for any number'),
  maximumStocksPerSleeve: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('Most stocks in a sleeve; null for any number'),
});

export type SamplingRules = z.infer<typeof samplingRules>;
