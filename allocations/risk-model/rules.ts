import { z } from 'zod';
import type { Regime } from '../../regimes/regime.ts';
import { type Style, STYLES } from '../../src/risk/factors.ts';
import { each } from '../keyed.ts';

/** Exposures less the market's, in standard deviations; a style left out is not wanted either way. */
const target = (wanted: Partial<Readonly<Record<Style, number>>>) =>
  each(STYLES, (style) =>
    z
      .number()
      .min(-3)
      .max(3)
      .default(wanted[style] ?? 0),
  );

const band = (low: number, high: number) =>
  z
    .strictObject({
      low: z.number().min(-3).max(3).default(low),
      high: z.number().min(-3).max(3).default(high),
    })
    .refine((b) => b.low <= b.high, { path: ['low'], message: 'must not be above `high`' })
    .prefault({});

/**
 * How INEC-1 scores and weighs sleeves. Directions by the seed of the model; the figures are our choice, none of them
 * fitted to returns:
 *
 * - bullish: what rises with a market that rises – past winners first, then beta, cheap and small shares;
 * - consolidation: a little of five styles that earn in different months, so that none decides;
 * - bearish: calm and profitable first, then earnings at a price, less beta, steady earnings, little debt.
 */
export const modelRules = z.strictObject({
  targets: z
    .strictObject({
      bullish: target({ BETA: 0.25, SIZE: 0.25, LTMOM: 0.5, VALUE: 0.25 }),
      consolidation: target({ LTMOM: 0.15, VALUE: 0.15, LOWVOL: 0.15, EARNYIELD: 0.15, PROFIT: 0.15 }),
      bearish: target({
        BETA: -0.3,
        LOWVOL: 0.5,
        LEVERAGE: -0.15,
        EARNYIELD: 0.25,
        EARNVAR: -0.15,
        PROFIT: 0.3,
      }),
    } satisfies Record<Regime, unknown>)
    .prefault({})
    .describe(
      'Style exposures that each regime wants, less the market’s, in standard deviations; SIZE above 0 is small',
    ),
  offTargetPenalty: z
    .number()
    .min(0)
    .max(10)
    .default(0.5)
    .describe(
      'What a sleeve’s score loses per unit of its variance that is neither market nor wanted styles',
    ),
  // Grinold (1994): expected = information coefficient × volatility × score, which for one forecast a year is a ratio of
  // information. Scores are not standardised across sleeves: nine are too few. Below 0.5, Grinold and Kahn's top quarter.
  informationRatio: z
    .number()
    .min(0)
    .max(2)
    .default(0.3)
    .describe(
      'Return a year beyond the market, per unit of tracking error, that a score of 1 is taken to mean; a scale, not a measurement',
    ),
  // The aversion at which a ratio of 0.3 is worth about 8 % of active risk (0.3/4): what bouquets like these have anyway.
  riskAversion: z
    .number()
    .gt(0)
    .max(1000)
    .default(4)
    .describe('λ: active variance a year costs λ/2 times itself in return a year'),
  betaBand: z
    .strictObject({
      bullish: band(-0.25, 0.5),
      consolidation: band(-0.4, 0.25),
      bearish: band(-1, 0),
    } satisfies Record<Regime, unknown>)
    .prefault({})
    .describe('The portfolio’s exposure to the style BETA in each regime, less the market’s'),
  industryLimit: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe(
      'Most that an industry may weigh more or less than in the market, as a fraction of the portfolio',
    ),
  nameCap: z
    .number()
    .gt(0)
    .max(1)
    .default(0.08)
    .describe('Most in a single share, through all sleeves, as a fraction of the portfolio'),
});

export type ModelRules = z.infer<typeof modelRules>;
