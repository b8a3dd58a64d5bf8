import { z } from 'zod';
import type { Regime } from '../../regimes/regime.ts';
import { type Style, STYLES } from '../../src/risk/factors.ts';
import { keyed } from '../keyed.ts';
import { samplingRules } from './sampling/sampling-rules.ts';
import { viewRule } from './view-rules.ts';

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
  // Only the ratio of the information ratio to λ, and λ times the cost horizon, matter. 0.3 is the largest value at which
  // reversed premia cost no more than 0.4 % a year in docs/methodology/allocator-study.md.
  informationRatio: z
    .number()
    .min(0)
    .max(2)
    .default(0.3)
    .describe(
      'How much the targeted styles are assumed to earn: a targeted exposure of one standard deviation is worth this many times the volatility of the style, in return a year. An assumed scale, not a measurement (our choice, checked on simulated markets). 0 switches the tilt off: the bouquet is held, and traded only where that is worth its cost',
    ),
  riskAversion: z
    .number()
    .gt(0)
    .max(1000)
    .default(10)
    .describe(
      'Risk aversion λ: annual variance of the difference from the bouquet costs λ/2 times itself in annual return (our choice, checked on simulated markets). The higher it is, the closer the weights stay to the bouquet',
    ),
  views: z
    .array(viewRule)
    .default([])
    .describe(
      'Views of the committee on sleeves, combined with the model’s expected returns by Black and Litterman: sleeve, over, return, confidence, from, expires, reason, author; shown on every output while in force',
    ),
  costMonths: z
    .number()
    .gt(0)
    .max(120)
    .default(4)
    .describe(
      'Months over which a trade must earn back its cost: about half as long as a label lasts, because a trade made for a label is paid for twice, there and back (our choice: of the horizons measured on simulated markets, the one whose largest shortfall against the best is smallest). Fewer months mean fewer trades; not used without stock data',
    ),
  sampling: samplingRules
    .prefault({})
    .describe(
      'Limits on the number of stocks held, where the stocks of a portfolio are known: sleeves are held in fewer stocks at the least active variance (optimised sampling), and the decision reports the tracking error that this costs',
    ),
  complianceLimits: z
    .strictObject({
      nameCap: z
        .number()
        .gt(0)
        .max(1)
        .default(0.08)
        .describe(
          'Maximum weight of a stock across all sleeves, as a fraction of the portfolio (our choice)',
        ),
    })
    .prefault({})
    .describe(
      'Limits that are never relaxed: if they cannot be met, the run is refused and names them. Full investment, no short positions and allocations.bands are of this kind too',
    ),
  softLimits: z
    .strictObject({
      industryLimit: z
        .number()
        .min(0)
        .max(1)
        .default(0.05)
        .describe(
          'Maximum distance of an industry’s weight from its weight in the bouquet, up or down, as a fraction of the portfolio (our choice)',
        ),
      betaBand: z
        .strictObject({
          bullish: band(-0.75, 1),
          consolidation: band(-1, 0.75),
          bearish: band(-1.5, 0.25),
        } satisfies Record<Regime, unknown>)
        .prefault({})
        .describe(
          'Bounds of the portfolio’s active exposure to the style BETA in each regime, in standard deviations, each about 0.3 of beta (our choice: wide enough for the bouquets themselves, which narrower bands would force to trade every month)',
        ),
    })
    .prefault({})
    .describe(
      'Limits that are relaxed by the smallest amount where they cannot all be met, in this order: allocations.trading.turnoverLimit first, then industryLimit, then betaBand. Each decision lists what it relaxed; a limit relaxed in more than one month in ten is set too tight (our choice)',
    ),
});

export type ModelRules = z.infer<typeof modelRules>;
