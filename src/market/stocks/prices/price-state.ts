import { iso } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import { widenRows } from '../../../math/windows/ring.ts';
import type { DailySlice, Issuer } from '../daily-slice.ts';

/**
 * Price data of each issuer carried from session to session: the last close, adjustments and dividends since, and the
 * trading of the latest session. Each array has one entry per issuer. Updated in place by `advancePriceState`. Entries of
 * issuers that never traded are NaN.
 */
export interface PriceState {
  /** Sessions so far. */
  sessions: number;
  /** ₹, the last close, adjusted to the latest session. */
  readonly close: Float64Array;
  /** Dividends that went ex since that close, on the same adjustment. */
  readonly owed: Float64Array;
  /** Sessions since the last trade: 0 if it traded in the latest session, NaN if it never traded. */
  readonly idle: Float64Array;
  /** Market sessions since the first trade, inclusive. */
  readonly age: Float64Array;
  /** Cumulative adjustment: prices and dividends divided by it, and shares multiplied by it, are comparable across splits. */
  readonly terms: Float64Array;
  /** Total-return index, 1 at the first close; unchanged on sessions without a trade. */
  readonly index: Float64Array;
  /**
   * Total return of the latest session: (close + dividends) / (adjusted previous close) − 1. NaN without a trade, and if
   * it spans more than `longestGap` sessions; the total-return index includes such a return.
   */
  readonly returns: Float64Array;
  /** Shares traded in the latest session: 0 without a trade, NaN where there was one of unknown volume. */
  readonly volume: Float64Array;
  /** ₹ traded in the latest session; price times volume if the value is not given, 0 if neither is. */
  readonly value: Float64Array;
}

const COLUMNS = {
  close: NaN,
  owed: 0,
  idle: NaN,
  age: 0,
  terms: 1,
  index: NaN,
  returns: NaN,
  volume: 0,
  value: 0,
} as const;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

export function newPriceState(names: number): PriceState {
  const columns = NAMES.map((name) => [name, new Float64Array(names).fill(COLUMNS[name])]);
  return { sessions: 0, ...(Object.fromEntries(columns) as Omit<PriceState, 'sessions'>) };
}

/** The same state with additional issuers that have not traded so far. */
export function widenPriceState(state: PriceState, names: number): PriceState {
  const before = state.close.length;
  const columns = NAMES.map((name) => [name, widenRows(state[name], before, names, COLUMNS[name])]);
  return { sessions: state.sessions, ...(Object.fromEntries(columns) as Omit<PriceState, 'sessions'>) };
}

/**
 * Updates the state with a session, in place. An impossible close (zero, negative, infinite) is reported and counts as no
 * trade; an impossible adjustment or dividend is reported and ignored.
 *
 * @param longestGap most sessions since the previous trade for which a return is still a daily return.
 */
export function advancePriceState(
  state: PriceState,
  slice: DailySlice,
  issuers: readonly Pick<Issuer, 'isin' | 'symbol'>[],
  longestGap: number,
): Problem[] {
  const { close, owed, idle, age, terms, index, returns, volume, value } = state;
  const problems: Problem[] = [];
  const impossible = (i: number, what: string, value: number, so: string): void => {
    problems.push({
      severity: 'warning',
      code: `impossible-${what}`,
      about: `${issuers[i]!.isin} ${issuers[i]!.symbol}`,
      message: `${what} is ${value} on ${iso(slice.day)}; ${so}.`,
      remedy: 'Correct the value at its source and import the day again.',
    });
  };
  state.sessions++;
  for (let i = 0; i < close.length; i++) {
    let adjustment = slice.adjustment[i]!;
    if (adjustment !== 1) {
      if (!(adjustment > 0 && adjustment < Infinity)) {
        impossible(i, 'adjustment', adjustment, 'it is ignored');
        adjustment = 1;
      }
      close[i]! *= adjustment;
      owed[i]! *= adjustment;
      terms[i]! *= adjustment;
    }
    const dividend = slice.dividend[i]!;
    if (dividend !== 0) {
      if (dividend > 0 && dividend < Infinity) owed[i]! += dividend;
      else impossible(i, 'dividend', dividend, 'it is ignored');
    }
    let price = slice.close[i]!;
    if (price <= 0 || price === Infinity) {
      impossible(i, 'price', price, 'the stock counts as not traded that day');
      price = NaN;
    }
    returns[i] = NaN;
    volume[i] = 0;
    value[i] = 0;
    if (age[i]! > 0) {
      age[i]!++;
      idle[i]!++;
    }
    if (Number.isNaN(price)) continue;
    if (age[i] === 0) {
      age[i] = 1;
      index[i] = 1;
    } else {
      const gross = (price + owed[i]!) / close[i]!;
      index[i]! *= gross;
      if (idle[i]! <= longestGap) returns[i] = gross - 1;
    }
    close[i] = price;
    owed[i] = 0;
    idle[i] = 0;
    let shares = slice.volume[i]!;
    if (shares < 0 || shares === Infinity) {
      impossible(i, 'volume', shares, 'it counts as unknown');
      shares = NaN;
    }
    volume[i] = shares;
    const traded = slice.tradedValue[i]!;
    const rupees = traded >= 0 && traded < Infinity ? traded : price * shares;
    value[i] = rupees === rupees ? rupees : 0;
  }
  return problems;
}
