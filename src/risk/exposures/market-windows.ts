import { newDecayedRegression, widenRegression, type DecayedRegression } from '../../math/regression/decayed-regression.ts';
import { newRing, pushRow, widenRing, widenRows, type Ring } from '../../math/windows/ring.ts';
import { newExtremePlaces, type ExtremePlaces } from '../../math/windows/ring-extremes.ts';
import { newSliding, widenSliding, type Sliding } from '../../math/windows/sliding-window.ts';
import type { ExposureRules } from './exposure-rules.ts';
import type { PriceRecord } from '../../market/stocks/prices/price-state.ts';
import { MONTH, QUARTER, YEAR } from '../../market/stocks/sessions.ts';

/** Rolling windows over the market, changed in place by `measureSession`. */
export interface MarketWindows {
  readonly returns: DecayedRegression;
  readonly volumes: DecayedRegression;
  readonly index: Ring;
  readonly indexExtremes: ExtremePlaces;
  readonly returnSum: Sliding;
  readonly returnSquares: Sliding;
  readonly returnCount: Sliding;
  readonly high: Sliding;
  /** The greatest of the negative prices. */
  readonly low: Sliding;
  readonly turnoverMonth: Sliding;
  readonly turnoverQuarter: Sliding;
  readonly turnoverYear: Sliding;
  readonly value: Sliding;
  readonly quarterEnds: Ring;
  readonly quarterEndPrice: Float64Array;
  /** Turnover of the latest session; NaN where unknown. */
  readonly turnover: Float64Array;
  /** Sessions in a row, since the first trade, for which turnover is known. */
  readonly turnoverAge: Float64Array;
  marketTurnover: number;
  /** Columns that each session writes anew: room, not memory. */
  readonly room: Room;
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
  | 'turnoverMonth'
  | 'turnoverQuarter'
  | 'turnoverYear'
  | 'tradedValue';
type Room = Readonly<Record<Column, Float64Array>>;

const roomFor = (names: number): Room => ({
  sums: new Float64Array(names),
  squares: new Float64Array(names),
  present: new Float64Array(names),
  high: new Float64Array(names),
  low: new Float64Array(names),
  indexHigh: new Float64Array(names),
  indexLow: new Float64Array(names),
  turnover: new Float64Array(names),
  turnoverChange: new Float64Array(names),
  beta: new Float64Array(names),
  residualVariance: new Float64Array(names),
  volumeBeta: new Float64Array(names),
  volumeResidual: new Float64Array(names),
  turnoverMonth: new Float64Array(names),
  turnoverQuarter: new Float64Array(names),
  turnoverYear: new Float64Array(names),
  tradedValue: new Float64Array(names),
});

export const newWindows = (names: number, { beta, years }: ExposureRules): MarketWindows => ({
  returns: newDecayedRegression(beta.window, beta.halfLife, names),
  volumes: newDecayedRegression(beta.window, beta.halfLife, names),
  index: newRing(YEAR + 1, names),
  indexExtremes: newExtremePlaces(names),
  returnSum: newSliding('sum', QUARTER, names),
  returnSquares: newSliding('sum', QUARTER, names),
  returnCount: newSliding('sum', QUARTER, names),
  high: newSliding('greatest', MONTH, names),
  low: newSliding('greatest', MONTH, names),
  turnoverMonth: newSliding('sum', MONTH, names),
  turnoverQuarter: newSliding('sum', QUARTER, names),
  turnoverYear: newSliding('sum', YEAR, names),
  value: newSliding('sum', YEAR, names),
  quarterEnds: newRing(years * 4, names),
  quarterEndPrice: new Float64Array(names).fill(NaN),
  turnover: new Float64Array(names).fill(NaN),
  turnoverAge: new Float64Array(names),
  marketTurnover: NaN,
  room: roomFor(names),
});

/** The same windows with more issuers, of which nothing has been seen so far. */
export function widenWindows(windows: MarketWindows, names: number): MarketWindows {
  const before = windows.turnover.length;
  const sliding = (of: Sliding): Sliding => widenSliding(of, names);
  return {
    returns: widenRegression(windows.returns, names),
    volumes: widenRegression(windows.volumes, names),
    index: widenRing(windows.index, names),
    indexExtremes: newExtremePlaces(names),
    returnSum: sliding(windows.returnSum),
    returnSquares: sliding(windows.returnSquares),
    returnCount: sliding(windows.returnCount),
    high: sliding(windows.high),
    low: sliding(windows.low),
    turnoverMonth: sliding(windows.turnoverMonth),
    turnoverQuarter: sliding(windows.turnoverQuarter),
    turnoverYear: sliding(windows.turnoverYear),
    value: sliding(windows.value),
    quarterEnds: widenRing(windows.quarterEnds, names),
    quarterEndPrice: widenRows(windows.quarterEndPrice, before, names, NaN),
    turnover: widenRows(windows.turnover, before, names, NaN),
    turnoverAge: widenRows(windows.turnoverAge, before, names, 0),
    marketTurnover: windows.marketTurnover,
    room: roomFor(names),
  };
}

/** The first session of a quarter has come: the closes before it were quarter-end prices. In place. */
export function closeQuarter(windows: MarketWindows, prices: PriceRecord, minimum: number): void {
  const { quarterEnds, quarterEndPrice } = windows;
  const names = quarterEndPrice.length;
  const row = new Float64Array(names);
  for (let i = 0; i < names; i++) row[i] = prices.close[i]! / prices.terms[i]!;
  pushRow(quarterEnds, row);
  const known = Math.min(quarterEnds.pushed, quarterEnds.depth);
  for (let i = 0; i < names; i++) {
    let sum = 0;
    let count = 0;
    for (let back = 0; back < known; back++) {
      const price = quarterEnds.rows[back * names + i]!;
      if (Number.isNaN(price)) continue;
      sum += price;
      count++;
    }
    quarterEndPrice[i] = count >= minimum ? sum / count : NaN;
  }
}
