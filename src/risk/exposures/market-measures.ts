import { pushObservation, readRegression } from '../../math/regression/decayed-regression.ts';
import { ringExtremes } from '../../math/windows/ring-extremes.ts';
import { pushRow, rowAgo } from '../../math/windows/ring.ts';
import { slide, type Sliding } from '../../math/windows/sliding-window.ts';
import type { DaySlice } from '../day-slice.ts';
import type { ExposureRules } from './exposure-rules.ts';
import type { MarketWindows } from './market-windows.ts';
import type { PriceRecord } from '../../market/stocks/prices/price-state.ts';
import { MONTH, YEAR } from '../../market/stocks/sessions.ts';

/**
 * What descriptors of prices and volumes are made of at the close of a session: columns, NaN where not to be said. They
 * are good until the next session, which overwrites them.
 */
export interface MarketMeasures {
  /** ₹ crore. */
  readonly marketCap: Float64Array;
  /** ₹, the last close in the session's terms. */
  readonly close: Float64Array;
  /** The total-return index some sessions ago. */
  readonly indexAgo: (sessions: number) => Float64Array;
  /** The greatest and the least that it was 1, 2 … 12 months ago. */
  readonly indexHigh: Float64Array;
  readonly indexLow: Float64Array;
  /** Slope of daily total returns on the market's, and the variance that it leaves. */
  readonly beta: Float64Array;
  readonly residualVariance: Float64Array;
  /** Slope of daily changes of turnover on the market's. */
  readonly volumeBeta: Float64Array;
  /** Standard deviation (over n) of the daily returns of three months. */
  readonly deviation: Float64Array;
  /** Highest and lowest price of a month, in terms that compare across splits. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Shares traded over shares outstanding, annualised: the average of the sessions times 252. */
  readonly turnoverMonth: Float64Array;
  readonly turnoverQuarter: Float64Array;
  readonly turnoverYear: Float64Array;
  /** ₹ traded a year. */
  readonly tradedValue: Float64Array;
  /** Average quarter-end price of the last years, in terms that compare across splits. */
  readonly quarterEndPrice: Float64Array;
}

/** The market portfolio's session: its total return and its turnover, NaN where unknown. */
export interface MarketSession {
  readonly total: number;
  readonly turnover: number;
}

const MONTHS_AGO = Array.from({ length: YEAR / MONTH }, (_, m) => (m + 1) * MONTH);

/** Takes in a session whose prices are already in the record, and measures it. In place. */
export function measureSession(
  windows: MarketWindows,
  slice: DaySlice,
  prices: PriceRecord,
  marketCap: Float64Array,
  market: MarketSession,
  rules: ExposureRules,
): MarketMeasures {
  const { room } = windows;
  readSession(windows, slice, prices);
  pushObservation(windows.returns, market.total, prices.returns);
  pushObservation(windows.volumes, market.turnover - windows.marketTurnover, room.turnoverChange);
  windows.marketTurnover = market.turnover;
  pushRow(windows.index, prices.index);
  ringExtremes(windows.index, MONTHS_AGO, windows.indexExtremes, room.indexLow, room.indexHigh);
  readRegression(windows.returns, rules.beta.minimum, room.beta, room.residualVariance);
  readRegression(windows.volumes, rules.beta.minimum, room.volumeBeta, room.volumeResidual);
  slide(windows.high, room.high, room.high);
  slide(windows.low, room.low, room.low);
  for (let i = 0; i < room.low.length; i++) room.low[i] = -room.low[i]!;
  writeDeviations(windows, rules.minimumShare);
  const { turnoverAge } = windows;
  writeYear(windows.turnoverMonth, room.turnover, turnoverAge, prices.age, rules, room.turnoverMonth);
  writeYear(windows.turnoverQuarter, room.turnover, turnoverAge, prices.age, rules, room.turnoverQuarter);
  writeYear(windows.turnoverYear, room.turnover, turnoverAge, prices.age, rules, room.turnoverYear);
  writeYear(windows.value, prices.value, prices.age, prices.age, rules, room.tradedValue);
  return {
    ...room,
    marketCap,
    close: prices.close,
    indexAgo: (sessions) => rowAgo(windows.index, sessions),
    deviation: room.sums,
    quarterEndPrice: windows.quarterEndPrice,
  };
}

/** Writes what enters the windows; missing is 0 in sums and −∞ among prices. In place. */
function readSession(windows: MarketWindows, slice: DaySlice, prices: PriceRecord): void {
  const { turnoverAge, turnover: latest } = windows;
  const { sums, squares, present, high, low, turnover, turnoverChange } = windows.room;
  const { returns, idle, close, terms, age, volume } = prices;
  const { high: highs, low: lows, sharesOutstanding } = slice;
  for (let i = 0; i < sums.length; i++) {
    const r = returns[i]!;
    const there = r === r;
    sums[i] = there ? r : 0;
    squares[i] = there ? r * r : 0;
    present[i] = there ? 1 : 0;
    high[i] = -Infinity;
    low[i] = -Infinity;
    if (idle[i] === 0) {
      const last = close[i]!;
      const top = highs[i]!;
      const bottom = lows[i]!;
      high[i] = (top > last && top < Infinity ? top : last) / terms[i]!;
      low[i] = -(bottom > 0 && bottom < last ? bottom : last) / terms[i]!;
    }
    const known = volume[i]! / sharesOutstanding[i]!;
    if (age[i]! > 0 && known >= 0 && known < Infinity) {
      turnoverChange[i] = known - latest[i]!;
      latest[i] = known;
      turnover[i] = known;
      turnoverAge[i]!++;
    } else {
      turnoverChange[i] = NaN;
      latest[i] = NaN;
      turnover[i] = 0;
      turnoverAge[i] = 0;
    }
  }
}

/** Standard deviation of the returns in the window; NaN where fewer than their share is there. Left in `sums`. */
function writeDeviations(windows: MarketWindows, minimumShare: number): void {
  const { sums, squares, present } = windows.room;
  slide(windows.returnSum, sums, sums);
  slide(windows.returnSquares, squares, squares);
  slide(windows.returnCount, present, present);
  const least = minimumShare * windows.returnSum.length;
  for (let i = 0; i < sums.length; i++) {
    const n = present[i]!;
    const mean = sums[i]! / n;
    const variance = squares[i]! / n - mean * mean;
    sums[i] = n < least ? NaN : Math.sqrt(variance > 0 ? variance : 0);
  }
}

/**
 * The average a session times 252. A young share is averaged over the sessions that it has had, if they are a fair part
 * of the window; one whose figures were unknown at some time since its first trade needs a whole window of them.
 */
function writeYear(
  window: Sliding,
  today: Float64Array,
  known: Float64Array,
  age: Float64Array,
  { minimumShare }: ExposureRules,
  out: Float64Array,
): void {
  slide(window, today, out);
  const { length } = window;
  for (let i = 0; i < out.length; i++) {
    const sessions = known[i]!;
    const least = sessions === age[i]! ? minimumShare * length : length;
    out[i] = sessions < least ? NaN : (out[i]! * YEAR) / (sessions < length ? sessions : length);
  }
}
