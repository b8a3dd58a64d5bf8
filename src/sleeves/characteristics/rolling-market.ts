import { type Day, monthNumber } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import {
  forgetAccounts,
  hearAccounts,
  newAccountHistory,
  type AccountHistory,
} from '../../market/stocks/companies/account-history.ts';
import { type CompanyFacts, NO_FACTS } from '../../market/stocks/companies/company-facts.ts';
import type { DaySlice } from '../../market/stocks/day-slice.ts';
import { advancePrices, newPrices, type PriceRecord } from '../../market/stocks/prices/price-state.ts';
import { HALF_YEAR, QUARTER, YEAR } from '../../market/stocks/sessions.ts';
import { newRing, pushRow, type Ring } from '../../math/windows/ring.ts';
import { newSliding, slide, type Sliding } from '../../math/windows/sliding-window.ts';
import { advanceFreeFloats, newFreeFloats, type FreeFloats } from '../review/free-float.ts';
import { advanceMembers, type Members, newMembers } from '../review/members.ts';
import type { SleeveIssuer } from '../sleeve-issuer.ts';

/** Sessions that a return may span and still count as a daily one; sessions without a trade after which a name is gone. Our choice. */
const LONGEST_GAP = 5;
export const GONE_AFTER = QUARTER;
/** Days after the newest period end at which accounts say nothing any more (our choice). */
const ACCOUNTS_LAPSE = 730;
/** Month-ends kept: this one and those of five years before. */
const MONTHS = 61;
const CRORE = 1e7;

/** A rolling sum of each name, with its latest totals. */
interface Total {
  readonly window: Sliding;
  readonly totals: Float64Array;
}

/**
 * What the sleeves know of the market at the close of a session: a fold over sessions, changed in place, that has seen
 * nothing later. Columns are by issuer, NaN is missing.
 */
export interface MarketMemory {
  readonly issuers: readonly SleeveIssuer[];
  day: Day | null;
  readonly prices: PriceRecord;
  readonly accounts: AccountHistory;
  readonly floats: FreeFloats;
  readonly members: Members;
  /** ₹ crore of all shares at the last close; NaN where shares are unknown or the name is gone. */
  readonly marketCap: Float64Array;
  /** Daily returns of a year, without dividends: a share's log return, and the market's simple one (weights of the close before). */
  readonly logReturns: Ring;
  readonly marketReturns: Ring;
  /** The last month that has been closed, as `monthNumber` counts them. */
  month: number | null;
  /** At month-ends, a row for each calendar month, missing where it has no session: price in terms that compare across splits, total-return index. */
  readonly monthPrices: Ring;
  readonly monthIndices: Ring;
  readonly capOfHalfYear: Total;
  readonly capsInHalfYear: Total;
  readonly capOfYear: Total;
  readonly capsInYear: Total;
  /** ₹ traded, and sessions with a trade. */
  readonly tradedOfHalfYear: Total;
  readonly tradesInHalfYear: Total;
  /** ₹ a share gone ex, in terms that compare across splits. */
  readonly dividendsOfYear: Total;
  /** Price at the last trade, in terms that compare across splits. */
  readonly lastPrice: Float64Array;
}

export function newMarketMemory(
  issuers: readonly SleeveIssuer[],
  { floats, memberships }: CompanyFacts = NO_FACTS,
): MarketMemory {
  const n = issuers.length;
  const total = (length: number): Total => ({
    window: newSliding('sum', length, n),
    totals: new Float64Array(n),
  });
  return {
    issuers,
    day: null,
    prices: newPrices(n),
    accounts: newAccountHistory(n),
    floats: newFreeFloats(n, floats),
    members: newMembers(memberships),
    marketCap: new Float64Array(n).fill(NaN),
    logReturns: newRing(YEAR, n),
    marketReturns: newRing(YEAR, 1),
    month: null,
    monthPrices: newRing(MONTHS, n),
    monthIndices: newRing(MONTHS, n),
    capOfHalfYear: total(HALF_YEAR),
    capsInHalfYear: total(HALF_YEAR),
    capOfYear: total(YEAR),
    capsInYear: total(YEAR),
    tradedOfHalfYear: total(HALF_YEAR),
    tradesInHalfYear: total(HALF_YEAR),
    dividendsOfYear: total(YEAR),
    lastPrice: new Float64Array(n).fill(NaN),
  };
}

/** The session just past was the last of its month. In place. */
export function closeMonth(memory: MarketMemory): void {
  const { prices, accounts, monthPrices, monthIndices } = memory;
  const month = monthNumber(memory.day!);
  const nothing = new Float64Array(monthPrices.width).fill(NaN);
  for (let m = (memory.month ?? month) + 1; m < month; m++)
    for (const ring of [monthPrices, monthIndices]) pushRow(ring, nothing);
  memory.month = month;
  pushRow(
    monthPrices,
    prices.close.map((close, i) => close / prices.terms[i]!),
  );
  pushRow(monthIndices, prices.index);
  forgetAccounts(accounts, memory.day!, ACCOUNTS_LAPSE);
}

/** Takes in a session, later than all before. In place. */
export function remember(memory: MarketMemory, slice: DaySlice): Problem[] {
  const { issuers, prices } = memory;
  const n = issuers.length;
  if (slice.close.length !== n) throw new RangeError(`a slice of ${slice.close.length} issuers for ${n}`);
  if (memory.day !== null && slice.day <= memory.day) {
    throw new RangeError(`day ${slice.day} after day ${memory.day}`);
  }
  memory.day = slice.day;
  const problems = advancePrices(prices, slice, issuers, LONGEST_GAP);
  hearAccounts(memory.accounts, slice, prices);
  advanceFreeFloats(memory.floats, slice.day);
  advanceMembers(memory.members, slice.day);

  pushReturns(memory);
  pushTotals(memory, slice);
  return problems;
}

/** Returns without dividends of the session, each share's and the market's. Before the caps of this session are known. */
function pushReturns({ prices, marketCap, lastPrice, logReturns, marketReturns }: MarketMemory): void {
  const { close, terms, idle, returns } = prices;
  const row = new Float64Array(lastPrice.length).fill(NaN);
  let weighted = 0;
  let weights = 0;
  for (let i = 0; i < row.length; i++) {
    if (idle[i] !== 0) continue;
    const price = close[i]! / terms[i]!;
    const move = price / lastPrice[i]!;
    lastPrice[i] = price;
    // Where a total return was measured, the price's own may be too: neither spans too long a gap.
    if (Number.isNaN(returns[i]!)) continue;
    row[i] = Math.log(move);
    if (Number.isNaN(marketCap[i]!)) continue;
    weighted += marketCap[i]! * (move - 1);
    weights += marketCap[i]!;
  }
  pushRow(logReturns, row);
  pushRow(marketReturns, Float64Array.of(weights > 0 ? weighted / weights : NaN));
}

/** Market values of the session, and everything that is summed over a window. */
function pushTotals(memory: MarketMemory, slice: DaySlice): void {
  const { prices, marketCap } = memory;
  const { close, terms, idle, value } = prices;
  const [caps, counts, trades, dividends] = [0, 0, 0, 0].map(() => new Float64Array(close.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < close.length; i++) {
    const cap = (close[i]! * slice.sharesOutstanding[i]!) / CRORE;
    const isThere = cap > 0 && cap < Infinity && idle[i]! <= GONE_AFTER;
    marketCap[i] = isThere ? cap : NaN;
    caps[i] = isThere ? cap : 0;
    counts[i] = isThere ? 1 : 0;
    trades[i] = idle[i] === 0 ? 1 : 0;
    const dividend = slice.dividend[i]! / terms[i]!;
    dividends[i] = dividend > 0 && dividend < Infinity ? dividend : 0;
  }
  const into = ({ window, totals }: Total, row: Float64Array): void => slide(window, row, totals);
  into(memory.capOfHalfYear, caps);
  into(memory.capsInHalfYear, counts);
  into(memory.capOfYear, caps);
  into(memory.capsInYear, counts);
  into(memory.tradedOfHalfYear, value);
  into(memory.tradesInHalfYear, trades);
  into(memory.dividendsOfYear, dividends);
}
