import { layTape, type Tape } from '../../signals/aligned-market.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import { sessionOnOrBefore } from '../../src/market/calendar/calendar.ts';
import { addDays, type Day } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';

/** A tape and the month-ends on it, as sessions, that are called from it. */
export interface Pass {
  readonly tape: Tape;
  readonly sessions: readonly number[];
}

/**
 * The tapes from which every month-end up to `asOf` is called, each from what was known that day.
 *
 * Where nothing was restated there is one: no signal looks ahead, so the latest view serves for all. Each day on
 * which the past was restated starts a new pass, over the view of the day before for the months before it, so
 * that no call sees a figure that was put right later.
 */
export function passesOver(market: MarketHistory, asOf: Day, keys: readonly SeriesKey[]): Pass[] {
  const restated = market.revisionDays(keys).filter((d) => d <= asOf);
  const latest = layTape(market.view(asOf));
  const ends = latest.monthEnds.map((s) => latest.sessions[s]!);
  let called = 0;
  return [...restated.map((d) => addDays(d, -1)), asOf].map((until) => {
    const tape = until === asOf ? latest : layTape(market.view(until));
    const after = ends.findIndex((end) => end > until);
    const due = ends.slice(called, after < 0 ? ends.length : after);
    called += due.length;
    const sessions = due.map((end) => sessionOnOrBefore(tape.sessions, end)).filter((s) => s >= 0);
    return { tape, sessions };
  });
}
