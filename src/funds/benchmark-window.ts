import type { Day } from '../market/day.ts';
import { displayDay } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { completeMonthEnds, yearsBefore } from './month-ends.ts';
import { type LevelSeries, valueOn } from './nav-series.ts';
import { lastOnOrBefore } from '../math/last-on-or-before.ts';
import { riskFreeReturn } from './risk-free.ts';

/** The years of annual returns. */
export const RETURN_YEARS = [1, 3, 5, 7] as const;

/** Months of the windows in which a fund should have beaten its benchmark, and of each window. */
export const ROLLING_MONTHS = 60;
export const ROLLING_WINDOW = 12;

/** What all funds of a card share: the months, the benchmark's returns and the risk-free returns in them. */
export interface BenchmarkWindow {
  /** Month-ends, one more than months; the first is the window's start. */
  readonly ends: readonly Day[];
  /** The sessions from the first month-end to the last. */
  readonly sessions: Int32Array;
  /** Return of the benchmark in each month. */
  readonly benchmark: Float64Array;
  readonly riskFree: Float64Array;
  /** Month-ends of the rolling windows: 61, or none if the benchmark is shorter. */
  readonly rollingEnds: readonly Day[];
  readonly rollingBenchmark: Float64Array;
  /** The first day of each annual return by its years; null if the sessions do not reach back. */
  readonly starts: readonly (Day | null)[];
  /** The benchmark's annual returns, by years; null if it is shorter. */
  readonly benchmarkReturns: readonly (number | null)[];
}

/** What a card is measured with. */
export interface BenchmarkData {
  /** For messages: `nifty-100`. */
  readonly id: string;
  readonly levels: LevelSeries;
  /** Sessions of NSE, ascending. */
  readonly sessions: Int32Array;
  /** Yields at auctions of 91-day Treasury bills, percent a year. */
  readonly billYields: LevelSeries;
}

/**
 * The months of a card, with the returns of its benchmark and the risk-free rate.
 *
 * @param months of the window.
 * @throws UserError if the benchmark is shorter than the window, or a month has no Treasury-bill yield.
 */
export function benchmarkWindow(data: BenchmarkData, asOf: Day, months: number): BenchmarkWindow {
  const { id, levels, sessions, billYields } = data;
  const all = completeMonthEnds(sessions, asOf);
  const ends = all.slice(-(months + 1));
  const last = ends.at(-1);
  const first = ends[0];
  const values = ends.map((day) => valueOn(levels, day));
  if (last === undefined || ends.length <= months || values.some((value) => Number.isNaN(value)))
    throw userError(
      'short-benchmark',
      `${id}.tri`,
      levels.days.length === 0
        ? 'the store has no total-return levels of the benchmark.'
        : `the benchmark's total-return levels run from ${displayDay(levels.days[0]! as Day)} to ${displayDay(levels.days.at(-1)! as Day)} and do not cover the ${months} months to ${displayDay(asOf)}${first === undefined ? '' : `, which begin on ${displayDay(first)}`}.`,
      'Import a longer history of the benchmark, choose another with --benchmark, or a shorter --window.',
    );
  const riskFree = ends.slice(1).map((end, i) => riskFreeReturn(billYields, ends[i]!, end));
  const without = riskFree.indexOf(null);
  if (without >= 0)
    throw userError(
      'no-risk-free-rate',
      'tbill-91d.close',
      `there is no yield of a 91-day Treasury bill within 31 days before ${displayDay(ends[without]!)}.`,
      'Import the yields of Treasury bills (Date,Yield).',
    );
  const rollingEnds = all.slice(-(ROLLING_MONTHS + 1));
  const rolling = rollingEnds.map((day) => valueOn(levels, day));
  const isLong = rollingEnds.length > ROLLING_MONTHS && rolling.every((value) => value > 0);
  const starts = RETURN_YEARS.map((years) => {
    const at = lastOnOrBefore(sessions, yearsBefore(last, years));
    return at < 0 ? null : (sessions[at]! as Day);
  });
  return {
    ends,
    sessions: sessions.subarray(lastOnOrBefore(sessions, first!), lastOnOrBefore(sessions, last) + 1),
    benchmark: growthOf(values),
    riskFree: Float64Array.from(riskFree as number[]),
    rollingEnds: isLong ? rollingEnds : [],
    rollingBenchmark: isLong ? Float64Array.from(rolling) : new Float64Array(0),
    starts,
    benchmarkReturns: starts.map((start, i) => {
      const from = start === null ? NaN : valueOn(levels, start);
      return from > 0 ? (values.at(-1)! / from) ** (1 / RETURN_YEARS[i]!) - 1 : null;
    }),
  };
}

/** Returns between consecutive levels. */
export const growthOf = (levels: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: levels.length - 1 }, (_, i) => levels[i + 1]! / levels[i]! - 1);
