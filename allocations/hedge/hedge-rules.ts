import { z } from 'zod';
import type { Regime } from '../../regimes/regime.ts';

const fraction = z.number().min(0).max(1);

/** A target beta of the portfolio; null for no hedge. */
const targetBeta = (defaultBeta: number | null) => z.number().min(0).max(2).nullable().default(defaultBeta);

/** The hedge section of the rule book. The share that margin and premium may take is that of `strategic.*.hedge-reserve`. */
export const hedgeRules = z.strictObject({
  targetBeta: z
    .strictObject({
      bullish: targetBeta(null),
      consolidation: targetBeta(0.95),
      bearish: targetBeta(0.75),
    } satisfies Record<Regime, unknown>)
    .prefault({})
    .describe('Beta that the portfolio is brought down to in each regime; null for no hedge'),
  margin: fraction
    .gt(0)
    .default(0.13)
    .describe('Margin that a short future ties up, SPAN and exposure, as a fraction of contract value'),
  interest: z
    .number()
    .min(0)
    .max(0.3)
    .default(0.06)
    .describe('Yearly interest: what margin would earn elsewhere, and the discount rate of options'),
  rollDaysBefore: z
    .int()
    .min(0)
    .max(15)
    .default(3)
    .describe('Weekdays before expiry on which a future is rolled to the next month'),
  puts: z
    .strictObject({
      outOfTheMoney: fraction.max(0.3).default(0.05).describe('How far the strike lies below the index'),
      strikeStep: z.number().gt(0).max(1000).default(50).describe('Points between strikes'),
      worthMore: fraction
        .max(0.1)
        .default(0.0025)
        .describe(
          'What keeping the upside may cost: puts are bought where they cost no more than the futures and this fraction of the value hedged',
        ),
    })
    .prefault({}),
});

export type HedgeRules = z.infer<typeof hedgeRules>;
export const DEFAULT_HEDGE_RULES: HedgeRules = hedgeRules.parse({});
