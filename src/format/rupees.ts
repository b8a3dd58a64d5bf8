import { grouped, MINUS, NO_BREAK } from './numbers.ts';

const LAKH = 1e5;
const CRORE = 1e7;

/** To the rupee: `₹ 1,23,45,678`. */
export const rupees = (x: number): string => withSign(x, grouped(Math.abs(x), 0));

/** To the paisa: `₹ 1,23,45,678.90`. */
export const rupeesAndPaise = (x: number): string => withSign(x, grouped(Math.abs(x), 2));

/** For reading at a glance: `₹ 1.23 crore`, `₹ 12.35 lakh`, below a lakh to the rupee. */
export function rupeesInWords(x: number): string {
  const size = Math.abs(x);
  // The unit is chosen after rounding, so that ₹ 99,99,999 reads as 1 crore and not as 100 lakh.
  if (Math.round(size / (LAKH / 100)) >= 10_000)
    return withSign(x, `${grouped(size / CRORE, 2)}${NO_BREAK}crore`);
  if (Math.round(size) >= LAKH) return withSign(x, `${grouped(size / LAKH, 2)}${NO_BREAK}lakh`);
  return rupees(x);
}

const withSign = (x: number, size: string): string =>
  `${x < 0 && /[1-9]/.test(size) ? MINUS : ''}₹${NO_BREAK}${size}`;
