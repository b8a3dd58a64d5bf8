import { z } from 'zod';
import { taxRules } from './tax/tax-rules.ts';

const rate = z.number().min(0).max(0.05);

const brokerage = (defaultRate: number, what: string) =>
  rate.default(defaultRate).describe(`Brokerage as a fraction of ${what}`);

/** The costs section of the rule book: what the user's broker and market take; statutory charges are tables in the code. */
export const costRules = z.strictObject({
  brokerage: z
    .strictObject({
      'equity-delivery': brokerage(0.0005, 'the value of shares traded'),
      'index-future': brokerage(0.0001, 'the contract value of futures traded'),
      'index-option': brokerage(0.001, 'the premium of options traded'),
      'equity-fund': brokerage(0, 'the value of equity fund units dealt in'),
      'other-fund': brokerage(0, 'the value of other fund units dealt in'),
    })
    .prefault({}),
  impact: z
    .strictObject({
      coefficient: z
        .number()
        .min(0)
        .max(10)
        .default(1)
        .describe('Y of the square-root law: Y × daily volatility × √(trade ÷ value traded on a usual day)'),
      halfSpread: rate
        .default(0.0002)
        .describe('Half the spread between bid and ask, as a fraction of price'),
      unknown: rate
        .default(0.001)
        .describe('Impact in shares whose traded value is not known, as a fraction of the trade'),
      'index-future': rate
        .default(0.0001)
        .describe('Impact in Nifty futures, as a fraction of contract value: a point or two of the index'),
      'index-option': rate.default(0.01).describe('Impact in Nifty options, as a fraction of the premium'),
    })
    .prefault({}),
  minimumOrder: z
    .number()
    .min(0)
    .max(1e9)
    .default(5000)
    .describe('₹: an order in a single share or fund below it is not made, unless it sells all that is held'),
  participation: z
    .number()
    .positive()
    .max(100)
    .default(0.2)
    .describe(
      'Orders above this many days of a share’s usual trading are warned of (our choice: a fifth of a day can be dealt within it)',
    ),
  holdingDays: z
    .int()
    .min(1)
    .max(3650)
    .default(180)
    .describe('Days over which a switch must earn its cost, for the hurdle that a regime change must clear'),
  tax: taxRules.prefault({}),
});

export type CostRules = z.infer<typeof costRules>;
export const DEFAULT_COST_RULES: CostRules = costRules.parse({});
