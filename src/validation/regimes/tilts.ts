import type { AllocationRules } from '../../../allocations/rules.ts';
import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { MeanEstimate } from './measures/mean-estimate.ts';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { PremiumRecord, TiltVerdict } from './result.ts';

/** The academic factor that a sleeve lives by. The others are judged by their own index over the Nifty. */
const FACTOR_OF: Readonly<Partial<Record<SleeveId, string>>> = {
  momentum: 'wml',
  value: 'hml',
  'small-cap': 'smb',
  'micro-cap': 'smb',
};

/** From this |t| on the record speaks: a two-sided test at one in ten (our choice; tilts are few and n is small). */
export const SPEAKS = 1.645;
/** A smaller difference between the bouquets is no tilt. */
const TILT = 0.01;

/**
 * Every tilt of the bouquets, held against the premium it lives on: a sleeve weighed more in one regime than in
 * the others should earn more there than in the others. A tilt that the record speaks against is kept and flagged.
 */
export function judgeTilts(
  rules: AllocationRules,
  premia: readonly PremiumRecord[],
  indexOf: (sleeve: SleeveId) => string | null,
): TiltVerdict[] {
  return SLEEVES.flatMap((sleeve) =>
    REGIMES.flatMap((regime): TiltVerdict[] => {
      const tilt = tiltOf(rules, sleeve, regime);
      if (Math.abs(tilt) < TILT) return [];
      const factor = premia.find((p) => p.id === FACTOR_OF[sleeve]);
      const record = factor ?? premia.find((p) => p.id === indexOf(sleeve));
      const againstRest = record?.againstRest[regime] ?? null;
      return [
        {
          sleeve,
          regime,
          tilt,
          premium: record?.title ?? null,
          inRegime: record?.byRegime[regime] ?? null,
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
  if (difference === null) return 'no record';
  if (Math.abs(difference.t) < SPEAKS) return 'open';
  return Math.sign(difference.t) === Math.sign(tilt) ? 'supported' : 'contradicted';
}
