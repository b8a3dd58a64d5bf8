import { z } from 'zod';
import type { Regime } from '../regimes/regime.ts';
import { each } from './keyed.ts';
import { modelRules } from './risk-model/rules.ts';
import { SLEEVES, type SleeveId, STRATEGIC_PARTS, type StrategicPart } from './positions.ts';
import { NSE_STAND_INS, standIn } from './inverse-volatility/proxy-indices.ts';

/** A sum may differ from what it must be by as much as decimal fractions do in binary. */
const ROUNDING = 1e-9;
const fraction = z.number().min(0).max(1);

const sum = (weights: Readonly<Record<string, number>>): number =>
  Object.values(weights).reduce((total, w) => total + w, 0);
/** `1.02` for 1.0200000000000002: the sum as the writer of the rule book would reckon it. */
const sumText = (weights: Readonly<Record<string, number>>): string =>
  String(Number(sum(weights).toPrecision(10)));

const bouquet = (defaults: Readonly<Record<SleeveId, number>>) =>
  each(SLEEVES, (id) => fraction.default(defaults[id])).superRefine((weights, context) => {
    if (Math.abs(sum(weights) - 1) > ROUNDING) {
      context.addIssue({ code: 'custom', message: `must sum to 1; the weights sum to ${sumText(weights)}` });
    }
  });

/** Directions by the seed of the model; the figures are our choice. In `SLEEVES` order. */
const bouquetOf = (...weights: readonly number[]) =>
  bouquet(Object.fromEntries(SLEEVES.map((id, i) => [id, weights[i]!])) as Record<SleeveId, number>);

const strategic = (defaults: Readonly<Record<StrategicPart, number>>) =>
  each(STRATEGIC_PARTS, (id) => fraction.default(defaults[id]));

/** The allocation section of the rule book. */
export const allocationRules = z
  .strictObject({
    factorShare: fraction.default(0.95).describe('Share of the portfolio that the bouquet of sleeves has'),
    bouquets: z
      .strictObject({
        bullish: bouquetOf(0.28, 0.22, 0.18, 0.12, 0.06, 0.04, 0.03, 0.05, 0.02),
        consolidation: bouquetOf(0.14, 0.12, 0.16, 0.06, 0.02, 0.16, 0.11, 0.15, 0.08),
        bearish: bouquetOf(0.04, 0.04, 0.06, 0, 0, 0.3, 0.18, 0.26, 0.12),
      } satisfies Record<Regime, unknown>)
      .prefault({})
      .describe(
        'Base weights of the sleeves in each regime, as fractions of the factor share; each sums to 1',
      ),
    bands: each(SLEEVES, () => fraction.default(0.1)).describe(
      'How far a sleeve may be moved up or down from its base weight, as a fraction of the factor share; never below 0',
    ),
    strategic: z
      .strictObject({
        // Strategic part and hedge reserve: 5/0, 4/1, 2/3 percent. How the strategic part is split is our choice.
        bullish: strategic({ gold: 0.02, 'liquid-fund': 0.01, 'g-sec': 0.02, 'hedge-reserve': 0 }),
        consolidation: strategic({ gold: 0.015, 'liquid-fund': 0.01, 'g-sec': 0.015, 'hedge-reserve': 0.01 }),
        bearish: strategic({ gold: 0.01, 'liquid-fund': 0, 'g-sec': 0.01, 'hedge-reserve': 0.03 }),
      } satisfies Record<Regime, unknown>)
      .prefault({})
      .describe('The rest of the portfolio in each regime, as fractions of the whole portfolio'),
    instruments: each(SLEEVES, (id) => standIn.default(NSE_STAND_INS[id])).describe(
      'The index that stands for each sleeve; null for none',
    ),
    volatility: z
      .strictObject({
        window: z.int().min(20).max(1260).default(252).describe('Sessions of daily returns'),
        minReturns: z.int().min(10).default(200).describe('Returns that an index must have among them'),
        staleAfterSessions: z
          .int()
          .min(0)
          .max(250)
          .default(5)
          .describe('NSE sessions after which an index is too old to hold a sleeve by'),
      })
      .refine((v) => v.minReturns <= v.window, {
        path: ['minReturns'],
        message: 'must not be above `window`',
      })
      .prefault({}),
    trading: z
      .strictObject({
        minimumTrade: fraction.default(0.005).describe('Smallest trade, as a fraction of the portfolio'),
        turnoverLimit: fraction.default(0.3).describe('Most that may be bought in a month, one-way'),
        turnoverLimitAtChange: fraction.default(1).describe('The same in a month that changes the regime'),
      })
      .prefault({}),
    model: modelRules
      .prefault({})
      .describe('How INEC-1 scores and weighs sleeves of shares; without shares it is not used'),
  })
  .superRefine((rules, context) => {
    for (const [regime, parts] of Object.entries(rules.strategic)) {
      if (Math.abs(rules.factorShare + sum(parts) - 1) <= ROUNDING) continue;
      context.addIssue({
        code: 'custom',
        path: ['strategic', regime],
        message: `must make up the portfolio with \`factorShare\` ${rules.factorShare}; the parts sum to ${sumText(parts)}`,
      });
    }
  });

export type AllocationRules = z.infer<typeof allocationRules>;
export const DEFAULT_ALLOCATION_RULES: AllocationRules = allocationRules.parse({});
