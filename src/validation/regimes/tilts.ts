import type { AllocationRules } from '../../../allocations/rules.ts';
import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { MeanEstimate } from './measures/mean-estimate.ts';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { PremiumTrackRecord, TiltVerdict } from './result.ts';

/** The academic factor a sleeve is exposed to. Other sleeves are tested on their proxy index over the Nifty 50. */
const FACTOR_OF: Readonly<Partial<Record<SleeveId, string>>> = {
  momentum: 'wml',
  value: 'hml',
  'small-cap': 'smb',
  'micro-cap': 'smb',
};

/** |t| from which a difference counts: a two-sided test at 10 % (our choice; tilts are few and samples small). */
export const SIGNIFICANT_T = 1.645;
/** Smaller differences between bouquets are not treated as tilts (a fraction; our choice). */
const MIN_TILT = 0.01;

/**
 * Tests every tilt of the bouquets on the sleeve's premium: a sleeve with more weight in one regime should have a higher
 * premium there than in the other months. A contradicted tilt is kept and flagged.
 */
export function testTilts(
  rules: AllocationRules,
  premia: readonly PremiumTrackRecord[],
  indexOf: (sleeve: SleeveId) => string | null,
): TiltVerdict[] {
  return SLEEVES.flatMap((sleeve) =>
    REGIMES.flatMap((regime): TiltVerdict[] => {
      const tilt = tiltOf(rules, sleeve, regime);
      if (Math.abs(tilt) < MIN_TILT) return [];
      const factor = premia.find((p) => p.id === FACTOR_OF[sleeve]);
      const premium = factor ?? premia.find((p) => p.id === indexOf(sleeve));
      const againstRest = premium?.againstRest[regime] ?? null;
      return [
        {
          sleeve,
          regime,
          tilt,
          premium: premium?.title ?? null,
          inRegime: premium?.byRegime[regime] ?? null,
          againstRest,
          verdict: verdictOf(tilt, againstRest),
        },
      ];
    }),
  );
}

function tiltOf({ bouquets }: AllocationRules, sleeve: SleeveId, regime: Regime): number {
  const others = REGIMES.filter((r) => r !== regime).map((r) => bouquets[r][sleeve]);
  return bouquets[regime][sleeve] - others.reduce((sum, w) => sum + w, 0) / others.length;
}

function verdictOf(tilt: number, difference: MeanEstimate | null): TiltVerdict['verdict'] {
  if (difference === null) return 'no data';
  if (Math.abs(difference.t) < SIGNIFICANT_T) return 'open';
  return Math.sign(difference.t) === Math.sign(tilt) ? 'supported' : 'contradicted';
}
