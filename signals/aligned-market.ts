import type { AsOfView } from '../src/market/as-of.ts';
import { monthEnds, sessionsOf } from '../src/market/calendar/calendar.ts';
import type { Day } from '../src/market/day.ts';
import { NIFTY } from '../src/market/series.ts';

/** An as-of view aligned to the Nifty 50's sessions: the common input of all signals. */
export interface AlignedMarket {
  readonly view: AsOfView;
  /** The exchange's sessions, ascending. All `session` arguments of signals index them. */
  readonly sessions: readonly Day[];
  /** Nifty 50 close of each session. */
  readonly closes: Float64Array;
  /** Index of the last session of each month, ascending; for the current month, its last session so far. */
  readonly monthEnds: readonly number[];
}

/** Aligns a view to the Nifty 50's sessions. */
export function alignMarket(view: AsOfView): AlignedMarket {
  const sessions = sessionsOf(view);
  return { view, sessions, closes: view.column(`${NIFTY}.close`).value, monthEnds: monthEnds(sessions) };
}
