import type { RecordMonth } from '../../../allocations/profile/tactical-record.ts';
import { tacticalScore } from '../../../allocations/profile/tactical-score.ts';
import { crisisAlert } from '../../../regimes/model/crisis.ts';
import type { MonthCall } from '../../../regimes/model/history.ts';
import { niftyValuation } from '../../../signals/nifty-valuation.ts';
import { type LevelSeries, valueOn } from '../../funds/nav-series.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { Indices } from './class-indices.ts';

/** The half-range of percentiles of the valuation signal, which the P/E alone takes over. */
export const valuationHalfRange = (book: RuleBook): number =>
  niftyValuation.params.parse(book.signals['nifty-valuation']).halfRange;

/** The score of every past month-end, and the returns of the month after it. */
export function recordMonths(
  history: readonly MonthCall[],
  { equity, bills }: Indices,
  book: RuleBook,
): RecordMonth[] {
  const halfRange = valuationHalfRange(book);
  return history.slice(0, -1).flatMap((month, i): RecordMonth[] => {
    const next = history[i + 1]!.monthEnd;
    const growth = (levels: LevelSeries): number =>
      valueOn(levels, next) / valueOn(levels, month.monthEnd) - 1;
    const [own, cash] = [growth(equity), growth(bills)];
    if (!Number.isFinite(own) || !Number.isFinite(cash)) return [];
    const signals = month.evaluated.map(({ aligned, evaluation }) => ({
      id: aligned.signal.id,
      score: evaluation.score,
      features: 'features' in evaluation ? evaluation.features : [],
      reason: evaluation.reason,
    }));
    const { score } = tacticalScore(signals, book.profiles, halfRange);
    return [
      {
        end: month.monthEnd,
        score,
        crisis: crisisAlert(month.evaluated, book.regimes) !== null,
        equity: own,
        bills: cash,
      },
    ];
  });
}
