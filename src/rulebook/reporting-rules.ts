import { z } from 'zod';
import { NIFTY } from '../market/series.ts';

/** The reporting section of the rule book: what results of real accounts are compared with, which no decision depends on. */
export const reportingRules = z.strictObject({
  benchmark: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the id of an index, like nifty-50')
    .default(NIFTY)
    .describe(
      'Index that accounts are compared with, by its id in the store, with dividends. SEBI has managers choose one of APMI’s list for their strategy; for equity, Nifty 50, BSE 500 or MSEI SX 40',
    ),
});

export type ReportingRules = z.infer<typeof reportingRules>;
export const DEFAULT_REPORTING_RULES: ReportingRules = reportingRules.parse({});
