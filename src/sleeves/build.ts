import { monthNumber } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import type { DaySlice } from '../market/stocks/day-slice.ts';
import { newMarketMemory, closeMonth, type MarketMemory, remember } from './market-memory.ts';
import type { FreeFloat } from './free-float.ts';
import type { SleeveHistory } from './sleeve-history.ts';
import type { SleeveIssuer } from './sleeve-issuer.ts';
import type { SleeveRules } from './sleeve-rules.ts';
import { advanceSleeve, closeSleeveMonth, historyOf, newSleeveWalk, type SleeveWalk } from './sleeve-walk.ts';

/** All sleeves on their way through the sessions, over one memory of the market. Changed in place. */
export interface SleeveBuild {
  readonly memory: MarketMemory;
  readonly walks: Readonly<Record<string, SleeveWalk>>;
  readonly problems: Problem[];
}

export const newSleeveBuild = (
  issuers: readonly SleeveIssuer[],
  rules: SleeveRules,
  floats: readonly FreeFloat[] = [],
): SleeveBuild => ({
  memory: newMarketMemory(issuers, floats),
  walks: Object.fromEntries(Object.entries(rules).map(([id, definition]) => [id, newSleeveWalk(definition)])),
  problems: [],
});

/**
 * Takes in a session. That a month is over is known when the next one begins, so a review of the month just past is made
 * here, before anything of this session is seen: at the close of the month's last session, in effect. In place.
 */
export function advanceBuild({ memory, walks, problems }: SleeveBuild, slice: DaySlice): void {
  if (memory.day !== null && monthNumber(memory.day) !== monthNumber(slice.day)) {
    closeMonth(memory);
    for (const walk of Object.values(walks)) closeSleeveMonth(walk, memory);
  }
  problems.push(...remember(memory, slice));
  for (const walk of Object.values(walks)) advanceSleeve(walk, slice, memory);
}

/** Each sleeve's history up to the last session taken in. */
export const historiesOf = ({ walks, memory }: SleeveBuild): Readonly<Record<string, SleeveHistory>> =>
  Object.fromEntries(Object.entries(walks).map(([id, walk]) => [id, historyOf(walk, memory)]));
