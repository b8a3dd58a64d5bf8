import type { Regime } from '../../regimes/regime.ts';
import type { Held } from '../opening-holdings.ts';
import type { AllocationRules } from '../rules.ts';

/** A first purchase has no limit; a change of regime may have a wider one than an ordinary month. */
export function turnoverLimitOf(
  { before, regime: last }: Held,
  regime: Regime,
  { trading }: AllocationRules,
): number {
  if (before.kind === 'none') return 1;
  return last === regime ? trading.turnoverLimit : trading.turnoverLimitAtChange;
}
