import type { Regime } from '../../regimes/regime.ts';
import type { OpeningHoldings } from '../holdings/opening.ts';
import type { AllocationRules } from '../rules.ts';

/** The one-way turnover limit of a month: none (1) for a first purchase, and a limit of its own at a change of regime. */
export function turnoverLimitOf(
  { openingSource, previousRegime }: OpeningHoldings,
  regime: Regime,
  { trading }: AllocationRules,
): number {
  if (openingSource.kind === 'none') return 1;
  return previousRegime === regime ? trading.turnoverLimit : trading.turnoverLimitAtChange;
}
