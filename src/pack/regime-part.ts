import { historyRow } from '../../regimes/model/history-row.ts';
import type { MonthlyRun } from '../decision/monthly-run.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';

/** Months at whose end the present label was in force without a break, this one included. */
export function monthsInForce({ called, decision }: MonthlyRun, book: RuleBook): number {
  const labels = called.history.map((month) => historyRow(month, book.regimes).regime);
  const change = labels.findLastIndex((label) => label !== decision.regime.regime);
  return labels.length - 1 - change;
}
