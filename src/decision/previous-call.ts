import type { PreviousCall } from '../../allocations/held-before.ts';
import { overrideOn } from '../../regimes/override.ts';
import type { RegimeRules } from '../../regimes/rules.ts';
import type { MonthCall } from '../../regimes/walk.ts';

/** The label in force at the month-end before the last of a record; null where the record has only one month. */
export function previousCall(
  history: readonly MonthCall[],
  rules: Pick<RegimeRules, 'overrides'>,
): PreviousCall | null {
  const month = history.at(-2);
  if (!month) return null;
  return { monthEnd: month.monthEnd, regime: overrideOn(month.monthEnd, rules)?.regime ?? month.regime };
}
