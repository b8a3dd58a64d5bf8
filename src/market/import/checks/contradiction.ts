import type { Row } from '../../store/rows.ts';
import type { Fault } from '../decoding/cells.ts';

/**
 * A close farther outside its own row's low to high than this share is a slipped digit or decimal point. Publishers'
 * own rows stay far below it: the worst is 2.1 %, an index whose high and low stand exchanged (our choice).
 */
const SLIPPED = 0.2;

/**
 * How far bought less sold may lie from the net figure: rounding (₹ 1 crore), or this share of all that was bought and
 * sold. Not less than 2 %, because a published row, of domestic institutions on 28 May 2007, is 1.3 % off: 1,077.57
 * less 1,002.83 against 46.94. A net of the wrong sign or with a digit too many is far beyond it (our choice).
 */
const ROUNDING = 1;
const NET_SHARE = 0.02;

/** Why the figures of one row cannot all be right; null where they can. Blank figures contradict nothing. */
export function contradictionOf(row: Row): Fault | null {
  if (row.kind === 'bar' || row.kind === 'future' || row.kind === 'stock-bar') return slippedClose(row);
  return row.kind === 'flow' ? wrongNet(row) : null;
}

function slippedClose(row: Extract<Row, { readonly close: unknown }>): Fault | null {
  const { series, low, high, close } = row;
  if (close === null) return null;
  const far = (bound: number): string | null =>
    Math.abs(close - bound) > SLIPPED * Math.abs(bound)
      ? `close of ${series} is ${close}, ${close < bound ? 'far below the low' : 'far above the high'} of its row, ${bound}`
      : null;
  const message =
    (low !== null && close < low ? far(low) : null) ?? (high !== null && close > high ? far(high) : null);
  return message === null ? null : { reason: 'close far outside its range', message };
}

function wrongNet({ series, buy, sell, net }: Extract<Row, { readonly kind: 'flow' }>): Fault | null {
  if (buy === null || sell === null || net === null) return null;
  if (Math.abs(buy - sell - net) <= Math.max(ROUNDING, NET_SHARE * (buy + sell)) + 1e-9) return null;
  return {
    reason: 'net is not bought less sold',
    message: `net of ${series} is ${net}, and ${buy} bought less ${sell} sold is ${(buy - sell).toFixed(2)}`,
  };
}
