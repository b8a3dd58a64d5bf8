import { medianOf } from '../../math/statistics/nth-smallest.ts';
import { widenRows } from '../../math/windows/ring.ts';
import { newSliding, slide, widenSliding, type Sliding } from '../../math/windows/sliding-window.ts';
import { monthNumber, type Day } from '../../market/day.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import type { UniverseRules } from './exposure-rules.ts';
import type { PriceState } from '../../market/stocks/prices/price-state.ts';
import { YEAR } from '../../market/stocks/sessions.ts';

/** An issuer's status at the last review of the estimation universe; the code is the index. */
export const UNIVERSE_STATUSES = [
  'in the estimation universe',
  'never traded',
  'stopped trading',
  'market cap unknown',
  'history too short',
  'listed too recently',
  'traded too infrequently',
  'traded value ranked too low',
] as const;
export type UniverseStatus = (typeof UNIVERSE_STATUSES)[number];
export const NEVER_TRADED = UNIVERSE_STATUSES.indexOf('never traded');

/**
 * The estimation universe and the data for its selection. It is reviewed at the close of the first session of each
 * month, the first time at which the previous month is known to be complete, so that exposures do not change with
 * daily rankings.
 */
export interface UniverseState {
  /** Month of the last review, in months since year 0; −1 before the first. */
  lastReviewMonth: number;
  /** [N] 1 for members of the estimation universe. */
  readonly members: Uint8Array;
  /** [N] index into `UNIVERSE_STATUSES`. */
  readonly statuses: Uint8Array;
  /** Sessions with a trade among the last 252. */
  readonly tradedSessions: Sliding;
  readonly tradedCount: Float64Array;
  /**
   * [N × `rankedOver`] ₹ traded, 0 without a trade, session t at index t mod `rankedOver`. Row-major by issuer,
   * because it is read issuer by issuer.
   */
  readonly values: Float64Array;
}

/** A universe without any sessions or members. */
export const newUniverse = (issuerCount: number, rules: UniverseRules): UniverseState => ({
  lastReviewMonth: -1,
  members: new Uint8Array(issuerCount),
  statuses: new Uint8Array(issuerCount).fill(NEVER_TRADED),
  tradedSessions: newSliding('sum', YEAR, issuerCount),
  tradedCount: new Float64Array(issuerCount),
  values: new Float64Array(issuerCount * rules.rankedOver),
});

/** Extends the universe to more issuers, which have not traded so far. */
export function widenUniverse(state: UniverseState, issuerCount: number): UniverseState {
  const before = state.members.length;
  const members = new Uint8Array(issuerCount);
  const statuses = new Uint8Array(issuerCount).fill(NEVER_TRADED);
  const values = new Float64Array((state.values.length / before) * issuerCount);
  values.set(state.values);
  members.set(state.members);
  statuses.set(state.statuses);
  return {
    lastReviewMonth: state.lastReviewMonth,
    members,
    statuses,
    tradedSessions: widenSliding(state.tradedSessions, issuerCount),
    tradedCount: widenRows(state.tradedCount, before, issuerCount, 0),
    values,
  };
}

/** Inputs of the universe's selection besides its own state. */
export interface UniverseInputs {
  readonly issuers: readonly Issuer[];
  readonly prices: PriceState;
  /** [N] ₹ crore; NaN outside the coverage. */
  readonly marketCap: Float64Array;
  /** The first session of the data. */
  readonly firstDay: Day;
}

/** Adds a session and reviews the universe on the first session of a month. In place. */
export function advanceUniverse(
  state: UniverseState,
  day: Day,
  inputs: UniverseInputs,
  rules: UniverseRules,
): void {
  const { idle, value } = inputs.prices;
  slide(
    state.tradedSessions,
    idle.map((sessions) => (sessions === 0 ? 1 : 0)),
    state.tradedCount,
  );
  const depth = rules.rankedOver;
  const slot = inputs.prices.sessions % depth;
  for (let i = 0; i < value.length; i++) state.values[i * depth + slot] = value[i]!;
  const month = monthNumber(day);
  if (month === state.lastReviewMonth) return;
  state.lastReviewMonth = month;
  reconstitute(state, inputs, rules);
}

function reconstitute(state: UniverseState, inputs: UniverseInputs, rules: UniverseRules): void {
  const { members, statuses } = state;
  const eligible: { issuer: number; value: number }[] = [];
  const sample = new Float64Array(rules.rankedOver);
  let coverage = 0;
  for (let i = 0; i < members.length; i++) {
    if (!Number.isNaN(inputs.marketCap[i]!)) coverage++;
    const reason = exclusionReason(state, i, inputs, rules);
    statuses[i] = statusCode(reason ?? 'traded value ranked too low');
    if (reason === null)
      eligible.push({ issuer: i, value: medianValue(state.values, i, inputs.prices, sample) });
  }
  // Ties are broken by column, so that the selection is the same on every machine.
  eligible.sort((a, b) => b.value - a.value || a.issuer - b.issuer);
  const size = targetSize(rules, coverage);
  const certain = eligible.slice(0, Math.floor(size * (1 - rules.buffer)));
  const buffered = eligible.slice(certain.length, Math.floor(size * (1 + rules.buffer)));
  const inOrder = [
    ...certain,
    ...buffered.filter((e) => members[e.issuer] === 1),
    ...buffered.filter((e) => members[e.issuer] === 0),
  ];
  members.fill(0);
  for (const { issuer } of inOrder.slice(0, size)) {
    members[issuer] = 1;
    statuses[issuer] = statusCode('in the estimation universe');
  }
}

/**
 * Target number of members. `atLeast` matters in a small market, where a quarter would be fewer stocks than factors.
 */
const targetSize = ({ size, atLeast }: UniverseRules, coverage: number): number =>
  size.kind === 'fraction' ? Math.max(Math.round(size.of * coverage), atLeast) : size.of;

/** Why an issuer is ineligible whatever its rank; null if it is eligible. */
function exclusionReason(
  state: UniverseState,
  i: number,
  inputs: UniverseInputs,
  rules: UniverseRules,
): UniverseStatus | null {
  const { prices, marketCap } = inputs;
  const age = prices.age[i]!;
  if (age === 0) return 'never traded';
  if (Number.isNaN(marketCap[i]!)) {
    return Number.isNaN(prices.idle[i]!) || prices.idle[i]! > 0 ? 'stopped trading' : 'market cap unknown';
  }
  if (age < rules.history) return 'history too short';
  if (sessionsListed(inputs, i) < rules.coolingOff) return 'listed too recently';
  if (state.tradedCount[i]! < rules.tradedFraction * Math.min(age, YEAR)) return 'traded too infrequently';
  return null;
}

/**
 * Sessions since listing: those since the first trade in the data, plus 252 a year from the listing date to the start
 * of the data. A stock that trades on the first day and has no listing date counts as listed long before.
 */
function sessionsListed({ issuers, prices, firstDay }: UniverseInputs, i: number): number {
  const age = prices.age[i]!;
  if (age < prices.sessions) return age;
  const listedOn = issuers[i]!.listedOn;
  return listedOn === null ? Infinity : age + (Math.max(0, firstDay - listedOn) / 365.25) * YEAR;
}

/** Median ₹ traded per session since the first trade, over the rule's sessions. `sample` is overwritten. */
function medianValue(values: Float64Array, i: number, prices: PriceState, sample: Float64Array): number {
  const depth = sample.length;
  const count = Math.min(prices.age[i]!, depth);
  let slot = prices.sessions % depth;
  for (let k = 0; k < count; k++) {
    sample[k] = values[i * depth + slot]!;
    slot = slot === 0 ? depth - 1 : slot - 1;
  }
  return medianOf(sample, count);
}

const statusCode = (s: UniverseStatus): number => UNIVERSE_STATUSES.indexOf(s);
