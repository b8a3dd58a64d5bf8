import type { SchemeEvent } from '../market/funds/scheme.ts';
import { lastOnOrBefore } from '../math/last-on-or-before.ts';
import type { LevelSeries } from './nav-series.ts';

/**
 * A NAV with the payouts reinvested: from the day of a payout every later value is multiplied by 1 + payout / NAV, the
 * NAV of that day being the one after the payout.
 */
export function reinvestPayouts(nav: LevelSeries, payouts: readonly SchemeEvent[]): LevelSeries {
  if (payouts.length === 0) return nav;
  const values = Float64Array.from(nav.values);
  for (const { day, ratio } of payouts) {
    const at = lastOnOrBefore(nav.days, day - 1) + 1;
    if (ratio === null || at >= values.length || nav.days[at]! - day > 7) continue;
    const factor = 1 + ratio / nav.values[at]!;
    for (let i = at; i < values.length; i++) values[i]! *= factor;
  }
  return { days: nav.days, values };
}

/**
 * A NAV continued by that of an earlier code, before the day of the change. `ratio` is the number of new units for an
 * old one; without it the NAV continues as it is.
 */
export function splice(later: LevelSeries, earlier: LevelSeries, change: SchemeEvent): LevelSeries {
  const end = lastOnOrBefore(earlier.days, change.day - 1) + 1;
  const start = lastOnOrBefore(later.days, change.day - 1) + 1;
  const ratio = change.ratio ?? 1;
  const own = later.days.length - start;
  const days = new Int32Array(end + own);
  const values = new Float64Array(end + own);
  days.set(earlier.days.subarray(0, end));
  values.set(earlier.values.subarray(0, end).map((value) => value / ratio));
  days.set(later.days.subarray(start), end);
  values.set(later.values.subarray(start), end);
  return { days, values };
}
