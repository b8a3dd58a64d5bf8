import { historyRow } from '../../regimes/model/history-row.ts';
import type { Regime } from '../../regimes/regime.ts';
import { callHistory } from '../../regimes/model/history.ts';
import type { MarketHistory } from '../market/as-of.ts';
import { type Day, iso } from '../market/day.ts';
import { diffRuleBooks, type RuleChange } from '../rulebook/change.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';

/** A month for which two rule books give different regimes. */
export interface ChangedLabel {
  readonly monthEnd: string;
  readonly from: Regime;
  readonly to: Regime;
  readonly scoreFrom: number | null;
  readonly scoreTo: number | null;
}

/** The effect of a rule change on the regime history and on the call at a date. */
export interface RuleBookComparison {
  readonly asOf: string;
  readonly changes: readonly RuleChange[];
  readonly months: number;
  readonly labelsChanged: readonly ChangedLabel[];
  readonly now: { readonly from: Regime; readonly to: Regime } | null;
}

/**
 * Compares the monthly regimes that two rule books give, up to a date.
 *
 * @param from the rule book in force.
 * @param to the changed rule book.
 */
export function compareRuleBooks(
  market: MarketHistory,
  asOf: Day,
  from: RuleBook,
  to: RuleBook,
): RuleBookComparison {
  const rowsOf = (book: RuleBook) =>
    callHistory(market, asOf, signalsOf(book), book.regimes).map((m) => historyRow(m, book.regimes));
  const [before, after] = [rowsOf(from), rowsOf(to)];
  const labelsChanged = before.flatMap((row, i): ChangedLabel[] => {
    const other = after[i]!;
    if (row.regime === other.regime) return [];
    return [
      {
        monthEnd: row.monthEnd,
        from: row.regime,
        to: other.regime,
        scoreFrom: row.score,
        scoreTo: other.score,
      },
    ];
  });
  const [lastBefore, lastAfter] = [before.at(-1), after.at(-1)];
  return {
    asOf: iso(asOf),
    changes: diffRuleBooks(from, to),
    months: before.length,
    labelsChanged,
    now: lastBefore && lastAfter ? { from: lastBefore.regime, to: lastAfter.regime } : null,
  };
}
