import { type Day, monthNumber } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import { type CompanyFacts, NO_FACTS } from '../market/stocks/companies/company-facts.ts';
import type { DaySlice } from '../market/stocks/day-slice.ts';
import { type AllSharesHistory, withoutHoldings } from './levels/market-benchmark.ts';
import { ALL_SHARES } from './definitions/all-shares.ts';
import { newMarketMemory, closeMonth, type MarketMemory, remember } from './characteristics/rolling-market.ts';
import { factProblems } from './review/data-warnings.ts';
import type { SleeveHistory } from './sleeve-history.ts';
import type { SleeveIssuer } from './sleeve-issuer.ts';
import type { SleeveRules } from './sleeve-rules.ts';
import { priceRatios } from './characteristics/valuation.ts';
import { advanceSleeve, closeSleeveMonth, historyOf, newSleeveWalk, type SleeveWalk } from './levels/index-simulation.ts';

/** All sleeves on their way through the sessions, over one memory of the market. Changed in place. */
export interface SleeveBuild {
  readonly memory: MarketMemory;
  readonly walks: Readonly<Record<string, SleeveWalk>>;
  /** What the sleeves are held against. */
  readonly allShares: SleeveWalk;
  readonly problems: Problem[];
  /** Sessions taken in. */
  readonly days: Day[];
  /** Whether the month of the last session may have more of them. */
  monthIsOpen: boolean;
}

export const newSleeveBuild = (
  issuers: readonly SleeveIssuer[],
  rules: SleeveRules,
  facts: CompanyFacts = NO_FACTS,
): SleeveBuild => ({
  memory: newMarketMemory(issuers, facts),
  walks: Object.fromEntries(Object.entries(rules).map(([id, definition]) => [id, newSleeveWalk(definition)])),
  allShares: newSleeveWalk(ALL_SHARES),
  problems: factProblems(rules, issuers.length, facts),
  days: [],
  monthIsOpen: false,
});

/**
 * Takes in a session. That a month is over is known when the next one begins, so a review of the month just past is made
 * here, before anything of this session is seen: at the close of the month's last session, in effect. In place.
 *
 * @throws RangeError for a session of a month that `endMonth` has said to be over.
 */
export function advanceBuild(build: SleeveBuild, slice: DaySlice): void {
  const { memory, problems } = build;
  const isSameMonth = memory.day !== null && monthNumber(memory.day) === monthNumber(slice.day);
  if (isSameMonth && !build.monthIsOpen) throw new RangeError(`day ${slice.day} in a month that was over`);
  if (!isSameMonth) endMonth(build);
  build.monthIsOpen = true;
  build.days.push(slice.day);
  problems.push(...remember(memory, slice));
  for (const walk of allWalks(build)) advanceSleeve(walk, slice, memory);
}

/**
 * The month of the last session is over, which a caller with a calendar may know before the next one begins: makes the
 * reviews of its close. Does nothing where that has been done. In place.
 */
export function endMonth(build: SleeveBuild): void {
  if (!build.monthIsOpen) return;
  const { memory } = build;
  build.monthIsOpen = false;
  closeMonth(memory);
  const ratios = priceRatios(memory);
  for (const walk of allWalks(build)) closeSleeveMonth(walk, memory, ratios);
}

const allWalks = ({ walks, allShares }: SleeveBuild): readonly SleeveWalk[] => [
  ...Object.values(walks),
  allShares,
];

/** Each sleeve's history up to the last session taken in. */
export function historiesOf({ walks, memory }: SleeveBuild): Readonly<Record<string, SleeveHistory>> {
  const ratios = priceRatios(memory);
  return Object.fromEntries(Object.entries(walks).map(([id, walk]) => [id, historyOf(walk, memory, ratios)]));
}

/** The market's, up to the same session. */
export const allSharesOf = ({ allShares, memory }: SleeveBuild): AllSharesHistory =>
  withoutHoldings(historyOf(allShares, memory, priceRatios(memory)));
