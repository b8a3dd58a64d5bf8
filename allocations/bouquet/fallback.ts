import { z } from 'zod';
import { fractionSchema, type Published } from '../../src/market/published.ts';
import { plainPercent } from '../../src/format/words.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { Regime } from '../../regimes/regime.ts';

/** Where weight can go that no sleeve may take. */
export const FALLBACKS = ['nifty-50', 'liquid-fund'] as const;
export type FallbackId = (typeof FALLBACKS)[number];

export const fallbackSchema = z.strictObject({
  position: z.enum(FALLBACKS),
  weight: fractionSchema.describe('Fraction of the portfolio, on top of the position’s strategic weight'),
});

/** Weight that no sleeve may take within its band, and the position that takes it. */
export type Fallback = Published<typeof fallbackSchema>;

/**
 * @param residual fraction of the bouquet that no sleeve may take.
 * @returns null for none.
 */
export const fallbackOf = (position: FallbackId, factorShare: number, residual: number): Fallback | null =>
  residual === 0 ? null : { position, weight: factorShare * residual };

const NAMES: Readonly<Record<FallbackId, string>> = {
  'nifty-50': 'a Nifty 50 index fund',
  'liquid-fund': 'the liquid fund',
};

export const fallbackWarning = (fallback: Fallback | null, regime: Regime): Problem[] =>
  fallback
    ? [
        {
          severity: 'warning',
          code: 'fallback',
          about: fallback.position,
          message: `The sleeves that can be held take the others’ weight only up to the ends of their bands; the remaining ${plainPercent(fallback.weight)} of the portfolio goes to ${NAMES[fallback.position]}, the rule book’s fallback in the ${regime} regime.`,
          remedy:
            'Import what the missing sleeves need, or set another position in allocations.fallback of the rule book.',
        },
      ]
    : [];
