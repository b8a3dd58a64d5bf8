import { grouped, percent, signed } from '../format/numbers.ts';
import { displayDay, parseIso } from '../market/day.ts';
import type { Unit } from './explanation.ts';
import type { Leaf } from './pointer.ts';

/** Significant digits of a number without a unit of its own. */
const DIGITS = 6;

/** A value as a page shows it: scores with a sign, fractions in percent, money in ₹. */
export function figureText(value: Leaf, unit: Unit): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    const day = unit === 'day' ? parseIso(value) : null;
    return day === null ? value : displayDay(day);
  }
  switch (unit) {
    case 'score':
    case 'deviations':
      return signed(value, 3);
    case 'fraction':
      return percent(100 * value, 2);
    case 'percent':
      return percent(value, 2);
    case 'rupees':
      return `₹ ${grouped(value, Number.isInteger(value) ? 0 : 2)}`;
    default:
      return plainNumber(value);
  }
}

/** A number to six digits, with thousands grouped the Indian way. */
function plainNumber(x: number): string {
  if (Number.isInteger(x)) return grouped(x, 0);
  const decimals = Math.min(12, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(Math.abs(x)))));
  return grouped(x, decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
