import { sampleCorrelation, sampleStandardDeviation } from 'simple-statistics';
import { type Day, addDays } from '../../market/day.ts';
import { YEAR } from '../../market/stocks/sessions.ts';
import { deepestFall } from './max-drawdown.ts';
import { carriedOut, type SleeveHistory } from '../sleeve-history.ts';

/** How a sleeve did over a period; fractions, a year where a rate. Null where the period has too little. */
export interface SleeveStatistics {
  readonly from: Day;
  readonly to: Day;
  /** Compound growth of the total-return and of the price level a year. */
  readonly totalReturn: number | null;
  readonly priceReturn: number | null;
  /** Of daily total returns, over n − 1. */
  readonly volatility: number | null;
  /** The deepest fall from a peak of the total-return level; 0 or less. */
  readonly drawdown: number;
  /** One way, a year: reviews in the period after its first day. */
  readonly turnover: number | null;
  readonly reviews: number;
}

export const DAYS_A_YEAR = 365.25;
/** A rate a year from less than this says nothing (our choice). */
const LEAST_DAYS = 180;
/** Days that a correlation needs (our choice). */
export const LEAST_SHARED = 60;

/** Places in the levels from the first session on or after `from` to the last on or before `to`. */
function period({ levels }: Pick<SleeveHistory, 'levels'>, from: Day, to: Day): readonly number[] {
  return levels.day.flatMap((d, k) => (d >= from && d <= to ? [k] : []));
}

/** Null where the sleeve has no two levels in the period. */
export function statisticsOf(history: SleeveHistory, from: Day, to: Day): SleeveStatistics | null {
  const places = period(history, from, to);
  if (places.length < 2) return null;
  const { day, price, total } = history.levels;
  const [first, last] = [places[0]!, places.at(-1)!];
  const span = day[last]! - day[first]!;
  const rate = (levels: readonly number[]): number | null =>
    span < LEAST_DAYS ? null : (levels[last]! / levels[first]!) ** (DAYS_A_YEAR / span) - 1;
  const returns = [...dailyReturns(history, day[first]!, day[last]!).values()];
  const moved = carriedOut(history).filter((r) => r.effective > day[first]! && r.effective <= day[last]!);
  return {
    from: day[first]!,
    to: day[last]!,
    totalReturn: rate(total),
    priceReturn: rate(price),
    volatility: span < LEAST_DAYS ? null : sampleStandardDeviation(returns) * Math.sqrt(YEAR),
    drawdown: deepestFall(places.map((k) => total[k]!)),
    turnover:
      span < LEAST_DAYS ? null : (moved.reduce((sum, r) => sum + (r.turnover ?? 0), 0) * DAYS_A_YEAR) / span,
    reviews: moved.length,
  };
}

/** Daily total returns by day, fractions; the first session of the period has none. */
export function dailyReturns(history: Pick<SleeveHistory, 'levels'>, from: Day, to: Day): Map<Day, number> {
  const { day, total } = history.levels;
  return new Map(
    period(history, addDays(from, 1), to).flatMap((k) =>
      k > 0 && day[k - 1]! >= from ? [[day[k]!, total[k]! / total[k - 1]! - 1] as const] : [],
    ),
  );
}

/** Correlation of two sleeves' daily returns over the days that both have; null where there are too few of them. */
export function correlation(a: ReadonlyMap<Day, number>, b: ReadonlyMap<Day, number>): number | null {
  const shared = [...a.keys()].filter((d) => b.has(d));
  if (shared.length < LEAST_SHARED) return null;
  const of = (returns: ReadonlyMap<Day, number>): number[] => shared.map((d) => returns.get(d)!);
  const found = sampleCorrelation(of(a), of(b));
  return Number.isFinite(found) ? found : null;
}
