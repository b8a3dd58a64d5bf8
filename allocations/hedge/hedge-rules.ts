import { z } from 'zod';
import type { Regime } from '../../regimes/regime.ts';

const fraction = z.number().min(0).max(1);

/** Target beta of the portfolio; null for no hedge. */
const targetBeta = (defaultBeta: number | null) => z.number().min(0).max(2).nullable().default(defaultBeta);

/** The hedge section of the rule book. The budget for margin and premium is `allocations.strategic.*.hedge-reserve`. */
export const hedgeRules = z.strictObject({
  targetBeta: z
    .strictObject({
      bullish: targetBeta(null),
      consolidation: targetBeta(0.95),
      bearish: targetBeta(0.75),
    } satisfies Record<Regime, unknown>)
    .prefault({})
    .describe('Target beta of the hedged portfolio in each regime; null for no hedge'),
  margin: z
    .strictObject({
      deviations: z
        .number()
        .gt(0)
        .max(20)
        .default(6)
        .describe('Daily standard deviations of the Nifty in the price scan range of a future'),
      days: z
        .number()
        .gt(0)
        .max(10)
        .default(2)
        .describe('Margin period of risk: the range is scaled by its square root'),
      floor: fraction.default(0.093).describe('Least price scan range, as a fraction of contract value'),
      exposure: fraction.default(0.02).describe('Exposure margin, as a fraction of contract value'),
      decay: fraction
        .gt(0.5)
        .lt(1)
        .default(0.995)
        .describe('Decay of the daily volatility estimate: the weight of a day relative to the next'),
    })
    .prefault({})
    .describe('Initial margin of a short future, by the rule of NSE Clearing (SPAN plus exposure)'),
  markToMarket: z
    .strictObject({
      deviations: z
        .number()
        .min(0)
        .max(10)
        .default(2)
        .describe('Standard deviations of the adverse move that is covered'),
      sessions: z.number().gt(0).max(30).default(5).describe('Sessions of the adverse move that is covered'),
    })
    .prefault({})
    .describe('Reserve for mark-to-market payments, held beside the margin'),
  interest: z
    .number()
    .min(0)
    .max(0.3)
    .default(0.06)
    .describe('Annual interest rate: forgone on margin, and the discount rate of options'),
  rollDaysBefore: z
    .int()
    .min(0)
    .max(15)
    .default(3)
    .describe('Weekdays before expiry on which futures are rolled to the next month'),
  puts: z
    .strictObject({
      outOfTheMoney: fraction
        .max(0.3)
        .default(0.05)
        .describe('Distance of the strike below the index, as a fraction of the index'),
      strikeStep: z.number().gt(0).max(1000).default(50).describe('Strike interval in index points'),
      worthMore: fraction
        .max(0.1)
        .default(0.0025)
        .describe(
          'Extra cost accepted for keeping the upside: puts are preferred if they cost at most the futures plus this fraction of the hedged value',
        ),
    })
    .prefault({}),
});

export type HedgeRules = z.infer<typeof hedgeRules>;
export const DEFAULT_HEDGE_RULES: HedgeRules = hedgeRules.parse({});
