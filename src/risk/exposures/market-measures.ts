import { pushObservation, readRegression } from '../../math/regression/decayed-regression.ts';
import { ringExtremes } from '../../math/windows/ring-extremes.ts';
import { pushRow, rowAgo } from '../../math/windows/ring.ts';
import { slide, type Sliding } from '../../math/windows/sliding-window.ts';
import type { DailySlice } from '../../market/stocks/daily-slice.ts';
import type { ExposureRules } from './exposure-rules.ts';
import type { MarketWindows } from './market-windows.ts';
import type { PriceState } from '../../market/stocks/prices/price-state.ts';
import { MONTH, YEAR } from '../../market/stocks/sessions.ts';

/**
 * Inputs of the price and volume descriptors at the close of a session: [N] columns, NaN if missing. The next session
 * overwrites them.
 */
export interface MarketMeasures {
  /** ₹ crore. */
  readonly marketCap: Float64Array;
  /**
   * ₹, the last close: held across ex-dates of splits and bonuses, as it would be without those since the first session,
   * or as traded.
   */
  readonly price: Float64Array;
  /** The total-return index so many sessions ago. */
  readonly indexAgo: (sessions: number) => Float64Array;
  /** Its maximum and minimum over the points 1, 2 … 12 months ago. */
  readonly indexHigh: Float64Array;
  readonly indexLow: Float64Array;
  /** CAPM beta of daily total returns, and the residual variance. */
  readonly beta: Float64Array;
  readonly residualVariance: Float64Array;
  /** Slope of daily changes in turnover on those of the market. */
  readonly volumeBeta: Float64Array;
  /** Standard deviation (divisor n) of three months of daily returns. */
  readonly deviation: Float64Array;
  /** Highest and lowest split-adjusted price of a month. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Shares traded over shares outstanding, annualised: the average of the sessions times 252. */
  readonly turnoverMonth: Float64Array;
  readonly turnoverQuarter: Float64Array;
  readonly turnoverYear: Float64Array;
  /** ₹ traded a year. */
  readonly tradedValue: Float64Array;
  /** Average split-adjusted quarter-end price over the window of years. */
  readonly quarterEndPrice: Float64Array;
}

/** Total return (decimal) and turnover (fraction) of the market portfolio on a session; NaN if unknown. */
export interface MarketSession {
  readonly total: number;
  readonly turnover: number;
}

const MONTHS_AGO = Array.from({ length: YEAR / MONTH }, (_, m) => (m + 1) * MONTH);

/** Adds a session whose prices have already been added, and returns its measures. Updates the windows in place. */
export function measureSession(
  windows: MarketWindows,
  slice: DailySlice,
  prices: PriceState,
  marketCap: Float64Array,
  market: MarketSession,
  rules: ExposureRules,
): MarketMeasures {
  const { workspace } = windows;
  readSession(windows, slice, prices);
  pushObservation(windows.returns, market.total, prices.returns);
  pushObservation(windows.volumes, market.turnover - windows.marketTurnover, workspace.turnoverChange);
  windows.marketTurnover = market.turnover;
  pushRow(windows.index, prices.index);
  ringExtremes(windows.index, MONTHS_AGO, windows.indexExtremes, workspace.indexLow, workspace.indexHigh);
  readRegression(windows.returns, rules.beta.minimum, workspace.beta, workspace.residualVariance);
  readRegression(windows.volumes, rules.beta.minimum, workspace.volumeBeta, workspace.volumeResidual);
  for (let i = 0; i < workspace.price.length; i++)
    workspace.price[i] = rules.logPrice === 'held' ? prices.close[i]! / prices.terms[i]! : prices.close[i]!;
  slide(windows.high, workspace.high, workspace.high);
  slide(windows.low, workspace.low, workspace.low);
  for (let i = 0; i < workspace.low.length; i++) workspace.low[i] = -workspace.low[i]!;
  writeDeviations(windows, rules.minimumFraction);
  const { turnoverAge } = windows;
  writeYear(
    windows.turnoverMonth,
    workspace.turnover,
    turnoverAge,
    prices.age,
    rules,
    workspace.turnoverMonth,
  );
  writeYear(
    windows.turnoverQuarter,
    workspace.turnover,
    turnoverAge,
    prices.age,
    rules,
    workspace.turnoverQuarter,
  );
  writeYear(windows.turnoverYear, workspace.turnover, turnoverAge, prices.age, rules, workspace.turnoverYear);
  writeYear(windows.value, prices.value, prices.age, prices.age, rules, workspace.tradedValue);
  return {
    ...workspace,
    marketCap,
    price: workspace.price,
    indexAgo: (sessions) => rowAgo(windows.index, sessions),
    deviation: workspace.sums,
    quarterEndPrice: windows.quarterEndPrice,
  };
}

/** Writes the session's inputs of the windows; missing values are 0 in sums and −∞ in maxima. In place. */
function readSession(windows: MarketWindows, slice: DailySlice, prices: PriceState): void {
  const { turnoverAge, turnover: latest } = windows;
  const { sums, squares, present, high, low, turnover, turnoverChange } = windows.workspace;
  const { returns, idle, close, terms, age, volume } = prices;
  const { high: highs, low: lows, sharesOutstanding } = slice;
  for (let i = 0; i < sums.length; i++) {
    const r = returns[i]!;
    const isKnown = r === r;
    sums[i] = isKnown ? r : 0;
    squares[i] = isKnown ? r * r : 0;
    present[i] = isKnown ? 1 : 0;
    high[i] = -Infinity;
    low[i] = -Infinity;
    if (idle[i] === 0) {
      const last = close[i]!;
      const top = highs[i]!;
      const bottom = lows[i]!;
      high[i] = (top > last && top < Infinity ? top : last) / terms[i]!;
      low[i] = -(bottom > 0 && bottom < last ? bottom : last) / terms[i]!;
    }
    const traded = volume[i]! / sharesOutstanding[i]!;
    if (age[i]! > 0 && traded >= 0 && traded < Infinity) {
      turnoverChange[i] = traded - latest[i]!;
      latest[i] = traded;
      turnover[i] = traded;
      turnoverAge[i]!++;
    } else {
      turnoverChange[i] = NaN;
      latest[i] = NaN;
      turnover[i] = 0;
      turnoverAge[i] = 0;
    }
  }
}

/** Writes the standard deviation of the window's returns into `sums`; NaN below the minimum fraction of returns. */
function writeDeviations(windows: MarketWindows, minimumFraction: number): void {
  const { sums, squares, present } = windows.workspace;
  slide(windows.returnSum, sums, sums);
  slide(windows.returnSquares, squares, squares);
  slide(windows.returnCount, present, present);
  const minimum = minimumFraction * windows.returnSum.length;
  for (let i = 0; i < sums.length; i++) {
    const n = present[i]!;
    const mean = sums[i]! / n;
    const variance = squares[i]! / n - mean * mean;
    sums[i] = n < minimum ? NaN : Math.sqrt(variance > 0 ? variance : 0);
  }
}

/**
 * Annualised average: the mean per session × 252. A recently listed stock is averaged over its own sessions if they
 * reach the minimum fraction of the window; after a gap in its data a stock needs a full window.
 */
function writeYear(
  window: Sliding,
  today: Float64Array,
  known: Float64Array,
  age: Float64Array,
  { minimumFraction }: ExposureRules,
  out: Float64Array,
): void {
  slide(window, today, out);
  const { length } = window;
  for (let i = 0; i < out.length; i++) {
    const sessions = known[i]!;
    const minimum = sessions === age[i]! ? minimumFraction * length : length;
    out[i] = sessions < minimum ? NaN : (out[i]! * YEAR) / (sessions < length ? sessions : length);
  }
}
