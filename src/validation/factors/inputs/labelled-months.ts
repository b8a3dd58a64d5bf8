import type { Regime } from '../../../../regimes/regime.ts';
import { callHistory } from '../../../../regimes/model/history.ts';
import type { MarketHistory } from '../../../market/as-of.ts';
import { type Day, monthNumber } from '../../../market/day.ts';
import { type RuleBook, signalsOf } from '../../../rulebook/rule-book.ts';

/**
 * The label known at the start of each month: TRRM's call at the previous month-end, by the model alone and from the data
 * known on that day. Months before the first score have no label. Keys are `monthNumber`s.
 */
export function labelledMonths(
  market: MarketHistory,
  knownOn: Day,
  book: RuleBook,
): ReadonlyMap<number, Regime> {
  const calls = callHistory(market, knownOn, signalsOf(book), book.regimes);
  const first = calls.findIndex((c) => c.combined.kind === 'scored');
  return new Map((first < 0 ? [] : calls.slice(first)).map((c) => [monthNumber(c.monthEnd) + 1, c.regime]));
}
