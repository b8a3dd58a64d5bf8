import type { AsOfView } from '../src/market/as-of.ts';
import { monthEnds, sessionsOf } from '../src/market/calendar/calendar.ts';
import type { Day } from '../src/market/day.ts';
import { NIFTY } from '../src/market/series.ts';

/** A view laid out on the Nifty's own sessions: what every signal starts from. */
export interface Tape {
  readonly view: AsOfView;
  readonly sessions: readonly Day[];
  /** Nifty 50 close of each session. */
  readonly closes: Float64Array;
  /** The last session of each month, the last session so far for the month still running. */
  readonly monthEnds: readonly number[];
}

export function layTape(view: AsOfView): Tape {
  const sessions = sessionsOf(view);
  return { view, sessions, closes: view.column(`${NIFTY}.close`).value, monthEnds: monthEnds(sessions) };
}
