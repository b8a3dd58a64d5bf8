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
  margin: fraction
    .gt(0)
    .default(0.13)
    .describe('Margin of a short future (SPAN plus exposure), as a fraction of contract value'),
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
