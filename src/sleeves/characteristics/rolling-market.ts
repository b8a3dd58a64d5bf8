import { type Day, monthNumber } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import {
  dropStaleAccounts,
  applyStatements,
  newAccountHistory,
  type AccountHistory,
} from '../../market/stocks/companies/account-history.ts';
import { type CompanyFacts, NO_FACTS } from '../../market/stocks/companies/company-facts.ts';
import type { DailySlice } from '../../market/stocks/daily-slice.ts';
import { advancePriceState, newPriceState, type PriceState } from '../../market/stocks/prices/price-state.ts';
import { HALF_YEAR, QUARTER, YEAR } from '../../market/stocks/sessions.ts';
import { newRing, pushRow, type Ring } from '../../math/windows/ring.ts';
import { newSliding, slide, type Sliding } from '../../math/windows/sliding-window.ts';
import { advanceFreeFloats, newFreeFloats, type FreeFloats } from '../review/free-float.ts';
import { advanceMemberships, type IndexMemberships, newMemberships } from '../review/index-memberships.ts';
import type { SleeveIssuer } from '../sleeve-issuer.ts';

/** A return across at most this many sessions counts as a daily one (our choice). */
const LONGEST_GAP = 5;
/** A stock without a trade for more sessions than this has no market value and leaves the sleeves (our choice). */
export const REMOVED_AFTER = QUARTER;
/** Accounts lapse this many days after their latest period end (our choice). */
const ACCOUNTS_LAPSE = 730;
/** Month-ends kept: the latest and those of the five years before it. */
const MONTHS = 61;
const CRORE = 1e7;

/** A rolling sum by column, and its current totals. */
interface RollingSum {
  readonly window: Sliding;
  readonly totals: Float64Array;
}

/**
 * The rolling state of the stock market at the close of a session, from which the sleeves are computed. A fold over
 * sessions, changed in place, that has seen nothing later. Columns are issuers; NaN is missing.
 */
export interface RollingMarket {
  readonly issuers: readonly SleeveIssuer[];
  day: Day | null;
  readonly prices: PriceState;
  readonly accounts: AccountHistory;
  readonly freeFloats: FreeFloats;
  readonly memberships: IndexMemberships;
  /** Full market value at the last close, ₹ crore; NaN if the number of shares is unknown or the stock no longer trades. */
  readonly marketCap: Float64Array;
  /** One year of daily price returns: the log returns of the stocks, and the simple return of the market (weights of the previous close). */
  readonly logReturns: Ring;
  readonly marketReturns: Ring;
  /** The last closed month, as `monthNumber` counts. */
  month: number | null;
  /** Month-end values, one row per calendar month, NaN without a session: split-adjusted price, total-return index. */
  readonly monthPrices: Ring;
  readonly monthIndices: Ring;
  readonly capSumHalfYear: RollingSum;
  readonly capCountHalfYear: RollingSum;
  readonly capSumYear: RollingSum;
  readonly capCountYear: RollingSum;
  /** Traded value in ₹, and sessions with a trade. */
  readonly tradedValueHalfYear: RollingSum;
  readonly tradedSessionsHalfYear: RollingSum;
  /** Dividends per share by ex-date, ₹, split-adjusted. */
  readonly dividendSumYear: RollingSum;
  /** Split-adjusted price at the last trade. */
  readonly lastPrice: Float64Array;
}

export function newRollingMarket(
  issuers: readonly SleeveIssuer[],
  { floats, memberships }: CompanyFacts = NO_FACTS,
): RollingMarket {
  const n = issuers.length;
  const total = (length: number): RollingSum => ({
    window: newSliding('sum', length, n),
    totals: new Float64Array(n),
  });
  return {
    issuers,
    day: null,
    prices: newPriceState(n),
    accounts: newAccountHistory(n),
    freeFloats: newFreeFloats(n, floats),
    memberships: newMemberships(memberships),
    marketCap: new Float64Array(n).fill(NaN),
    logReturns: newRing(YEAR, n),
    marketReturns: newRing(YEAR, 1),
    month: null,
    monthPrices: newRing(MONTHS, n),
    monthIndices: newRing(MONTHS, n),
    capSumHalfYear: total(HALF_YEAR),
    capCountHalfYear: total(HALF_YEAR),
    capSumYear: total(YEAR),
    capCountYear: total(YEAR),
    tradedValueHalfYear: total(HALF_YEAR),
    tradedSessionsHalfYear: total(HALF_YEAR),
    dividendSumYear: total(YEAR),
    lastPrice: new Float64Array(n).fill(NaN),
  };
}

/** Closes the month of the current session. In place. */
export function closeMonth(market: RollingMarket): void {
  const { prices, accounts, monthPrices, monthIndices } = market;
  const month = monthNumber(market.day!);
  const missing = new Float64Array(monthPrices.width).fill(NaN);
  for (let m = (market.month ?? month) + 1; m < month; m++)
    for (const ring of [monthPrices, monthIndices]) pushRow(ring, missing);
  market.month = month;
  pushRow(
    monthPrices,
    prices.close.map((close, i) => close / prices.terms[i]!),
  );
  pushRow(monthIndices, prices.index);
  dropStaleAccounts(accounts, market.day!, ACCOUNTS_LAPSE);
}

/**
 * Advances the market by a session, which must be later than all before. In place.
 *
 * @returns problems of the session’s prices.
 */
export function advanceMarket(market: RollingMarket, slice: DailySlice): Problem[] {
  const { issuers, prices } = market;
  const n = issuers.length;
  if (slice.close.length !== n)
    throw new RangeError(`the session has ${slice.close.length} issuers, the market ${n}`);
  if (market.day !== null && slice.day <= market.day) {
    throw new RangeError(`day ${slice.day} is not after day ${market.day}`);
  }
  market.day = slice.day;
  const problems = advancePriceState(prices, slice, issuers, LONGEST_GAP);
  applyStatements(market.accounts, slice, prices);
  advanceFreeFloats(market.freeFloats, slice.day);
  advanceMemberships(market.memberships, slice.day);

  pushReturns(market);
  pushTotals(market, slice);
  return problems;
}

/** Price returns of the session, of the stocks and of the market. Called before the market values are updated. */
function pushReturns({ prices, marketCap, lastPrice, logReturns, marketReturns }: RollingMarket): void {
  const { close, terms, idle, returns } = prices;
  const row = new Float64Array(lastPrice.length).fill(NaN);
  let weighted = 0;
  let weights = 0;
  for (let i = 0; i < row.length; i++) {
    if (idle[i] !== 0) continue;
    const price = close[i]! / terms[i]!;
    const move = price / lastPrice[i]!;
    lastPrice[i] = price;
    // A total return exists only if the gap since the last trade is short enough for the price return too.
    if (Number.isNaN(returns[i]!)) continue;
    row[i] = Math.log(move);
    if (Number.isNaN(marketCap[i]!)) continue;
    weighted += marketCap[i]! * (move - 1);
    weights += marketCap[i]!;
  }
  pushRow(logReturns, row);
  pushRow(marketReturns, Float64Array.of(weights > 0 ? weighted / weights : NaN));
}

/** Market values of the session, and all rolling sums. */
function pushTotals(market: RollingMarket, slice: DailySlice): void {
  const { prices, marketCap } = market;
  const { close, terms, idle, value } = prices;
  const [caps, counts, trades, dividends] = [0, 0, 0, 0].map(() => new Float64Array(close.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < close.length; i++) {
    const cap = (close[i]! * slice.sharesOutstanding[i]!) / CRORE;
    const isTrading = cap > 0 && cap < Infinity && idle[i]! <= REMOVED_AFTER;
    marketCap[i] = isTrading ? cap : NaN;
    caps[i] = isTrading ? cap : 0;
    counts[i] = isTrading ? 1 : 0;
    trades[i] = idle[i] === 0 ? 1 : 0;
    const dividend = slice.dividend[i]! / terms[i]!;
    dividends[i] = dividend > 0 && dividend < Infinity ? dividend : 0;
  }
  const into = ({ window, totals }: RollingSum, row: Float64Array): void => slide(window, row, totals);
  into(market.capSumHalfYear, caps);
  into(market.capCountHalfYear, counts);
  into(market.capSumYear, caps);
  into(market.capCountYear, counts);
  into(market.tradedValueHalfYear, value);
  into(market.tradedSessionsHalfYear, trades);
  into(market.dividendSumYear, dividends);
}
