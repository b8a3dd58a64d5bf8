import type { Cells } from '../../decoding/cells.ts';
import { readNumber } from '../../decoding/numbers.ts';

/**
 * Units of money in such files, per rupee: rupees, lakh, or rupees multiplied by a lakh, as some versions of nsepy did.
 */
const UNITS = [1, 1e-5, 1e5];

/** Average price times volume is the traded value up to rounding; beyond this it is in another unit (our choice). */
const TOLERANCE = 0.02;

/**
 * The value traded, ₹, of a file with an unreliable unit: the unit is inferred as the one in which the value agrees
 * with the volume-weighted average price times the volume; null if it agrees in none. Thousands separators may be
 * misplaced.
 */
export function tradedValue(cells: Cells, value: string, vwap: string, volume: string): number | null {
  const stated = readNumber(cells.text(value).replaceAll(',', ''));
  const [price, shares] = [cells.number(vwap), cells.number(volume)];
  if (stated === null || stated === undefined || price === null || shares === null) return null;
  const unit = UNITS.find((u) => Math.abs(stated / u - price * shares) <= TOLERANCE * price * shares);
  return unit === undefined ? null : stated / unit;
}
