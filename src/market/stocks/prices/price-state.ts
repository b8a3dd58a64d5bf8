import { iso } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import { widenRows } from '../../../math/windows/ring.ts';
import type { DaySlice, Issuer } from '../day-slice.ts';

/**
 * What is carried from session to session of each issuer's price: the last close and what has become of it
 * since, with the trade of the latest session. `advancePrices` changes it in place. Entries of issuers that never traded are NaN.
 */
export interface PriceRecord {
  /** Sessions seen. */
  sessions: number;
  /** ₹, the last close in the terms of the latest session. */
  readonly close: Float64Array;
  /** Dividends gone ex since that close, in the same terms. */
  readonly owed: Float64Array;
  /** Sessions since the last trade: 0 where it traded in the latest, NaN where it never did. */
  readonly idle: Float64Array;
  /** Sessions of the market since the first trade, that one included. */
  readonly age: Float64Array;
  /** Product of all adjustments: a price or dividend over it, and shares times it, compare across splits. */
  readonly terms: Float64Array;
  /** Total-return index, 1 at the first close; it stands still while there is no trade. */
  readonly index: Float64Array;
  /**
   * Total return of the latest session: (close + dividends) / (adjusted close before) − 1. NaN without a trade, and
   * where it spans so many sessions that it is no day's return (`longestGap`); the index has such a return too.
   */
  readonly returns: Float64Array;
  /** Shares traded in the latest session: 0 without a trade, NaN where there was one of unknown volume. */
  readonly volume: Float64Array;
  /** ₹ traded in the latest session; price times volume where the value is not given, 0 where neither is. */
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

export function newPrices(names: number): PriceRecord {
  const columns = NAMES.map((name) => [name, new Float64Array(names).fill(COLUMNS[name])]);
  return { sessions: 0, ...(Object.fromEntries(columns) as Omit<PriceRecord, 'sessions'>) };
}

/** The same record with more issuers, none of which has traded so far. */
export function widenPrices(record: PriceRecord, names: number): PriceRecord {
  const before = record.close.length;
  const columns = NAMES.map((name) => [name, widenRows(record[name], before, names, COLUMNS[name])]);
  return { sessions: record.sessions, ...(Object.fromEntries(columns) as Omit<PriceRecord, 'sessions'>) };
}

/**
 * Takes in a session. A close that no share can have (zero, negative, infinite) is a problem and counts as no trade; an
 * impossible adjustment or dividend is a problem and counts as none.
 */
export function advancePrices(
  record: PriceRecord,
  slice: DaySlice,
  issuers: readonly Pick<Issuer, 'isin' | 'symbol'>[],
  longestGap: number,
): Problem[] {
  const { close, owed, idle, age, terms, index, returns, volume, value } = record;
  const problems: Problem[] = [];
  const impossible = (i: number, what: string, value: number, so: string): void => {
    problems.push({
      severity: 'warning',
      code: `impossible-${what}`,
      about: `${issuers[i]!.isin} ${issuers[i]!.symbol}`,
      message: `${what} ${value} on ${iso(slice.day)}; ${so}.`,
      remedy: 'Correct the figure at its source and import the day again.',
    });
  };
  record.sessions++;
  for (let i = 0; i < close.length; i++) {
    let adjustment = slice.adjustment[i]!;
    if (adjustment !== 1) {
      if (!(adjustment > 0 && adjustment < Infinity)) {
        impossible(i, 'adjustment', adjustment, 'the price is taken as unadjusted');
        adjustment = 1;
      }
      close[i]! *= adjustment;
      owed[i]! *= adjustment;
      terms[i]! *= adjustment;
    }
    const dividend = slice.dividend[i]!;
    if (dividend !== 0) {
      if (dividend > 0 && dividend < Infinity) owed[i]! += dividend;
      else impossible(i, 'dividend', dividend, 'none is counted');
    }
    let price = slice.close[i]!;
    if (price <= 0 || price === Infinity) {
      impossible(i, 'price', price, 'the day counts as one without a trade');
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
      impossible(i, 'volume', shares, 'it is taken as unknown');
      shares = NaN;
    }
    volume[i] = shares;
    const traded = slice.tradedValue[i]!;
    const rupees = traded >= 0 && traded < Infinity ? traded : price * shares;
    value[i] = rupees === rupees ? rupees : 0;
  }
  return problems;
}
