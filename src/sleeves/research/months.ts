import type { Day } from '../../market/day.ts';
import { isMonthOver } from '../../market/month-over.ts';
import type { MonthlyReturn } from '../../market/monthly-returns.ts';

/** A month of what is researched beside what it is measured against; simple returns, fractions. */
export interface ResearchMonth {
  /** As `monthNumber` counts them. */
  readonly month: number;
  /** Last session of the month before, and of this month. */
  readonly start: Day;
  readonly end: Day;
  readonly own: number;
  readonly market: number;
  readonly riskless: number;
}

export const ownExcess = (m: ResearchMonth): number => m.own - m.riskless;
export const marketExcess = (m: ResearchMonth): number => m.market - m.riskless;

/** Months that both have, of a period, in order; one that is still running is left out. */
export function pairMonths(
  own: readonly MonthlyReturn[],
  market: readonly MonthlyReturn[],
  risklessIn: (month: number) => number,
  period: { readonly from: Day; readonly to: Day },
): ResearchMonth[] {
  const theirs = new Map(market.map((m) => [m.month, m]));
  return own.flatMap(({ month, start, end, growth }): ResearchMonth[] => {
    const other = theirs.get(month);
    if (!other || start < period.from || end > period.to || !isMonthOver(end, [], null)) return [];
    return [{ month, start, end, own: growth - 1, market: other.growth - 1, riskless: risklessIn(month) }];
  });
}
