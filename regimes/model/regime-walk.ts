import type { Signal } from '../../signals/evaluate.ts';
import { alignMarket } from '../../signals/aligned-market.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import { sessionsOf } from '../../src/market/calendar/calendar.ts';
import type { Day } from '../../src/market/day.ts';
import { countUpTo } from '../../src/math/count-up-to.ts';
import { callHistory, type MonthCall } from './history.ts';
import type { RegimeRules } from './rules.ts';

/** Every month-end call up to a day, made in one pass, so that many runs share it. */
export interface RegimeWalk {
  readonly market: MarketHistory;
  readonly signals: readonly Signal[];
  readonly rules: RegimeRules;
  readonly through: Day;
  /** The sessions known at the end of the walk, ascending. */
  readonly sessions: readonly Day[];
  /** Ascending; each made from what was known on its day. */
  readonly calls: readonly MonthCall[];
}

/** Walks through all month-ends up to a day. */
export const walkRegimes = (
  market: MarketHistory,
  through: Day,
  signals: readonly Signal[],
  rules: RegimeRules,
): RegimeWalk => ({
  market,
  signals,
  rules,
  through,
  sessions: alignMarket(market.view(through)).sessions,
  calls: callHistory(market, through, signals, rules),
});

/**
 * The calls that a run at `asOf` knows, its own the last: equal to `callHistory` at that day, but read from the walk
 * where the day is one of its month-ends. Empty without a session on or before the day.
 */
export function historyAt(walk: RegimeWalk, asOf: Day): readonly MonthCall[] {
  const { market, signals, rules, sessions, calls } = walk;
  const history = calls.slice(
    0,
    countUpTo(
      calls.map((c) => c.monthEnd),
      asOf,
    ),
  );
  const known = sessionsOf(market.view(asOf));
  // A session that became known late is in the walk, and was in no run of its day.
  const sameSessions = countUpTo(sessions, asOf) === known.length;
  return asOf <= walk.through && sameSessions && history.at(-1)?.monthEnd === known.at(-1)
    ? history
    : callHistory(market, asOf, signals, rules);
}
