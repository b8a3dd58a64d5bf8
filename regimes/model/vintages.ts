import { alignMarket, type AlignedMarket } from '../../signals/aligned-market.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import { sessionOnOrBefore } from '../../src/market/calendar/calendar.ts';
import { addDays, type Day } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';

/** One state of the data: the market as it was known for a while, and the month-ends called from it (indices of its sessions). */
export interface Vintage {
  readonly aligned: AlignedMarket;
  readonly sessions: readonly number[];
}

/**
 * The data vintages from which every month-end up to `asOf` is called, each from what was known that day. Ascending.
 *
 * Without restatements there is one: no signal looks ahead, so the latest view serves every month. Each day on which
 * past data were restated ends a vintage: the months before it are called from the view of the day before, so that no
 * call uses a figure corrected later.
 *
 * @param keys the series whose restatements count.
 */
export function vintagesOf(market: MarketHistory, asOf: Day, keys: readonly SeriesKey[]): Vintage[] {
  const restated = market.revisionDays(keys).filter((d) => d <= asOf);
  const latest = alignMarket(market.view(asOf));
  const ends = latest.monthEnds.map((s) => latest.sessions[s]!);
  let called = 0;
  return [...restated.map((d) => addDays(d, -1)), asOf].map((until) => {
    const aligned = until === asOf ? latest : alignMarket(market.view(until));
    const after = ends.findIndex((end) => end > until);
    const due = ends.slice(called, after < 0 ? ends.length : after);
    called += due.length;
    const sessions = due.map((end) => sessionOnOrBefore(aligned.sessions, end)).filter((s) => s >= 0);
    return { aligned, sessions };
  });
}
