import { monthNumber, type Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import {
  advanceAccounts,
  lapseAccounts,
  newAccounts,
  widenAccounts,
  type AccountsRecord,
} from './accounts-state.ts';
import type { DaySlice, Issuer } from '../day-slice.ts';
import { issuerKey } from '../issuer-key.ts';
import type { ExposureRules, UniverseRules } from './exposure-rules.ts';
import { INDUSTRY_COUNT, STYLE_COUNT } from '../factors.ts';
import { measureSession, type MarketSession } from './market-measures.ts';
import { closeQuarter, newWindows, widenWindows, type MarketWindows } from './market-windows.ts';
import { advancePrices, newPrices, widenPrices, type PriceRecord } from '../../market/stocks/prices/price-state.ts';
import { makeStyles, roomForStyles, type StyleRoom } from './style-exposures.ts';
import { advanceUniverse, NEVER_TRADED, newUniverse, widenUniverse, type UniverseState } from './universe.ts';
import { widenRows } from '../../math/windows/ring.ts';

/** What is known of every issuer at the close of a day, and explains the returns of the next. */
export interface Exposures {
  readonly day: Day;
  /**
   * N × 12, row-major by issuer, in the order of `STYLES`. NaN in the whole row of an issuer without a market cap or
   * long without a trade; and in every row while there is no estimation universe to put them to scale on.
   */
  readonly styles: Float64Array;
  /** Index into `INDUSTRIES`, an issuer each. */
  readonly industry: Uint8Array;
  /** ₹ crore; NaN where shares are unknown or the issuer has not traded for long. */
  readonly marketCap: Float64Array;
  /** 1 for members of the estimation universe that have exposures. */
  readonly inEstimation: Uint8Array;
  /** Index into `STANDINGS`, an issuer each: where it stood when the universe was last made. */
  readonly standing: Uint8Array;
  /** An issuer each: bit s is set where style s had no descriptor and was fitted from industry and SIZE. */
  readonly flags: Uint16Array;
  /** A count for each of `DESCRIPTORS`: values so far out that they were dropped as errors. */
  readonly dropped: Int32Array;
  /** Figures that cannot be, and styles without any data. */
  readonly problems: readonly Problem[];
}

/**
 * Everything that tomorrow's exposures need of the past: numbers and typed arrays, changed in place by
 * `advanceExposures`. Feeding it the same slices in the same order gives the same bits, whenever it is stopped.
 */
export interface ExposureState {
  readonly issuers: readonly Issuer[];
  readonly rules: ExposureRules;
  readonly universeRules: UniverseRules;
  readonly prices: PriceRecord;
  readonly windows: MarketWindows;
  readonly accounts: AccountsRecord;
  readonly universe: UniverseState;
  /** ₹ crore at the latest close; each session puts a new column in its place. */
  marketCap: Float64Array;
  /** Index into `INDUSTRIES`. */
  readonly industry: Uint8Array;
  /** Columns that each session writes anew: room, not memory. */
  readonly room: StyleRoom;
  firstDay: Day | null;
  lastDay: Day | null;
}

export function newExposureState(
  issuers: readonly Issuer[],
  rules: ExposureRules,
  universeRules: UniverseRules,
): ExposureState {
  const names = issuers.length;
  return {
    issuers,
    rules,
    universeRules,
    prices: newPrices(names),
    windows: newWindows(names, rules),
    accounts: newAccounts(names),
    universe: newUniverse(names, universeRules),
    marketCap: new Float64Array(names).fill(NaN),
    industry: industriesOf(issuers),
    room: roomForStyles(names),
    firstDay: null,
    lastDay: null,
  };
}

/** The same state with issuers appended, who have not traded so far. `issuers` begins with those it has. */
export function growExposures(state: ExposureState, issuers: readonly Issuer[]): ExposureState {
  const names = issuers.length;
  const moved = state.issuers.findIndex(
    (issuer, i) => !issuers[i] || issuerKey(issuers[i]) !== issuerKey(issuer),
  );
  if (moved >= 0) throw new RangeError(`issuer ${state.issuers[moved]!.symbol} has left its column ${moved}`);
  return {
    ...state,
    issuers,
    prices: widenPrices(state.prices, names),
    windows: widenWindows(state.windows, names),
    accounts: widenAccounts(state.accounts, names),
    universe: widenUniverse(state.universe, names),
    marketCap: widenRows(state.marketCap, state.issuers.length, names, NaN),
    industry: industriesOf(issuers),
    room: roomForStyles(names),
  };
}

/** Exposures at a close with issuers appended that had not traded by then. */
export function widenExposures(exposures: Exposures, issuers: readonly Issuer[]): Exposures {
  const before = exposures.marketCap.length;
  const names = issuers.length;
  const inEstimation = new Uint8Array(names);
  const standing = new Uint8Array(names).fill(NEVER_TRADED);
  const flags = new Uint16Array(names);
  inEstimation.set(exposures.inEstimation);
  standing.set(exposures.standing);
  flags.set(exposures.flags);
  return {
    ...exposures,
    // Row-major by issuer, so that new rows come last.
    styles: widenRows(exposures.styles, exposures.styles.length, names * STYLE_COUNT, NaN),
    industry: industriesOf(issuers),
    marketCap: widenRows(exposures.marketCap, before, names, NaN),
    inEstimation,
    standing,
    flags,
  };
}

/** Takes in a session, later than all before, and gives the exposures at its close. Changes the state in place. */
export function advanceExposures(state: ExposureState, slice: DaySlice): Exposures {
  const { issuers, rules, prices, windows, accounts, universe } = state;
  const names = issuers.length;
  if (slice.close.length !== names) {
    throw new RangeError(`a slice of ${slice.close.length} issuers for a state of ${names}`);
  }
  if (state.lastDay !== null && slice.day <= state.lastDay) {
    throw new RangeError(`day ${slice.day} after day ${state.lastDay}`);
  }
  const monthBefore = state.lastDay === null ? null : monthNumber(state.lastDay);
  const month = monthNumber(slice.day);
  if (monthBefore !== null && quarterOf(month) !== quarterOf(monthBefore)) {
    closeQuarter(windows, prices, rules.minimumQuarterPrices);
  }
  state.firstDay ??= slice.day;
  state.lastDay = slice.day;

  const problems = advancePrices(prices, slice, issuers, rules.longestGap);
  const market = marketSession(state);
  const marketCap = marketCaps(state, slice);
  state.marketCap = marketCap;
  const measures = measureSession(windows, slice, prices, marketCap, market, rules);
  advanceAccounts(accounts, slice, prices, issuers, rules);
  if (month !== monthBefore) lapseAccounts(accounts, slice.day, rules);
  advanceUniverse(
    universe,
    slice.day,
    { issuers, prices, marketCap, firstDay: state.firstDay },
    state.universeRules,
  );

  const { industry } = state;
  const made = makeStyles(
    { measures, figures: accounts.figures, members: universe.members, industry, marketCap },
    state.room,
    rules,
  );
  return {
    day: slice.day,
    styles: made.styles,
    industry,
    marketCap,
    inEstimation: made.inEstimation,
    standing: universe.standings.slice(),
    flags: made.flags,
    dropped: made.dropped,
    problems: [...problems, ...made.problems],
  };
}

const industriesOf = (issuers: readonly Issuer[]): Uint8Array =>
  Uint8Array.from(issuers, ({ isin, industry }) => {
    if (industry >= 0 && industry < INDUSTRY_COUNT) return industry;
    throw new RangeError(`industry ${industry} of ${isin}`);
  });

const quarterOf = (month: number): number => Math.floor(month / 3);

/** Last close × shares, ₹ crore; NaN where shares are unknown and for names quiet for too long. */
function marketCaps({ prices, rules }: ExposureState, slice: DaySlice): Float64Array {
  const caps = new Float64Array(prices.close.length);
  for (let i = 0; i < caps.length; i++) {
    const cap = (prices.close[i]! * slice.sharesOutstanding[i]!) / 1e7;
    caps[i] = cap > 0 && cap < Infinity && prices.idle[i]! <= rules.quietSessions ? cap : NaN;
  }
  return caps;
}

/**
 * The market portfolio of the session: the estimation universe as it stood the day before, or all names while there is
 * none, weighted by the caps of the day before, which the state still has.
 */
function marketSession({ prices, universe, marketCap: caps }: ExposureState): MarketSession {
  const all = !universe.members.includes(1);
  let total = 0;
  let weight = 0;
  let value = 0;
  let outstanding = 0;
  for (let i = 0; i < caps.length; i++) {
    const cap = caps[i]!;
    if (cap !== cap || !(all || universe.members[i] === 1)) continue;
    outstanding += cap;
    value += prices.value[i]! / 1e7;
    const r = prices.returns[i]!;
    if (r !== r) continue;
    weight += cap;
    total += cap * r;
  }
  return {
    total: weight > 0 ? total / weight : NaN,
    turnover: outstanding > 0 ? value / outstanding : NaN,
  };
}
