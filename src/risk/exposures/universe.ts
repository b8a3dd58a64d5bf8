import { medianOf } from '../../math/statistics/nth-smallest.ts';
import { widenRows } from '../../math/windows/ring.ts';
import { newSliding, slide, widenSliding, type Sliding } from '../../math/windows/sliding-window.ts';
import { monthNumber, type Day } from '../../market/day.ts';
import type { Issuer } from '../day-slice.ts';
import type { UniverseRules } from './exposure-rules.ts';
import type { PriceRecord } from '../../market/stocks/prices/price-state.ts';
import { YEAR } from '../../market/stocks/sessions.ts';

/** Where an issuer stood when the universe was last made; the code is the index. */
export const STANDINGS = [
  'in the estimation universe',
  'never traded',
  'stopped trading',
  'market cap unknown',
  'history too short',
  'listed too recently',
  'traded too seldom',
  'traded value ranked too low',
] as const;
export type Standing = (typeof STANDINGS)[number];
export const NEVER_TRADED = STANDINGS.indexOf('never traded');

/**
 * The estimation universe and what it is chosen by. Made anew at the close of the first session of each month (the
 * first at which the month before is known to be over), so that exposures do not move with the daily ranking.
 */
export interface UniverseState {
  /** The month, in months since year 0, in which it was last made; −1 before the first time. */
  madeIn: number;
  /** 1 for members of the estimation universe. */
  readonly members: Uint8Array;
  /** Index into `STANDINGS`. */
  readonly standings: Uint8Array;
  /** Sessions with a trade among the last 252. */
  readonly traded: Sliding;
  readonly tradedCount: Float64Array;
  /**
   * ₹ traded in the last sessions, 0 without a trade: names × `rankedOver`, session t at t mod `rankedOver`. By name,
   * not by session, as it is read name by name.
   */
  readonly values: Float64Array;
}

export const newUniverse = (names: number, rules: UniverseRules): UniverseState => ({
  madeIn: -1,
  members: new Uint8Array(names),
  standings: new Uint8Array(names).fill(NEVER_TRADED),
  traded: newSliding('sum', YEAR, names),
  tradedCount: new Float64Array(names),
  values: new Float64Array(names * rules.rankedOver),
});

/** The same universe with more issuers in the coverage, which have not traded so far. */
export function widenUniverse(state: UniverseState, names: number): UniverseState {
  const before = state.members.length;
  const members = new Uint8Array(names);
  const standings = new Uint8Array(names).fill(NEVER_TRADED);
  const values = new Float64Array((state.values.length / before) * names);
  values.set(state.values);
  members.set(state.members);
  standings.set(state.standings);
  return {
    madeIn: state.madeIn,
    members,
    standings,
    traded: widenSliding(state.traded, names),
    tradedCount: widenRows(state.tradedCount, before, names, 0),
    values,
  };
}

/** What the universe looks at besides its own memory. */
export interface Listed {
  readonly issuers: readonly Issuer[];
  readonly prices: PriceRecord;
  /** ₹ crore; NaN outside the coverage. */
  readonly marketCap: Float64Array;
  /** The first session of the data. */
  readonly firstDay: Day;
}

/** Takes in a session and, on the first of a month, makes the universe anew. In place. */
export function advanceUniverse(state: UniverseState, day: Day, listed: Listed, rules: UniverseRules): void {
  const { idle, value } = listed.prices;
  slide(
    state.traded,
    idle.map((sessions) => (sessions === 0 ? 1 : 0)),
    state.tradedCount,
  );
  const depth = rules.rankedOver;
  const slot = listed.prices.sessions % depth;
  for (let i = 0; i < value.length; i++) state.values[i * depth + slot] = value[i]!;
  const month = monthNumber(day);
  if (month === state.madeIn) return;
  state.madeIn = month;
  remake(state, listed, rules);
}

function remake(state: UniverseState, listed: Listed, rules: UniverseRules): void {
  const { members, standings } = state;
  const eligible: { issuer: number; value: number }[] = [];
  const sample = new Float64Array(rules.rankedOver);
  let coverage = 0;
  for (let i = 0; i < members.length; i++) {
    if (!Number.isNaN(listed.marketCap[i]!)) coverage++;
    const why = obstacle(state, i, listed, rules);
    standings[i] = standing(why ?? 'traded value ranked too low');
    if (why === null)
      eligible.push({ issuer: i, value: medianValue(state.values, i, listed.prices, sample) });
  }
  // Equal medians go by column, so that the choice is the same on every machine.
  eligible.sort((a, b) => b.value - a.value || a.issuer - b.issuer);
  const room = roomFor(rules, coverage);
  const sure = eligible.slice(0, Math.floor(room * (1 - rules.buffer)));
  const near = eligible.slice(sure.length, Math.floor(room * (1 + rules.buffer)));
  const inOrder = [
    ...sure,
    ...near.filter((e) => members[e.issuer] === 1),
    ...near.filter((e) => members[e.issuer] === 0),
  ];
  members.fill(0);
  for (const { issuer } of inOrder.slice(0, room)) {
    members[issuer] = 1;
    standings[issuer] = standing('in the estimation universe');
  }
}

/** Names in the universe; fewer where fewer may enter. A quarter of a small market would be fewer stocks than factors. */
const roomFor = ({ size, atLeast }: UniverseRules, coverage: number): number =>
  size.kind === 'share' ? Math.max(Math.round(size.of * coverage), atLeast) : size.of;

/** Why an issuer cannot be in the universe whatever its rank; null where it can. */
function obstacle(state: UniverseState, i: number, listed: Listed, rules: UniverseRules): Standing | null {
  const { prices, marketCap } = listed;
  const age = prices.age[i]!;
  if (age === 0) return 'never traded';
  if (Number.isNaN(marketCap[i]!)) {
    return Number.isNaN(prices.idle[i]!) || prices.idle[i]! > 0 ? 'stopped trading' : 'market cap unknown';
  }
  if (age < rules.history) return 'history too short';
  if (listedFor(listed, i) < rules.coolingOff) return 'listed too recently';
  if (state.tradedCount[i]! < rules.tradedShare * Math.min(age, YEAR)) return 'traded too seldom';
  return null;
}

/**
 * Sessions since listing: since the first trade in the data and, before that, 252 a year since the day of listing.
 * A name that trades on the first day of the data, its listing unknown, is taken to have been listed long before.
 */
function listedFor({ issuers, prices, firstDay }: Listed, i: number): number {
  const age = prices.age[i]!;
  if (age < prices.sessions) return age;
  const listedOn = issuers[i]!.listedOn;
  return listedOn === null ? Infinity : age + (Math.max(0, firstDay - listedOn) / 365.25) * YEAR;
}

/** Median of what was traded a session since the first trade, over the rule's sessions. `sample` is overwritten. */
function medianValue(values: Float64Array, i: number, prices: PriceRecord, sample: Float64Array): number {
  const depth = sample.length;
  const count = Math.min(prices.age[i]!, depth);
  let slot = prices.sessions % depth;
  for (let k = 0; k < count; k++) {
    sample[k] = values[i * depth + slot]!;
    slot = slot === 0 ? depth - 1 : slot - 1;
  }
  return medianOf(sample, count);
}

const standing = (s: Standing): number => STANDINGS.indexOf(s);
