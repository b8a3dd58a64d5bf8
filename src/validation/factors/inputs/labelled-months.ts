import type { Regime } from '../../../../regimes/regime.ts';
import { walkMonths } from '../../../../regimes/model/history.ts';
import type { MarketHistory } from '../../../market/as-of.ts';
import { type Day, monthNumber } from '../../../market/day.ts';
import { type RuleBook, signalsOf } from '../../../rulebook/rule-book.ts';

/**
 * The label with which each month began: TRRM's call at the end of the month before, by the model alone and from what was
 * known that day. Months before its first score have none.
 */
export function labelledMonths(
  market: MarketHistory,
  knownOn: Day,
  book: RuleBook,
): ReadonlyMap<number, Regime> {
  const calls = walkMonths(market, knownOn, signalsOf(book), book.regimes);
  const first = calls.findIndex((c) => c.combined.kind === 'scored');
  return new Map((first < 0 ? [] : calls.slice(first)).map((c) => [monthNumber(c.monthEnd) + 1, c.regime]));
}
