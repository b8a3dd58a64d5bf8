import { monthNumber, type Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import {
  advanceAccounts,
  expireAccounts,
  newAccountsState,
  widenAccounts,
  type AccountsState,
} from './accounts-state.ts';
import type { DailySlice, Issuer } from '../../market/stocks/daily-slice.ts';
import { issuerKey } from '../issuer-key.ts';
import type { ExposureRules, UniverseRules } from './exposure-rules.ts';
import { INDUSTRY_COUNT, STYLE_COUNT } from '../factors.ts';
import { measureSession, type MarketSession } from './market-measures.ts';
import { closeQuarter, newWindows, widenWindows, type MarketWindows } from './market-windows.ts';
import {
  advancePriceState,
  newPriceState,
  widenPriceState,
  type PriceState,
} from '../../market/stocks/prices/price-state.ts';
import { computeStyleExposures, newStyleWorkspace, type StyleWorkspace } from './style-exposures.ts';
import { advanceUniverse, NEVER_TRADED, newUniverse, widenUniverse, type UniverseState } from './universe.ts';
import { widenRows } from '../../math/windows/ring.ts';

/** Exposures of N issuers at the close of a day: the regressors of the next session's returns. */
export interface Exposures {
  readonly day: Day;
  /**
   * [N × 12] standardised style exposures, row-major by issuer, in the order of `STYLES`. NaN in the whole row of an
   * issuer without a market cap or without a recent trade, and in all rows until an estimation universe exists.
   */
  readonly styles: Float64Array;
  /** [N] index into `INDUSTRIES`. */
  readonly industry: Uint8Array;
  /** [N] ₹ crore; NaN if shares outstanding are unknown or the issuer has no recent trade. */
  readonly marketCap: Float64Array;
  /** [N] 1 for members of the estimation universe that have exposures. */
  readonly inEstimation: Uint8Array;
  /** [N] index into `UNIVERSE_STATUSES`, as of the last review of the universe. */
  readonly universeStatus: Uint8Array;
  /** [N] bit s is set if style s had no descriptor and was imputed from industry and SIZE. */
  readonly flags: Uint16Array;
  /** For each of `DESCRIPTORS`, the number of values dropped as errors. */
  readonly dropped: Int32Array;
  /** Implausible inputs, and styles without any data. */
  readonly problems: readonly Problem[];
}

/**
 * Everything that the next session's exposures need from the past: numbers and typed arrays, updated in place by
 * `advanceExposures`. The same slices in the same order give bit-identical results, however often it is interrupted.
 */
export interface ExposureState {
  readonly issuers: readonly Issuer[];
  readonly rules: ExposureRules;
  readonly universeRules: UniverseRules;
  readonly prices: PriceState;
  readonly windows: MarketWindows;
  readonly accounts: AccountsState;
  readonly universe: UniverseState;
  /** [N] ₹ crore at the latest close; each session replaces the array. */
  marketCap: Float64Array;
  /** Index into `INDUSTRIES`. */
  readonly industry: Uint8Array;
  /** Scratch columns, overwritten by each session; they carry no state. */
  readonly workspace: StyleWorkspace;
  firstDay: Day | null;
  lastDay: Day | null;
}

/** A state without any sessions. */
export function newExposureState(
  issuers: readonly Issuer[],
  rules: ExposureRules,
  universeRules: UniverseRules,
): ExposureState {
  const issuerCount = issuers.length;
  return {
    issuers,
    rules,
    universeRules,
    prices: newPriceState(issuerCount),
    windows: newWindows(issuerCount, rules),
    accounts: newAccountsState(issuerCount),
    universe: newUniverse(issuerCount, universeRules),
    marketCap: new Float64Array(issuerCount).fill(NaN),
    industry: industryCodes(issuers),
    workspace: newStyleWorkspace(issuerCount),
    firstDay: null,
    lastDay: null,
  };
}

/**
 * Appends issuers that have not traded so far.
 *
 * @param issuers the issuers of the state in their order, followed by the new ones.
 * @throws RangeError if the order has changed.
 */
export function growExposures(state: ExposureState, issuers: readonly Issuer[]): ExposureState {
  const issuerCount = issuers.length;
  const moved = state.issuers.findIndex(
    (issuer, i) => !issuers[i] || issuerKey(issuers[i]) !== issuerKey(issuer),
  );
  if (moved >= 0)
    throw new RangeError(`issuer ${state.issuers[moved]!.symbol} is no longer in column ${moved}`);
  return {
    ...state,
    issuers,
    prices: widenPriceState(state.prices, issuerCount),
    windows: widenWindows(state.windows, issuerCount),
    accounts: widenAccounts(state.accounts, issuerCount),
    universe: widenUniverse(state.universe, issuerCount),
    marketCap: widenRows(state.marketCap, state.issuers.length, issuerCount, NaN),
    industry: industryCodes(issuers),
    workspace: newStyleWorkspace(issuerCount),
  };
}

/** Exposures at a close, extended to issuers that had not traded by then. */
export function widenExposures(exposures: Exposures, issuers: readonly Issuer[]): Exposures {
  const before = exposures.marketCap.length;
  const issuerCount = issuers.length;
  const inEstimation = new Uint8Array(issuerCount);
  const universeStatus = new Uint8Array(issuerCount).fill(NEVER_TRADED);
  const flags = new Uint16Array(issuerCount);
  inEstimation.set(exposures.inEstimation);
  universeStatus.set(exposures.universeStatus);
  flags.set(exposures.flags);
  return {
    ...exposures,
    // Row-major by issuer, so new rows are appended.
    styles: widenRows(exposures.styles, exposures.styles.length, issuerCount * STYLE_COUNT, NaN),
    industry: industryCodes(issuers),
    marketCap: widenRows(exposures.marketCap, before, issuerCount, NaN),
    inEstimation,
    universeStatus,
    flags,
  };
}

/**
 * Adds a session and returns the exposures at its close. Updates the state in place.
 *
 * @param slice a session later than all before, with the issuers of the state.
 */
export function advanceExposures(state: ExposureState, slice: DailySlice): Exposures {
  const { issuers, rules, prices, windows, accounts, universe } = state;
  const issuerCount = issuers.length;
  if (slice.close.length !== issuerCount) {
    throw new RangeError(`the slice has ${slice.close.length} issuers, the state ${issuerCount}`);
  }
  if (state.lastDay !== null && slice.day <= state.lastDay) {
    throw new RangeError(`day ${slice.day} is not later than the last day, ${state.lastDay}`);
  }
  const monthBefore = state.lastDay === null ? null : monthNumber(state.lastDay);
  const month = monthNumber(slice.day);
  if (monthBefore !== null && quarterOf(month) !== quarterOf(monthBefore)) {
    closeQuarter(windows, prices, rules.minimumQuarterPrices);
  }
  state.firstDay ??= slice.day;
  state.lastDay = slice.day;

  const problems = advancePriceState(prices, slice, issuers, rules.longestGap);
  const market = marketSession(state);
  const marketCap = marketCaps(state, slice);
  state.marketCap = marketCap;
  const measures = measureSession(windows, slice, prices, marketCap, market, rules);
  advanceAccounts(accounts, slice, prices, issuers, rules);
  if (month !== monthBefore) expireAccounts(accounts, slice.day, rules);
  advanceUniverse(
    universe,
    slice.day,
    { issuers, prices, marketCap, firstDay: state.firstDay },
    state.universeRules,
  );

  const { industry } = state;
  const computed = computeStyleExposures(
    { measures, figures: accounts.figures, members: universe.members, industry, marketCap },
    state.workspace,
    rules,
  );
  return {
    day: slice.day,
    styles: computed.styles,
    industry,
    marketCap,
    inEstimation: computed.inEstimation,
    universeStatus: universe.statuses.slice(),
    flags: computed.flags,
    dropped: computed.dropped,
    problems: [...problems, ...computed.problems],
  };
}

const industryCodes = (issuers: readonly Issuer[]): Uint8Array =>
  Uint8Array.from(issuers, ({ isin, industry }) => {
    if (industry >= 0 && industry < INDUSTRY_COUNT) return industry;
    throw new RangeError(`${isin} has industry code ${industry}; codes are 0 to ${INDUSTRY_COUNT - 1}`);
  });

const quarterOf = (month: number): number => Math.floor(month / 3);

/** Last close × shares outstanding, ₹ crore; NaN if shares are unknown or the last trade is too old. */
function marketCaps({ prices, rules }: ExposureState, slice: DailySlice): Float64Array {
  const caps = new Float64Array(prices.close.length);
  for (let i = 0; i < caps.length; i++) {
    const cap = (prices.close[i]! * slice.sharesOutstanding[i]!) / 1e7;
    caps[i] = cap > 0 && cap < Infinity && prices.idle[i]! <= rules.quietSessions ? cap : NaN;
  }
  return caps;
}

/**
 * The market portfolio of the session: the estimation universe as of the previous close (all issuers until one
 * exists), weighted by the capitalisation of the previous close, so that the return is one an investor could have
 * earned.
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
