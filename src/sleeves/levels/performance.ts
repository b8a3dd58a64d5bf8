import {
  sampleCorrelation,
  sampleCovariance,
  sampleStandardDeviation,
  sampleVariance,
} from 'simple-statistics';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { addDays, type Day, dayOf, iso } from '../../market/day.ts';
import { YEAR } from '../../market/stocks/sessions.ts';
import { maximumDrawdown } from '../../math/drawdowns.ts';
import type { IndexLevels } from '../sleeve-history.ts';
import { dailyReturns, DAYS_A_YEAR, MINIMUM_COMMON_SESSIONS } from './statistics.ts';

/** The periods of an NSE index factsheet. Returns are reported for all of them, risk for the last three. */
const PERIODS = ['quarter to date', 'year to date', '1 year', '5 years', 'since inception'] as const;
export type Period = (typeof PERIODS)[number];

/** Returns over a period, fractions: annualised if the period is longer than a year, as on NSE's factsheets. */
export interface PeriodReturn {
  readonly period: Period;
  /** The base session, ISO. */
  readonly from: string;
  readonly isAnnual: boolean;
  readonly price: number;
  readonly total: number;
  /** Total return of the market benchmark; null if its levels start later. */
  readonly market: number | null;
}

/** Risk of total returns over a period, absolute and against the market benchmark. */
export interface PeriodRisk {
  readonly period: Period;
  readonly from: string;
  /** Standard deviation of daily returns over n − 1, × √252. */
  readonly volatility: number;
  /** Within the period; 0 or negative. */
  readonly maximumDrawdown: number;
  readonly beta: number;
  readonly correlation: number;
  readonly rSquared: number;
}

/**
 * Whether a period is longer than a year. The name decides where it can: between sessions, `1 year` may span a day or two
 * more than 365.
 */
const isLong = (period: Period, days: number): boolean =>
  period === '5 years' || (period === 'since inception' && days > 366);

/** The returns of each period that the levels cover, up to `to`, which must be one of their sessions. */
export const returnsOf = (levels: IndexLevels, market: IndexLevels, to: Day): PeriodReturn[] =>
  baseSessions(levels, to).map(({ period, from }) => {
    const isAnnual = isLong(period, to - from);
    const grown = (of: IndexLevels, level: readonly number[]): number => {
      const growth = level[indexOf(of, to)]! / level[indexOf(of, from)]!;
      return (isAnnual ? growth ** (DAYS_A_YEAR / (to - from)) : growth) - 1;
    };
    return {
      period,
      from: iso(from),
      isAnnual,
      price: grown(levels, levels.price),
      total: grown(levels, levels.total),
      market: indexOf(market, from) < 0 ? null : grown(market, market.total),
    };
  });

/** The risk of each period of a year or more; periods with fewer than 60 common sessions are left out. */
export const riskOf = (levels: IndexLevels, market: IndexLevels, to: Day): PeriodRisk[] =>
  baseSessions(levels, to).flatMap(({ period, from }): PeriodRisk[] => {
    if (period.endsWith('to date')) return [];
    const own = dailyReturns({ levels }, from, to);
    const other = dailyReturns({ levels: market }, from, to);
    const shared = [...own.keys()].filter((d) => other.has(d));
    if (shared.length < MINIMUM_COMMON_SESSIONS) return [];
    const [x, y] = [shared.map((d) => other.get(d)!), shared.map((d) => own.get(d)!)] as const;
    const correlation = sampleCorrelation(x, y);
    const found = {
      period,
      from: iso(from),
      volatility: sampleStandardDeviation([...own.values()]) * Math.sqrt(YEAR),
      maximumDrawdown: maximumDrawdown(levels.total.slice(indexOf(levels, from), indexOf(levels, to) + 1)),
      beta: sampleCovariance(x, y) / sampleVariance(x),
      correlation,
      rSquared: correlation ** 2,
    };
    // Constant prices have no beta.
    return Number.isFinite(correlation) ? [found] : [];
  });

/** The base session of each period: the last one before the period begins. */
function baseSessions(levels: IndexLevels, to: Day): { readonly period: Period; readonly from: Day }[] {
  const [year, month, date] = iso(to).split('-').map(Number) as [number, number, number];
  const quarter = month - ((month - 1) % 3);
  const back = (years: number): Day =>
    dayOf(year - years, month, date) ?? dayOf(year - years, month, date - 1)!;
  const before: Readonly<Record<Period, Day>> = {
    'quarter to date': addDays(dayOf(year, quarter, 1)!, -1),
    'year to date': addDays(dayOf(year, 1, 1)!, -1),
    '1 year': back(1),
    '5 years': back(5),
    'since inception': levels.day[0] ?? to,
  };
  return PERIODS.flatMap((period) => {
    const from = levels.day[indexOf(levels, before[period])];
    return from === undefined || from >= to ? [] : [{ period, from }];
  });
}

const indexOf = ({ day }: IndexLevels, on: Day): number => sessionOnOrBefore(day, on);
