import { periodOf } from '../../optimiser/file/period.ts';
import { minus, yearsBetween } from './growth.ts';
import {
  type MonthEnds,
  monthEndsOf,
  onCommonDays,
  pathAt,
  returnsOf,
  type ValuePath,
} from './value-path.ts';

/** Returns of one spacing with everything they are measured against, all of one length. */
export interface PeriodReturns {
  /** `month`, `session`, `week`, …: how the period is called in a sentence. */
  readonly period: string;
  /** `monthly`, `daily`, …: of its returns. */
  readonly adjective: string;
  /** Periods a year; the average of the path where its dates have no regular spacing. */
  readonly perYear: number;
  readonly own: Float64Array;
  /** Over the risk-free rate, or over 0 without one. */
  readonly excess: Float64Array;
  readonly benchmark: Float64Array | null;
  readonly benchmarkExcess: Float64Array | null;
}

/** A value path prepared for statistics: the path itself, monthly returns, and those of its own finer spacing. */
export interface Sample {
  readonly path: ValuePath;
  readonly benchmark: ValuePath | null;
  readonly months: MonthEnds;
  readonly years: number;
  /** Whether figures may be annualised: the path covers a year (GIPS 2020 forbids it for less). */
  readonly isYear: boolean;
  /** Monthly returns of whole months; of the path's own spacing where that is coarser than a month. */
  readonly headline: PeriodReturns;
  /** Returns of the path's own spacing where it is finer than a month. */
  readonly fine: PeriodReturns | null;
  /** Parts of months at the start and the end, which the monthly figures leave out. */
  readonly partialMonths: number;
  readonly hasRiskFree: boolean;
  /** Whether the dates have a regular spacing. */
  readonly isRegular: boolean;
}

const MONTHS = 12;

type Spacing = Pick<PeriodReturns, 'period' | 'adjective' | 'perYear'>;
const MONTHLY: Spacing = { period: 'month', adjective: 'monthly', perYear: MONTHS };

/** By the name that the spacing of dates has. */
const NAMES: Readonly<Record<string, Spacing>> = {
  'a day': { period: 'session', adjective: 'daily', perYear: 252 },
  'a week': { period: 'week', adjective: 'weekly', perYear: 52 },
  'a month': MONTHLY,
  'a quarter': { period: 'quarter', adjective: 'quarterly', perYear: 4 },
  'half a year': { period: 'half-year', adjective: 'half-yearly', perYear: 2 },
  'a year': { period: 'year', adjective: 'yearly', perYear: 1 },
};
/** A year for the question whether figures may be annualised. */
const LEAST_DAYS = 365;

/**
 * Aligns a path with its benchmark and cash on their common days.
 *
 * @param cash value of an investment at the risk-free rate; without it, excess returns are over 0.
 */
export function sampleOf(own: ValuePath, benchmark: ValuePath | null, cash: ValuePath | null): Sample {
  const [path, ...others] = onCommonDays([own, ...(benchmark ? [benchmark] : []), ...(cash ? [cash] : [])]);
  const other = benchmark ? others[0]! : null;
  const riskFree = cash ? others.at(-1)! : null;
  const period = periodOf(path!.days);
  const isFine = period.perYear !== null && period.perYear > MONTHS;
  const months = monthEndsOf(path!.days);
  const whole = (p: ValuePath) => returnsOf(pathAt(p, months.at).values).filter((_, i) => months.isWhole[i]);
  const all = (p: ValuePath) => returnsOf(p.values);
  const { days } = path!;
  const years = days.length > 1 ? yearsBetween(days[0]!, days.at(-1)!) : 0;
  const spacing = NAMES[period.name ?? ''] ?? {
    period: 'period',
    adjective: 'periodic',
    perYear: years > 0 ? (days.length - 1) / years : 1,
  };
  const of = (returns: (p: ValuePath) => Float64Array, by: Spacing): PeriodReturns => {
    const free = riskFree && returns(riskFree);
    const theirs = other && returns(other);
    const mine = returns(path!);
    return {
      ...by,
      own: mine,
      excess: free ? minus(mine, free) : mine,
      benchmark: theirs,
      benchmarkExcess: theirs && (free ? minus(theirs, free) : theirs),
    };
  };
  const isMonthly = isFine || period.perYear === MONTHS;
  return {
    path: path!,
    benchmark: other,
    months,
    years,
    isYear: days.length > 1 && days.at(-1)! - days[0]! >= LEAST_DAYS,
    headline: isMonthly ? of(whole, MONTHLY) : of(all, spacing),
    fine: isFine ? of(all, spacing) : null,
    partialMonths: isMonthly ? months.isWhole.filter((w) => !w).length : 0,
    hasRiskFree: cash !== null,
    isRegular: (period.name ?? '') in NAMES,
  };
}

/** The same sample seen from the benchmark: its own figures, relative to nothing. */
export const benchmarkSample = (sample: Sample): Sample | null => {
  const { benchmark, headline, fine } = sample;
  if (!benchmark) return null;
  const side = (r: PeriodReturns): PeriodReturns => ({
    ...r,
    own: r.benchmark!,
    excess: r.benchmarkExcess!,
    benchmark: null,
    benchmarkExcess: null,
  });
  return {
    ...sample,
    path: benchmark,
    benchmark: null,
    headline: side(headline),
    fine: fine && side(fine),
  };
};
