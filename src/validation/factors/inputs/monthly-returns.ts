import { type Day, monthNumber } from '../../../market/day.ts';
import { isMonthOver } from '../../../market/calendar/month-end.ts';
import type { MonthlyReturn } from '../../../market/monthly-returns.ts';

/** One month of a factor, its benchmark and the risk-free rate: simple returns, fractions. */
export interface FactorMonth {
  /** As `monthNumber` counts them. */
  readonly month: number;
  /** Last session of the month before, and of this month. */
  readonly start: Day;
  readonly end: Day;
  readonly own: number;
  readonly market: number;
  readonly riskFree: number;
}

export const ownExcess = (m: FactorMonth): number => m.own - m.riskFree;
export const marketExcess = (m: FactorMonth): number => m.market - m.riskFree;

/** The sample period, and the sessions that define its months. */
export interface SamplePeriod {
  readonly from: Day;
  readonly to: Day;
  /** The exchange's sessions, including later ones: they show when a month was complete. */
  readonly sessions: readonly Day[];
  /** The end of the data as the user states it: a month is complete by its last calendar day. Null where not stated. */
  readonly endsBy: Day | null;
}

/** Months with both returns, and the number of months left out. */
export interface PairedMonths {
  readonly months: readonly FactorMonth[];
  /**
   * Months that begin or end on another day than the benchmark’s, or that it lacks: returns over different days are not
   * comparable. Includes a last month whose levels end before the exchange’s month did.
   */
  readonly unmatched: number;
}

/** The months of a period in which both series have a return, in order. A last, incomplete month is excluded. */
export function pairMonths(
  own: readonly MonthlyReturn[],
  market: readonly MonthlyReturn[],
  riskFreeIn: (month: number) => number,
  { from, to, sessions, endsBy }: SamplePeriod,
): PairedMonths {
  const theirs = new Map(market.map((m) => [m.month, m]));
  const last = own.at(-1);
  const close = last && closeOf(last, sessions);
  const isLastOver = close !== undefined && close <= to && isMonthOver(close, sessions, endsBy);
  const asked = own.filter((m) => m.start >= from && m.end <= to && (m !== last || isLastOver));
  const months = asked.flatMap((m): FactorMonth[] => {
    const { month, start, end, growth } = m;
    const other = theirs.get(month);
    return other?.start === start && other.end === end && (m !== last || end === close)
      ? [{ month, start, end, own: growth - 1, market: other.growth - 1, riskFree: riskFreeIn(month) }]
      : [];
  });
  return { months, unmatched: asked.length - months.length };
}

/** The last known session of a month: the exchange’s, or a later one of the series itself. */
const closeOf = ({ month, end }: MonthlyReturn, sessions: readonly Day[]): Day =>
  sessions.findLast((d) => d > end && monthNumber(d) === month) ?? end;
