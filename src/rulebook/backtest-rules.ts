import { z } from 'zod';

const rate = (defaultRate: number, what: string) =>
  z.number().min(0).max(0.2).default(defaultRate).describe(`${what}, a fraction a year`);

/**
 * The back-test section of the rule book: what holding costs, which no decision depends on. The default of index funds is
 * our choice, from the direct plans of 21 funds on such indices, which charged 0.14 to 0.56 % a year (median 0.36 %) in
 * June 2026 by AMFI's list.
 */
export const backtestRules = z.strictObject({
  expense: z
    .strictObject({
      stocks: rate(0, 'Cost of holding stocks directly'),
      index: rate(0.003, 'Expense ratio of a sleeve held by its index'),
      gold: rate(0.001, 'Expense ratio of gold'),
      'liquid-fund': rate(0.001, 'Expense ratio of the liquid fund, which cash earns'),
      'g-sec': rate(0, 'Cost of holding G-secs'),
    })
    .prefault({}),
  fee: z
    .strictObject({
      fixed: rate(0, 'Management fee on the whole portfolio'),
      performance: z
        .number()
        .min(0)
        .max(0.5)
        .default(0)
        .describe(
          'Performance fee: share of the value above high-water mark and hurdle, charged at the end of each financial year',
        ),
      hurdle: z
        .number()
        .min(0)
        .max(0.5)
        .default(0)
        .describe('Hurdle of the performance fee, a fraction a year, simple interest'),
    })
    .prefault({}),
  businessTax: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.312)
    .describe(
      'Tax on the profits of futures, which are business income, surcharge and cess included: 30 % with a cess of 4 % by default',
    ),
});

export type BacktestRules = z.infer<typeof backtestRules>;
export const DEFAULT_BACKTEST_RULES: BacktestRules = backtestRules.parse({});
