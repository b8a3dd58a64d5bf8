import { z } from 'zod';
import { taxRules } from './tax/tax-rules.ts';

const rate = z.number().min(0).max(0.05);

const brokerage = (defaultRate: number, what: string) =>
  rate.default(defaultRate).describe(`Brokerage as a fraction of ${what}`);

/** The costs section of the rule book: brokerage, market impact and the investor's tax position. Statutory charges are tables in the code. */
export const costRules = z.strictObject({
  brokerage: z
    .strictObject({
      'equity-delivery': brokerage(0.0005, 'the value of stocks traded'),
      'index-future': brokerage(0.0001, 'the contract value of futures traded'),
      'index-option': brokerage(0.001, 'the premium of options traded'),
      'equity-etf': brokerage(0.0005, 'the value of equity exchange-traded funds traded'),
      'other-etf': brokerage(0.0005, 'the value of other exchange-traded funds traded'),
      'equity-fund': brokerage(0, 'the value of equity fund units traded'),
      'other-fund': brokerage(0, 'the value of other fund units traded'),
    })
    .prefault({}),
  impact: z
    .strictObject({
      coefficient: z
        .number()
        .min(0)
        .max(10)
        .default(1)
        .describe(
          'Coefficient Y of the square-root impact law: Y × daily volatility × √(trade ÷ typical daily traded value)',
        ),
      halfSpread: rate.default(0.0002).describe('Half the bid–ask spread, as a fraction of price'),
      unknown: rate
        .default(0.001)
        .describe('Impact on stocks without known traded value, as a fraction of the trade'),
      'index-future': rate
        .default(0.0001)
        .describe('Impact on Nifty futures, as a fraction of contract value: one or two index points'),
      'index-option': rate.default(0.01).describe('Impact on Nifty options, as a fraction of the premium'),
    })
    .prefault({}),
  minimumOrder: z
    .number()
    .min(0)
    .max(1e9)
    .default(5000)
    .describe(
      'Minimum order in a stock or fund, in ₹; smaller orders are not placed, unless they close the position',
    ),
  depositoryCharge: z
    .number()
    .min(0)
    .max(1000)
    .default(0)
    .describe(
      'Charge of the depository and its participant for each ISIN sold on a day, in ₹ with GST. 0 by default (our choice: custodians of managed portfolios charge by other tariffs; retail brokers charge ₹ 13 to 20)',
    ),
  participation: z
    .number()
    .positive()
    .max(100)
    .default(0.2)
    .describe(
      'Orders above this many days of a stock’s typical trading raise a warning (our choice: a fifth of a day’s volume can be traded in one day)',
    ),
  holdingDays: z
    .int()
    .min(1)
    .max(3650)
    .default(180)
    .describe(
      'Days over which a switch must earn back its cost; sets the break-even return of a regime change',
    ),
  tax: taxRules.prefault({}),
});

export type CostRules = z.infer<typeof costRules>;
export const DEFAULT_COST_RULES: CostRules = costRules.parse({});
