import type { Row } from '../../store/rows.ts';
import type { Fault } from '../decoding/cells.ts';

/**
 * A close outside its own row's range from low to high by more than this fraction is a misplaced digit or decimal point.
 * Publishers' own rows stay far below it: the worst is 2.1 %, an index with high and low exchanged (our choice).
 */
const MISPLACED = 0.2;

/**
 * How far purchases minus sales may differ from the net: by rounding (₹ 1 crore), or by this fraction of purchases plus
 * sales. Not below 2 %, because one published row, of domestic institutions on 28 May 2007, is 1.3 % off: 1,077.57
 * minus 1,002.83 against 46.94. A net of the wrong sign or with an extra digit is far beyond it (our choice).
 */
const ROUNDING = 1;
const NET_TOLERANCE = 0.02;

/** Why the values of one row contradict each other; null if they do not. Missing values contradict nothing. */
export function contradictionOf(row: Row): Fault | null {
  if (row.kind === 'bar' || row.kind === 'future' || row.kind === 'stock-bar') return misplacedClose(row);
  return row.kind === 'flow' ? wrongNet(row) : null;
}

function misplacedClose(row: Extract<Row, { readonly close: unknown }>): Fault | null {
  const { series, low, high, close } = row;
  if (close === null) return null;
  const far = (bound: number): string | null =>
    Math.abs(close - bound) > MISPLACED * Math.abs(bound)
      ? `close of ${series} is ${close}, ${close < bound ? 'far below the low' : 'far above the high'} of the row, ${bound}`
      : null;
  const message =
    (low !== null && close < low ? far(low) : null) ?? (high !== null && close > high ? far(high) : null);
  return message === null ? null : { reason: 'close far outside its range', message };
}

function wrongNet({ series, buy, sell, net }: Extract<Row, { readonly kind: 'flow' }>): Fault | null {
  if (buy === null || sell === null || net === null) return null;
  if (Math.abs(buy - sell - net) <= Math.max(ROUNDING, NET_TOLERANCE * (buy + sell)) + 1e-9) return null;
  return {
    reason: 'net is not buy minus sell',
    message: `net of ${series} is ${net}, but buy ${buy} minus sell ${sell} is ${(buy - sell).toFixed(2)}`,
  };
}
