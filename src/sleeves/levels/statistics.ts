import { sampleCorrelation, sampleStandardDeviation } from 'simple-statistics';
import { type Day, addDays } from '../../market/day.ts';
import { YEAR } from '../../market/stocks/sessions.ts';
import { maximumDrawdown } from '../../math/drawdowns.ts';
import { completedReviews, type SleeveHistory } from '../sleeve-history.ts';

/** Performance of a sleeve over a period. Fractions; rates are annual. Null if the period is too short. */
export interface SleeveStatistics {
  readonly from: Day;
  readonly to: Day;
  /** Compound annual growth of the total-return and of the price level. */
  readonly totalReturn: number | null;
  readonly priceReturn: number | null;
  /** Standard deviation of daily total returns over n − 1, × √252. */
  readonly volatility: number | null;
  /** Of the total-return level; 0 or negative. */
  readonly maximumDrawdown: number;
  /** One-way, annual, from the reviews in the period after its first day. */
  readonly turnover: number | null;
  readonly reviews: number;
}

export const DAYS_A_YEAR = 365.25;
/** Annual rates need at least this many calendar days (our choice). */
const MINIMUM_DAYS = 180;
/** A correlation needs at least this many common sessions (our choice). */
export const MINIMUM_COMMON_SESSIONS = 60;

/** Positions in the levels of the sessions from `from` to `to`, both included. */
function period({ levels }: Pick<SleeveHistory, 'levels'>, from: Day, to: Day): readonly number[] {
  return levels.day.flatMap((d, k) => (d >= from && d <= to ? [k] : []));
}

/**
 * The performance of a sleeve over the sessions from `from` to `to`, both included.
 *
 * @param history the history of a sleeve; its levels and reviews are used.
 * @returns null if the period has fewer than two levels.
 * @example
 * statisticsOf(history, day('2020-01-01'), day('2024-12-31'))?.totalReturn;
 */
export function statisticsOf(history: SleeveHistory, from: Day, to: Day): SleeveStatistics | null {
  const positions = period(history, from, to);
  if (positions.length < 2) return null;
  const { day, price, total } = history.levels;
  const [first, last] = [positions[0]!, positions.at(-1)!];
  const span = day[last]! - day[first]!;
  const rate = (levels: readonly number[]): number | null =>
    span < MINIMUM_DAYS ? null : (levels[last]! / levels[first]!) ** (DAYS_A_YEAR / span) - 1;
  const returns = [...dailyReturns(history, day[first]!, day[last]!).values()];
  const reviews = completedReviews(history).filter(
    (r) => r.effective > day[first]! && r.effective <= day[last]!,
  );
  return {
    from: day[first]!,
    to: day[last]!,
    totalReturn: rate(total),
    priceReturn: rate(price),
    volatility: span < MINIMUM_DAYS ? null : sampleStandardDeviation(returns) * Math.sqrt(YEAR),
    maximumDrawdown: maximumDrawdown(positions.map((k) => total[k]!)),
    turnover:
      span < MINIMUM_DAYS
        ? null
        : (reviews.reduce((sum, r) => sum + (r.turnover ?? 0), 0) * DAYS_A_YEAR) / span,
    reviews: reviews.length,
  };
}

/** Daily total returns by day, fractions. The first session of the period has none. */
export function dailyReturns(history: Pick<SleeveHistory, 'levels'>, from: Day, to: Day): Map<Day, number> {
  const { day, total } = history.levels;
  return new Map(
    period(history, addDays(from, 1), to).flatMap((k) =>
      k > 0 && day[k - 1]! >= from ? [[day[k]!, total[k]! / total[k - 1]! - 1] as const] : [],
    ),
  );
}

/** Correlation of two sleeves' daily returns over their common days; null below 60 common days or without variation. */
export function correlation(a: ReadonlyMap<Day, number>, b: ReadonlyMap<Day, number>): number | null {
  const shared = [...a.keys()].filter((d) => b.has(d));
  if (shared.length < MINIMUM_COMMON_SESSIONS) return null;
  const of = (returns: ReadonlyMap<Day, number>): number[] => shared.map((d) => returns.get(d)!);
  const found = sampleCorrelation(of(a), of(b));
  return Number.isFinite(found) ? found : null;
}
