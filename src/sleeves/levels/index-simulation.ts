import { type Day, monthNumber } from '../../market/day.ts';
import type { DailySlice } from '../../market/stocks/daily-slice.ts';
import type { PriceState } from '../../market/stocks/prices/price-state.ts';
import { reconstitute } from '../review/reconstitute.ts';
import type { SleeveDefinition } from '../definition.ts';
import { exclusionReason } from '../review/screening.ts';
import {
  advanceIndex,
  type IndexState,
  reconstituteIndex,
  weightsOf,
  removeConstituent,
} from './index-level.ts';
import { REMOVED_AFTER, type RollingMarket } from '../characteristics/rolling-market.ts';
import type {
  ConstituentChange,
  Review,
  SleeveClose,
  SleeveEvent,
  SleeveHistory,
} from '../sleeve-history.ts';
import { type Shortlist, shortlist } from '../review/shortlist.ts';
import { isSuspended } from './suspension.ts';
import { type PriceRatios, valuationOf } from '../characteristics/valuation.ts';

/**
 * The simulation of a sleeve’s index, session by session: its constituents, reviews, events and levels so far.
 * `advanceSimulation` and `closeSimulationMonth` change it in place.
 */
export interface IndexSimulation {
  readonly definition: SleeveDefinition;
  /** Made at the last cut-off; null once its change is made or skipped. */
  pending: Shortlist | null;
  index: IndexState | null;
  /** Columns of constituents that count as suspended. */
  readonly suspended: Set<number>;
  readonly reviews: Review[];
  readonly events: SleeveEvent[];
  /** One for each month that is over. */
  readonly closes: SleeveClose[];
  readonly levels: { readonly day: Day[]; readonly price: number[]; readonly total: number[] };
}

export const newIndexSimulation = (definition: SleeveDefinition): IndexSimulation => ({
  definition,
  pending: null,
  index: null,
  suspended: new Set(),
  reviews: [],
  events: [],
  closes: [],
  levels: { day: [], price: [], total: [] },
});

/** Closes the month of the market's current session: makes the shortlist at a cut-off, and the change at its date. In place. */
export function closeSimulationMonth(
  simulation: IndexSimulation,
  market: RollingMarket,
  ratios: PriceRatios,
): void {
  const { months, cutOffMonthsBefore } = simulation.definition.rebalance;
  const month = monthNumber(market.day!);
  const isMonth = (m: number): boolean => months.includes((m % 12) + 1);
  // If a whole month has no prices, its change cannot be made.
  if (simulation.pending && month > monthNumber(simulation.pending.cutOff) + cutOffMonthsBefore)
    skipReview(simulation, simulation.pending);
  if (isMonth(month + cutOffMonthsBefore)) simulation.pending = shortlist(simulation.definition, market);
  if (isMonth(month) && simulation.pending) completeReview(simulation, simulation.pending, market);
  if (simulation.index) simulation.closes.push(closeOf(simulation.index, market, ratios));
}

function skipReview(simulation: IndexSimulation, { cutOff, screening }: Shortlist): void {
  simulation.pending = null;
  simulation.reviews.push({
    kind: 'infeasible',
    cutOff,
    screening,
    reason: 'there are no prices in the month of the change',
  });
}

function closeOf(index: IndexState, { day, prices }: RollingMarket, ratios: PriceRatios): SleeveClose {
  const holdings = [...weightsOf(index, prices)];
  return { day: day!, holdings, valuation: valuationOf(holdings, ratios) };
}

/** Advances the index by a session that the market has already been advanced by. In place. */
export function advanceSimulation(
  simulation: IndexSimulation,
  slice: DailySlice,
  { prices }: RollingMarket,
): void {
  if (!simulation.index) return;
  simulation.index = advanceIndex(simulation.index, slice, prices);
  recordLevel(simulation, slice.day);
  updateSuspensions(simulation, slice, prices);
}

function recordLevel({ levels, index }: IndexSimulation, day: Day): void {
  levels.day.push(day);
  levels.price.push(index!.price);
  levels.total.push(index!.total);
}

/** Records suspensions and resumptions, and removes constituents that have stopped trading permanently. */
function updateSuspensions(simulation: IndexSimulation, slice: DailySlice, prices: PriceState): void {
  const { suspended } = simulation;
  const { day } = slice;
  for (const { issuer } of simulation.index!.holdings) {
    const idle = prices.idle[issuer]!;
    const recordEvent = (kind: SleeveEvent['kind']): void => {
      simulation.events.push({
        day,
        issuer,
        kind,
        weight: weightsOf(simulation.index!, prices).get(issuer)!,
      });
    };
    if (isSuspended(prices, issuer) && !suspended.has(issuer)) {
      recordEvent('suspended');
      suspended.add(issuer);
    }
    if (idle === 0 && suspended.delete(issuer)) recordEvent('resumed');
    // The last constituent stays: no other could take its weight. The level is then constant.
    if (idle > REMOVED_AFTER && simulation.index!.holdings.length > 1) {
      recordEvent('removed');
      suspended.delete(issuer);
      simulation.index = removeConstituent(simulation.index!, issuer, prices);
    }
  }
}

function completeReview(simulation: IndexSimulation, pending: Shortlist, market: RollingMarket): void {
  simulation.pending = null;
  const { cutOff } = pending;
  const before = simulation.index ? weightsOf(simulation.index, market.prices) : new Map<number, number>();
  const { screening, outcome } = reconstitute(
    simulation.definition,
    pending,
    new Set(before.keys()),
    (i) => !isSuspended(market.prices, i),
  );
  if (outcome.kind === 'infeasible') {
    simulation.reviews.push({ kind: 'infeasible', cutOff, screening, reason: outcome.reason });
    return;
  }
  const { constituents } = outcome;
  const after = new Map(constituents.map((c) => [c.issuer, c.weight]));
  const entries = constituents
    .filter((c) => !before.has(c.issuer))
    .map(({ issuer, rank }): ConstituentChange => ({ issuer, reason: `rank ${rank}` }));
  const exits = [...before.keys()]
    .filter((issuer) => !after.has(issuer))
    .map((issuer): ConstituentChange => ({ issuer, reason: exclusionReason(screening, issuer)! }));
  let traded = 0;
  for (const issuer of new Set([...before.keys(), ...after.keys()]))
    traded += Math.abs((after.get(issuer) ?? 0) - (before.get(issuer) ?? 0));
  const turnover = simulation.index ? traded / 2 : null;
  const effective = market.day!;
  simulation.reviews.push({
    kind: 'completed',
    cutOff,
    effective,
    screening,
    constituents,
    entries,
    exits,
    turnover,
  });
  for (const { issuer } of exits) simulation.suspended.delete(issuer);
  const isFirst = simulation.index === null;
  simulation.index = reconstituteIndex(simulation.index, constituents, market.prices);
  if (isFirst) recordLevel(simulation, effective);
}

/**
 * The history of a sleeve up to the current session.
 *
 * @param ratios the price ratios of that session.
 */
export function historyOf(
  simulation: IndexSimulation,
  market: RollingMarket,
  ratios: PriceRatios,
): SleeveHistory {
  const { reviews, events, levels, index } = simulation;
  const last = index && closeOf(index, market, ratios);
  const isRecorded = last === null || simulation.closes.at(-1)?.day === last.day;
  return {
    reviews,
    events,
    levels,
    closes: isRecorded ? simulation.closes : [...simulation.closes, last],
    holdings: last?.holdings.map(([issuer, weight]) => ({ issuer, weight })) ?? [],
  };
}
