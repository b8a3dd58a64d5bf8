import type { PreviousCall } from '../../../allocations/holdings/opening.ts';
import { overrideOn } from '../../../regimes/model/override.ts';
import type { RegimeRules } from '../../../regimes/model/rules.ts';
import type { MonthCall } from '../../../regimes/model/history.ts';

/** The label in force at the month-end before the last; null where the history has only one month. */
export function previousCall(
  history: readonly MonthCall[],
  rules: Pick<RegimeRules, 'overrides'>,
): PreviousCall | null {
  const month = history.at(-2);
  if (!month) return null;
  return { monthEnd: month.monthEnd, regime: overrideOn(month.monthEnd, rules)?.regime ?? month.regime };
}
