import { type Day, monthNumber } from '../../../market/day.ts';
import { isMonthOver } from '../../../market/calendar/month-end.ts';
import type { MonthlyReturn } from '../../../market/monthly-returns.ts';

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

/** What part of a record is asked for, and what is known of the days in it. */
export interface ResearchPeriod {
  readonly from: Day;
  readonly to: Day;
  /** The exchange's, later ones too; they tell when a month was over. */
  readonly sessions: readonly Day[];
  /** A day that the user named as the end of the record; a month is over by its own last day. Null for none. */
  readonly endsBy: Day | null;
}

/** The months of a record, and how many more had to be left out. */
export interface PairedMonths {
  readonly months: readonly ResearchMonth[];
  /**
   * Begun or ended on another day than the market’s, or missing from it: returns over different days cannot be compared. A
   * last month whose levels end before the exchange’s month did is one of these.
   */
  readonly unmatched: number;
}

/** Months of a period, in order; a last one that is still running is none of it. */
export function pairMonths(
  own: readonly MonthlyReturn[],
  market: readonly MonthlyReturn[],
  risklessIn: (month: number) => number,
  { from, to, sessions, endsBy }: ResearchPeriod,
): PairedMonths {
  const theirs = new Map(market.map((m) => [m.month, m]));
  const last = own.at(-1);
  const close = last && closeOf(last, sessions);
  const isLastOver = close !== undefined && close <= to && isMonthOver(close, sessions, endsBy);
  const asked = own.filter((m) => m.start >= from && m.end <= to && (m !== last || isLastOver));
  const months = asked.flatMap((m): ResearchMonth[] => {
    const { month, start, end, growth } = m;
    const other = theirs.get(month);
    return other?.start === start && other.end === end && (m !== last || end === close)
      ? [{ month, start, end, own: growth - 1, market: other.growth - 1, riskless: risklessIn(month) }]
      : [];
  });
  return { months, unmatched: asked.length - months.length };
}

/** The last session of a month that is known of: the exchange’s, or a later one of its own. */
const closeOf = ({ month, end }: MonthlyReturn, sessions: readonly Day[]): Day =>
  sessions.findLast((d) => d > end && monthNumber(d) === month) ?? end;
