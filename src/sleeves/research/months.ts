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

/** The months of a record, and how many more had to be left out. */
export interface PairedMonths {
  readonly months: readonly ResearchMonth[];
  /** Begun or ended on another day than the market’s, or missing from it: returns over different days cannot be compared. */
  readonly unmatched: number;
}

/** Months of a period, in order; a last one that is still running is none of it. */
export function pairMonths(
  own: readonly MonthlyReturn[],
  market: readonly MonthlyReturn[],
  risklessIn: (month: number) => number,
  { from, to }: { readonly from: Day; readonly to: Day },
): PairedMonths {
  const theirs = new Map(market.map((m) => [m.month, m]));
  const asked = own.filter(
    ({ start, end }, k) => start >= from && end <= to && (k < own.length - 1 || isMonthOver(end, [], null)),
  );
  const months = asked.flatMap(({ month, start, end, growth }): ResearchMonth[] => {
    const other = theirs.get(month);
    return other?.start === start && other.end === end
      ? [{ month, start, end, own: growth - 1, market: other.growth - 1, riskless: risklessIn(month) }]
      : [];
  });
  return { months, unmatched: asked.length - months.length };
}
