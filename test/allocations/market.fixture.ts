import { MarketHistory, type Versions } from '../../src/market/as-of.ts';
import { addDays, type Day, day, isWeekend } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';

/** Levels of a series of a test market, one per session or per given day. */
export type Levels = readonly number[];

/** `count` weekdays from a Wednesday on; the market of these tests has no holidays. */
export function weekdays(count: number, from = '2020-01-01'): Day[] {
  const days: Day[] = [];
  for (let d = day(from); days.length < count; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return days;
}

export const figure = (days: readonly Day[], levels: Levels, knownOn: readonly Day[] = days): Versions => ({
  observedOn: Int32Array.from(days),
  knownOn: Int32Array.from(knownOn),
  value: Float64Array.from(levels),
  rank: new Uint8Array(days.length),
});

export const marketOf = (figures: Readonly<Record<string, Versions>>): MarketHistory =>
  new MarketHistory(new Map(Object.entries(figures) as [SeriesKey, Versions][]));

/**
 * Levels whose log returns alternate between +step and −step. Over an even number n of returns their mean is 0 and
 * their standard deviation (n − 1) is step·√(n/(n − 1)), so volatilities are proportional to the steps.
 */
export const seesaw = (count: number, step: number, start = 1000): number[] =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? start : start * Math.exp(step)));
