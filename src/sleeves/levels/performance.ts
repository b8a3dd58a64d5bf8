import {
  sampleCorrelation,
  sampleCovariance,
  sampleStandardDeviation,
  sampleVariance,
} from 'simple-statistics';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { addDays, type Day, dayOf, iso } from '../../market/day.ts';
import { YEAR } from '../../market/stocks/sessions.ts';
import { deepestFall } from './max-drawdown.ts';
import type { Levels } from '../sleeve-history.ts';
import { dailyReturns, DAYS_A_YEAR, LEAST_SHARED } from './statistics.ts';

/** The periods of an NSE index factsheet, which are those of its returns; its risk is told of the last three. */
export const PERIODS = ['quarter to date', 'year to date', '1 year', '5 years', 'since inception'] as const;
export type Period = (typeof PERIODS)[number];

/** What a period brought, fractions: over the period up to a year, a year where it is longer (NSE's way). */
export interface PeriodReturn {
  readonly period: Period;
  /** The session that it is counted from. */
  readonly from: string;
  readonly isAnnual: boolean;
  readonly price: number;
  readonly total: number;
  /** Of all shares by market value, with dividends; null where their levels begin later. */
  readonly market: number | null;
}

/** How total returns varied over a period, alone and with those of all shares by market value. */
export interface PeriodRisk {
  readonly period: Period;
  readonly from: string;
  /** Deviation over n − 1 of daily returns, × √252. */
  readonly volatility: number;
  /** The deepest fall from a peak within the period; 0 or less. */
  readonly drawdown: number;
  readonly beta: number;
  readonly correlation: number;
  readonly rSquared: number;
}

/** Whether a period is longer than a year; by its name where that says so, since a year may span a day or two more between sessions. */
const isLong = (period: Period, days: number): boolean =>
  period === '5 years' || (period === 'since inception' && days > 366);

/** The returns of each period that the levels reach back over, up to a day that they have. */
export const returnsOf = (levels: Levels, market: Levels, to: Day): PeriodReturn[] =>
  basesOf(levels, to).map(({ period, from }) => {
    const isAnnual = isLong(period, to - from);
    const grown = (of: Levels, level: readonly number[]): number => {
      const growth = level[placeOf(of, to)]! / level[placeOf(of, from)]!;
      return (isAnnual ? growth ** (DAYS_A_YEAR / (to - from)) : growth) - 1;
    };
    return {
      period,
      from: iso(from),
      isAnnual,
      price: grown(levels, levels.price),
      total: grown(levels, levels.total),
      market: placeOf(market, from) < 0 ? null : grown(market, market.total),
    };
  });

/** The risk of each period from a year on; none of a period with fewer than 60 sessions that both have. */
export const riskOf = (levels: Levels, market: Levels, to: Day): PeriodRisk[] =>
  basesOf(levels, to).flatMap(({ period, from }): PeriodRisk[] => {
    if (period.endsWith('to date')) return [];
    const own = dailyReturns({ levels }, from, to);
    const other = dailyReturns({ levels: market }, from, to);
    const shared = [...own.keys()].filter((d) => other.has(d));
    if (shared.length < LEAST_SHARED) return [];
    const [x, y] = [shared.map((d) => other.get(d)!), shared.map((d) => own.get(d)!)] as const;
    const correlation = sampleCorrelation(x, y);
    const found = {
      period,
      from: iso(from),
      volatility: sampleStandardDeviation([...own.values()]) * Math.sqrt(YEAR),
      drawdown: deepestFall(levels.total.slice(placeOf(levels, from), placeOf(levels, to) + 1)),
      beta: sampleCovariance(x, y) / sampleVariance(x),
      correlation,
      rSquared: correlation ** 2,
    };
    // Prices that never moved have no beta.
    return Number.isFinite(correlation) ? [found] : [];
  });

/** The session that each period is counted from: the last on or before the day before it begins. */
function basesOf(levels: Levels, to: Day): { readonly period: Period; readonly from: Day }[] {
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
    const from = levels.day[placeOf(levels, before[period])];
    return from === undefined || from >= to ? [] : [{ period, from }];
  });
}

const placeOf = ({ day }: Levels, on: Day): number => sessionOnOrBefore(day, on);
