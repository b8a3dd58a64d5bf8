import { z } from 'zod';
import type { Regime } from '../regimes/regime.ts';
import { keyed } from './keyed.ts';
import { FALLBACKS } from './bouquet/fallback.ts';
import { modelRules } from './risk-model/rules.ts';
import { SLEEVES, type SleeveId, STRATEGIC_PARTS, type StrategicPart } from './positions.ts';
import { NSE_PROXY_INDICES, proxyIndexRule } from './inverse-volatility/proxy-indices.ts';

/** Tolerance for the rounding of decimal fractions in binary. */
const ROUNDING = 1e-9;
const fraction = z.number().min(0).max(1);

const sum = (weights: Readonly<Record<string, number>>): number =>
  Object.values(weights).reduce((total, w) => total + w, 0);
/** The sum without binary rounding noise: `1.02` for 1.0200000000000002. */
const sumText = (weights: Readonly<Record<string, number>>): string =>
  String(Number(sum(weights).toPrecision(10)));

const bouquet = (defaults: Readonly<Record<SleeveId, number>>) =>
  keyed(SLEEVES, (id) => fraction.default(defaults[id])).superRefine((weights, context) => {
    if (Math.abs(sum(weights) - 1) > ROUNDING) {
      context.addIssue({ code: 'custom', message: `must sum to 1; the weights sum to ${sumText(weights)}` });
    }
  });

/** Weights in `SLEEVES` order. The directions of the tilts come from the TRRM specification; the figures are our choice. */
const bouquetOf = (...weights: readonly number[]) =>
  bouquet(Object.fromEntries(SLEEVES.map((id, i) => [id, weights[i]!])) as Record<SleeveId, number>);

const strategic = (defaults: Readonly<Record<StrategicPart, number>>) =>
  keyed(STRATEGIC_PARTS, (id) => fraction.default(defaults[id]));

/** The allocation section of the rule book. */
export const allocationRules = z
  .strictObject({
    factorShare: fraction.default(0.95).describe('Weight of the bouquet of sleeves in the portfolio'),
    bouquets: z
      .strictObject({
        bullish: bouquetOf(0.28, 0.22, 0.18, 0.12, 0.06, 0.04, 0.03, 0.05, 0.02),
        consolidation: bouquetOf(0.14, 0.12, 0.16, 0.06, 0.02, 0.16, 0.11, 0.15, 0.08),
        bearish: bouquetOf(0.04, 0.04, 0.06, 0, 0, 0.3, 0.18, 0.26, 0.12),
      } satisfies Record<Regime, unknown>)
      .prefault({})
      .describe(
        'Base weights of the sleeves in each regime, as fractions of the bouquet (`factorShare`); each regime sums to 1',
      ),
    bands: keyed(SLEEVES, () => fraction.default(0.1)).describe(
      'Largest deviation of a sleeve from its base weight, up or down, as a fraction of the bouquet; weights stay at or above 0',
    ),
    strategic: z
      .strictObject({
        // Strategic holdings and hedge reserve: 5/0, 4/1, 2/3 percent. The split of the strategic holdings is our choice.
        bullish: strategic({ gold: 0.02, 'liquid-fund': 0.01, 'g-sec': 0.02, 'hedge-reserve': 0 }),
        consolidation: strategic({ gold: 0.015, 'liquid-fund': 0.01, 'g-sec': 0.015, 'hedge-reserve': 0.01 }),
        bearish: strategic({ gold: 0.01, 'liquid-fund': 0, 'g-sec': 0.01, 'hedge-reserve': 0.03 }),
      } satisfies Record<Regime, unknown>)
      .prefault({})
      .describe('Strategic holdings and hedge reserve in each regime, as fractions of the whole portfolio'),
    fallback: z
      .strictObject({
        // A bearish portfolio must not fall back on equity; otherwise the market is closer to the bouquet than cash is.
        bullish: z.enum(FALLBACKS).default('nifty-50'),
        consolidation: z.enum(FALLBACKS).default('nifty-50'),
        bearish: z.enum(FALLBACKS).default('liquid-fund'),
      } satisfies Record<Regime, unknown>)
      .prefault({})
      .describe('Position for weight that the sleeves which can be held may not take within their bands'),
    instruments: keyed(SLEEVES, (id) => proxyIndexRule.default(NSE_PROXY_INDICES[id])).describe(
      'Proxy index of each sleeve, used where its stocks are not available; null for none',
    ),
    volatility: z
      .strictObject({
        window: z
          .int()
          .min(20)
          .max(1260)
          .default(252)
          .describe('Sessions of daily returns in the volatility estimate'),
        minReturns: z.int().min(10).default(200).describe('Minimum number of daily returns in the window'),
        staleAfterSessions: z
          .int()
          .min(0)
          .max(250)
          .default(5)
          .describe('Sessions without a new level after which a proxy index is stale and not used'),
      })
      .refine((v) => v.minReturns <= v.window, {
        path: ['minReturns'],
        message: 'must not exceed window',
      })
      .prefault({}),
    trading: z
      .strictObject({
        minimumTrade: fraction.default(0.005).describe('Minimum trade, as a fraction of the portfolio'),
        turnoverLimit: fraction
          .default(0.3)
          .describe('Maximum one-way turnover in a month, as a fraction of the portfolio'),
        turnoverLimitAtChange: fraction
          .default(1)
          .describe('Maximum one-way turnover in a month with a change of regime'),
      })
      .prefault({}),
    model: modelRules
      .prefault({})
      .describe('How sleeves of stocks are scored and weighted with INEC-1; not used without stock data'),
  })
  .superRefine((rules, context) => {
    for (const [regime, parts] of Object.entries(rules.strategic)) {
      if (Math.abs(rules.factorShare + sum(parts) - 1) <= ROUNDING) continue;
      context.addIssue({
        code: 'custom',
        path: ['strategic', regime],
        message: `must sum to 1 together with factorShare ${rules.factorShare}; the parts sum to ${sumText(parts)}`,
      });
    }
  });

export type AllocationRules = z.infer<typeof allocationRules>;
export const DEFAULT_ALLOCATION_RULES: AllocationRules = allocationRules.parse({});
