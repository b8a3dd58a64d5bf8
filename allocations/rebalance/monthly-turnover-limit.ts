import type { Regime } from '../../regimes/regime.ts';
import type { OpeningHoldings } from '../holdings/opening.ts';
import { SLEEVES } from '../positions.ts';
import type { AllocationRules } from '../rules.ts';

/**
 * The one-way turnover limit of a month: none (1) for a first purchase, which a portfolio without any sleeve makes too, and a
 * limit of its own at a change of regime.
 */
export function turnoverLimitOf(
  { openingSource, opening, previousRegime }: OpeningHoldings,
  regime: Regime,
  { trading }: AllocationRules,
): number {
  const holdsSleeves = SLEEVES.some((id) => (opening[id] ?? 0) > 0);
  if (openingSource.kind === 'none' || !holdsSleeves) return 1;
  return previousRegime === regime ? trading.turnoverLimit : trading.turnoverLimitAtChange;
}
