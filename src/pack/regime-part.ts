import { type HistoryRow, historyRow } from '../../regimes/model/history-row.ts';
import type { MonthlyRun } from '../decision/run/monthly-run.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import type { PackDocument } from './document/pack-document.ts';
import { overrideLines } from './limits/limits.ts';
import { signalPast } from './signal-ranks.ts';

/** Part 3: how long the label has been in force, where each signal stands among its own past, and overrides. */
export function regimePart(
  { called, decision }: MonthlyRun,
  book: RuleBook,
): PackDocument['parts']['regime'] {
  const rows = called.history.map((month) => historyRow(month, book.regimes));
  return {
    monthsInForce: monthsInForce(rows, decision.regime.regime),
    signals: decision.signals.filter(({ weight }) => weight > 0).map(({ id }) => signalPast(rows, id)),
    overrides: overrideLines(book, decision.asOf),
  };
}

/** Months at whose end the present label was in force without a break, this one included. */
function monthsInForce(rows: readonly HistoryRow[], now: HistoryRow['regime']): number {
  return rows.length - 1 - rows.findLastIndex(({ regime }) => regime !== now);
}
