import { z } from 'zod';
import type { Regime } from '../../regimes/regime.ts';
import { type Style, STYLES } from '../../src/risk/factors.ts';
import { keyed } from '../keyed.ts';

/** Active exposures (relative to the market), in standard deviations; a style without a target has target 0. */
const target = (defaults: Partial<Readonly<Record<Style, number>>>) =>
  keyed(STYLES, (style) =>
    z
      .number()
      .min(-3)
      .max(3)
      .default(defaults[style] ?? 0),
  );

const band = (low: number, high: number) =>
  z
    .strictObject({
      low: z.number().min(-3).max(3).default(low),
      high: z.number().min(-3).max(3).default(high),
    })
    .refine((b) => b.low <= b.high, { path: ['low'], message: 'must not exceed high' })
    .prefault({});

/**
 * How sleeves are scored and weighted with INEC-1. The directions come from the TRRM specification; the figures are our
 * choice, none of them fitted to returns:
 *
 * - bullish: styles that gain in a rising market – momentum first, then beta, value and small size;
 * - consolidation: equal small tilts to five styles with low correlation, so that none dominates;
 * - bearish: low volatility and profitability first, then earnings yield, low beta, stable earnings, low leverage.
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
      'Target active style exposures in each regime, in standard deviations; SIZE above 0 means small',
    ),
  offTargetPenalty: z
    .number()
    .min(0)
    .max(10)
    .default(0.5)
    .describe(
      'Penalty on a sleeve’s score per unit of unexplained variance: the fraction of its variance due neither to the market nor to the targeted styles',
    ),
  // Grinold (1994): expected active return = information coefficient × volatility × score; with one forecast a year the
  // coefficient is the information ratio. Scores are not standardised across sleeves: nine are too few. 0.3 is below 0.5,
  // the top-quartile information ratio of Grinold and Kahn.
  informationRatio: z
    .number()
    .min(0)
    .max(2)
    .default(0.3)
    .describe(
      'Expected active return a year, per unit of tracking error, of a sleeve with score 1; an assumed scale, not a measurement',
    ),
  // At λ = 4 an information ratio of 0.3 justifies about 8 % of active risk (0.3/4), which is what such bouquets have.
  riskAversion: z
    .number()
    .gt(0)
    .max(1000)
    .default(4)
    .describe('Risk aversion λ: annual active variance costs λ/2 times itself in annual return'),
  betaBand: z
    .strictObject({
      bullish: band(-0.25, 0.5),
      consolidation: band(-0.4, 0.25),
      bearish: band(-1, 0),
    } satisfies Record<Regime, unknown>)
    .prefault({})
    .describe('Bounds of the portfolio’s active exposure to the style BETA in each regime'),
  industryLimit: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe(
      'Maximum active weight of an industry, over or under the market, as a fraction of the portfolio',
    ),
  nameCap: z
    .number()
    .gt(0)
    .max(1)
    .default(0.08)
    .describe('Maximum weight of a stock across all sleeves, as a fraction of the portfolio'),
});

export type ModelRules = z.infer<typeof modelRules>;
