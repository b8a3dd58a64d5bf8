import type { BenchmarkWindow } from '../benchmark-window.ts';
import { RETURN_YEARS } from '../benchmark-window.ts';
import { type Measured, measured, undefinedBecause } from '../measured.ts';
import { type LevelSeries, valueOn } from '../nav-series.ts';

/** Compound annual return of the last 1, 3, 5 or 7 years: (NAV at the end / NAV at the start)^(1/years) − 1. */
export function annualReturn(
  nav: LevelSeries,
  window: BenchmarkWindow,
  years: (typeof RETURN_YEARS)[number],
): Measured {
  const start = window.starts[RETURN_YEARS.indexOf(years)] ?? null;
  const from = start === null ? NaN : valueOn(nav, start);
  const to = valueOn(nav, window.ends.at(-1)!);
  return from > 0 && to > 0
    ? measured((to / from) ** (1 / years) - 1)
    : undefinedBecause(`no NAV ${years} ${years === 1 ? 'year' : 'years'} before`);
}
