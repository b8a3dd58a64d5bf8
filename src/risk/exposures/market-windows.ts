import {
  newDecayedRegression,
  widenRegression,
  type DecayedRegression,
} from '../../math/regression/decayed-regression.ts';
import { newRing, pushRow, widenRing, widenRows, type Ring } from '../../math/windows/ring.ts';
import { newExtremePlaces, type ExtremePlaces } from '../../math/windows/ring-extremes.ts';
import { newSliding, widenSliding, type Sliding } from '../../math/windows/sliding-window.ts';
import type { ExposureRules } from './exposure-rules.ts';
import type { PriceState } from '../../market/stocks/prices/price-state.ts';
import { MONTH, QUARTER, YEAR } from '../../market/stocks/sessions.ts';

/** Rolling windows over N issuers, updated in place by `measureSession`. */
export interface MarketWindows {
  readonly returns: DecayedRegression;
  readonly volumes: DecayedRegression;
  readonly index: Ring;
  readonly indexExtremes: ExtremePlaces;
  readonly returnSum: Sliding;
  readonly returnSquares: Sliding;
  readonly returnCount: Sliding;
  readonly high: Sliding;
  /** Maximum of the negated low prices. */
  readonly low: Sliding;
  readonly turnoverMonth: Sliding;
  readonly turnoverQuarter: Sliding;
  readonly turnoverYear: Sliding;
  readonly value: Sliding;
  readonly quarterEnds: Ring;
  readonly quarterEndPrice: Float64Array;
  /** Turnover of the latest session; NaN if unknown. */
  readonly turnover: Float64Array;
  /** Consecutive sessions with known turnover since the first trade. */
  readonly turnoverAge: Float64Array;
  marketTurnover: number;
  /** Scratch columns, overwritten by each session; they carry no state. */
  readonly workspace: WindowWorkspace;
}

type Column =
  | 'sums'
  | 'squares'
  | 'present'
  | 'high'
  | 'low'
  | 'indexHigh'
  | 'indexLow'
  | 'turnover'
  | 'turnoverChange'
  | 'beta'
  | 'residualVariance'
  | 'volumeBeta'
  | 'volumeResidual'
  | 'price'
  | 'turnoverMonth'
  | 'turnoverQuarter'
  | 'turnoverYear'
  | 'tradedValue';
type WindowWorkspace = Readonly<Record<Column, Float64Array>>;

const newWorkspace = (issuerCount: number): WindowWorkspace => ({
  sums: new Float64Array(issuerCount),
  squares: new Float64Array(issuerCount),
  present: new Float64Array(issuerCount),
  high: new Float64Array(issuerCount),
  low: new Float64Array(issuerCount),
  indexHigh: new Float64Array(issuerCount),
  indexLow: new Float64Array(issuerCount),
  turnover: new Float64Array(issuerCount),
  turnoverChange: new Float64Array(issuerCount),
  beta: new Float64Array(issuerCount),
  residualVariance: new Float64Array(issuerCount),
  volumeBeta: new Float64Array(issuerCount),
  volumeResidual: new Float64Array(issuerCount),
  price: new Float64Array(issuerCount),
  turnoverMonth: new Float64Array(issuerCount),
  turnoverQuarter: new Float64Array(issuerCount),
  turnoverYear: new Float64Array(issuerCount),
  tradedValue: new Float64Array(issuerCount),
});

export const newWindows = (issuerCount: number, { beta, years }: ExposureRules): MarketWindows => ({
  returns: newDecayedRegression(beta.window, beta.halfLife, issuerCount),
  volumes: newDecayedRegression(beta.window, beta.halfLife, issuerCount),
  index: newRing(YEAR + 1, issuerCount),
  indexExtremes: newExtremePlaces(issuerCount),
  returnSum: newSliding('sum', QUARTER, issuerCount),
  returnSquares: newSliding('sum', QUARTER, issuerCount),
  returnCount: newSliding('sum', QUARTER, issuerCount),
  high: newSliding('greatest', MONTH, issuerCount),
  low: newSliding('greatest', MONTH, issuerCount),
  turnoverMonth: newSliding('sum', MONTH, issuerCount),
  turnoverQuarter: newSliding('sum', QUARTER, issuerCount),
  turnoverYear: newSliding('sum', YEAR, issuerCount),
  value: newSliding('sum', YEAR, issuerCount),
  quarterEnds: newRing(years * 4, issuerCount),
  quarterEndPrice: new Float64Array(issuerCount).fill(NaN),
  turnover: new Float64Array(issuerCount).fill(NaN),
  turnoverAge: new Float64Array(issuerCount),
  marketTurnover: NaN,
  workspace: newWorkspace(issuerCount),
});

/** Extends the windows to more issuers, without data so far. */
export function widenWindows(windows: MarketWindows, issuerCount: number): MarketWindows {
  const before = windows.turnover.length;
  const sliding = (of: Sliding): Sliding => widenSliding(of, issuerCount);
  return {
    returns: widenRegression(windows.returns, issuerCount),
    volumes: widenRegression(windows.volumes, issuerCount),
    index: widenRing(windows.index, issuerCount),
    indexExtremes: newExtremePlaces(issuerCount),
    returnSum: sliding(windows.returnSum),
    returnSquares: sliding(windows.returnSquares),
    returnCount: sliding(windows.returnCount),
    high: sliding(windows.high),
    low: sliding(windows.low),
    turnoverMonth: sliding(windows.turnoverMonth),
    turnoverQuarter: sliding(windows.turnoverQuarter),
    turnoverYear: sliding(windows.turnoverYear),
    value: sliding(windows.value),
    quarterEnds: widenRing(windows.quarterEnds, issuerCount),
    quarterEndPrice: widenRows(windows.quarterEndPrice, before, issuerCount, NaN),
    turnover: widenRows(windows.turnover, before, issuerCount, NaN),
    turnoverAge: widenRows(windows.turnoverAge, before, issuerCount, 0),
    marketTurnover: windows.marketTurnover,
    workspace: newWorkspace(issuerCount),
  };
}

/** Stores the last closes as quarter-end prices; called on the first session of the next quarter. In place. */
export function closeQuarter(windows: MarketWindows, prices: PriceState, minimum: number): void {
  const { quarterEnds, quarterEndPrice } = windows;
  const issuerCount = quarterEndPrice.length;
  const row = new Float64Array(issuerCount);
  for (let i = 0; i < issuerCount; i++) row[i] = prices.close[i]! / prices.terms[i]!;
  pushRow(quarterEnds, row);
  const known = Math.min(quarterEnds.pushed, quarterEnds.depth);
  for (let i = 0; i < issuerCount; i++) {
    let sum = 0;
    let count = 0;
    for (let back = 0; back < known; back++) {
      const price = quarterEnds.rows[back * issuerCount + i]!;
      if (Number.isNaN(price)) continue;
      sum += price;
      count++;
    }
    quarterEndPrice[i] = count >= minimum ? sum / count : NaN;
  }
}
