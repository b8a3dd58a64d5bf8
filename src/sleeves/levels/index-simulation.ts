import { type Day, monthNumber } from '../../market/day.ts';
import type { DaySlice } from '../../market/stocks/day-slice.ts';
import type { PriceRecord } from '../../market/stocks/prices/price-state.ts';
import { decide } from '../review/reconstitute.ts';
import type { SleeveDefinition } from '../definition.ts';
import { whyOut } from '../review/screening.ts';
import { advancedIndex, type IndexState, reconstituted, weightsOf, without } from './index-level.ts';
import { GONE_AFTER, type MarketMemory } from '../characteristics/rolling-market.ts';
import type { Change, Review, SleeveClose, SleeveEvent, SleeveHistory } from '../sleeve-history.ts';
import { type Shortlist, shortlist } from '../review/shortlist.ts';
import { isSuspended } from './suspension.ts';
import { type PriceRatios, valuationOf } from '../characteristics/valuation.ts';

/** A sleeve on its way through the sessions; `closeSleeveMonth` and `advanceSleeve` change it in place. */
export interface SleeveWalk {
  readonly definition: SleeveDefinition;
  /** Made at a cut-off, and waiting for the change. */
  pending: Shortlist | null;
  index: IndexState | null;
  /** Held names that count as suspended. */
  readonly suspended: Set<number>;
  readonly reviews: Review[];
  readonly events: SleeveEvent[];
  /** Of the months that are over. */
  readonly closes: SleeveClose[];
  readonly levels: { readonly day: Day[]; readonly price: number[]; readonly total: number[] };
}

export const newSleeveWalk = (definition: SleeveDefinition): SleeveWalk => ({
  definition,
  pending: null,
  index: null,
  suspended: new Set(),
  reviews: [],
  events: [],
  closes: [],
  levels: { day: [], price: [], total: [] },
});

/** The month of the memory's last session is over: makes a shortlist, or chooses from it. In place. */
export function closeSleeveMonth(walk: SleeveWalk, memory: MarketMemory, ratios: PriceRatios): void {
  const { months, dataMonthsBefore } = walk.definition.rebalance;
  const month = monthNumber(memory.day!);
  const isMonth = (m: number): boolean => months.includes((m % 12) + 1);
  // The prices of a whole month may be missing, its change with them.
  if (walk.pending && month > monthNumber(walk.pending.cutOff) + dataMonthsBefore)
    missChange(walk, walk.pending);
  if (isMonth(month + dataMonthsBefore)) walk.pending = shortlist(walk.definition, memory);
  if (isMonth(month) && walk.pending) carryOut(walk, walk.pending, memory);
  if (walk.index) walk.closes.push(closeOf(walk.index, memory, ratios));
}

function missChange(walk: SleeveWalk, { cutOff, funnel }: Shortlist): void {
  walk.pending = null;
  walk.reviews.push({
    kind: 'infeasible',
    cutOff,
    funnel,
    reason: 'there are no prices in the month of the change',
  });
}

function closeOf(index: IndexState, { day, prices }: MarketMemory, ratios: PriceRatios): SleeveClose {
  const holdings = [...weightsOf(index, prices)];
  return { day: day!, holdings, valuation: valuationOf(holdings, ratios) };
}

/** Takes in a session that the memory has taken in. In place. */
export function advanceSleeve(walk: SleeveWalk, slice: DaySlice, { prices }: MarketMemory): void {
  if (!walk.index) return;
  walk.index = advancedIndex(walk.index, slice, prices);
  record(walk, slice.day);
  follow(walk, slice, prices);
}

function record({ levels, index }: SleeveWalk, day: Day): void {
  levels.day.push(day);
  levels.price.push(index!.price);
  levels.total.push(index!.total);
}

/** Notes suspensions and their ends, and lets go of names that are gone. */
function follow(walk: SleeveWalk, slice: DaySlice, prices: PriceRecord): void {
  const { suspended } = walk;
  const { day } = slice;
  for (const { issuer } of walk.index!.holdings) {
    const idle = prices.idle[issuer]!;
    const note = (kind: SleeveEvent['kind']): void => {
      walk.events.push({ day, issuer, kind, weight: weightsOf(walk.index!, prices).get(issuer)! });
    };
    if (isSuspended(prices, issuer) && !suspended.has(issuer)) {
      note('suspended');
      suspended.add(issuer);
    }
    if (idle === 0 && suspended.delete(issuer)) note('resumed');
    // The last one stays: there is no other to take its weight, and the level stands still.
    if (idle > GONE_AFTER && walk.index!.holdings.length > 1) {
      note('removed');
      suspended.delete(issuer);
      walk.index = without(walk.index!, issuer, prices);
    }
  }
}

function carryOut(walk: SleeveWalk, pending: Shortlist, memory: MarketMemory): void {
  walk.pending = null;
  const { cutOff } = pending;
  const before = walk.index ? weightsOf(walk.index, memory.prices) : new Map<number, number>();
  const { funnel, outcome } = decide(
    walk.definition,
    pending,
    new Set(before.keys()),
    (i) => !isSuspended(memory.prices, i),
  );
  if (outcome.kind === 'infeasible') {
    walk.reviews.push({ kind: 'infeasible', cutOff, funnel, reason: outcome.reason });
    return;
  }
  const { members } = outcome;
  const after = new Map(members.map((m) => [m.issuer, m.weight]));
  const entries = members
    .filter((m) => !before.has(m.issuer))
    .map(({ issuer, rank }): Change => ({ issuer, reason: `rank ${rank}` }));
  const exits = [...before.keys()]
    .filter((issuer) => !after.has(issuer))
    .map((issuer): Change => ({ issuer, reason: whyOut(funnel, issuer)! }));
  let moved = 0;
  for (const issuer of new Set([...before.keys(), ...after.keys()]))
    moved += Math.abs((after.get(issuer) ?? 0) - (before.get(issuer) ?? 0));
  const turnover = walk.index ? moved / 2 : null;
  const effective = memory.day!;
  walk.reviews.push({ kind: 'carried-out', cutOff, effective, funnel, members, entries, exits, turnover });
  for (const { issuer } of exits) walk.suspended.delete(issuer);
  const isFirst = walk.index === null;
  walk.index = reconstituted(walk.index, members, memory.prices);
  if (isFirst) record(walk, effective);
}

/** What has come of it so far; `ratios` are those of the last session. */
export function historyOf(walk: SleeveWalk, memory: MarketMemory, ratios: PriceRatios): SleeveHistory {
  const { reviews, events, levels, index } = walk;
  const last = index && closeOf(index, memory, ratios);
  const isThere = last === null || walk.closes.at(-1)?.day === last.day;
  return {
    reviews,
    events,
    levels,
    closes: isThere ? walk.closes : [...walk.closes, last],
    holdings: last?.holdings.map(([issuer, weight]) => ({ issuer, weight })) ?? [],
  };
}
