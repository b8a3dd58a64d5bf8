/**
 * Numbers as they are printed in India: a true minus sign, digits grouped 3-2-2, a no-break space before a unit.
 * Written here and not by `Intl`, whose output changes with the ICU of the Node it runs on.
 */
export const MINUS = '−';
export const NO_BREAK = '\u00a0';

/** What stands where there is no figure. */
export const NONE = '–';

export const orNone = <T>(x: T | null | undefined, text: (x: T) => string): string =>
  x === null || x === undefined ? NONE : text(x);

/** `1234567.5` → `12,34,567.50`. A negative number that rounds to zero loses its sign. */
export function grouped(x: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(x).toFixed(decimals).split('.');
  const tail = whole.slice(-3);
  const head = whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',');
  const digits = (head ? `${head},${tail}` : tail) + (fraction ? `.${fraction}` : '');
  return isNegativeAt(x, decimals) ? `${MINUS}${digits}` : digits;
}

/** As `grouped`, with `+` before what is above zero: for changes and scores. */
export const signed = (x: number, decimals: number): string =>
  isNegativeAt(-x, decimals) ? `+${grouped(x, decimals)}` : grouped(x, decimals);

/** A percentage that is already in percent: `12.5 %`. */
export const percent = (x: number, decimals = 1): string => `${grouped(x, decimals)}${NO_BREAK}%`;
export const signedPercent = (x: number, decimals = 1): string => `${signed(x, decimals)}${NO_BREAK}%`;

/** A fraction as a percentage: `0.125` → `13 %`. */
export const share = (fraction: number, decimals = 0): string => percent(100 * fraction, decimals);

/** A measured probability, never told as 0 or 100 %: nothing measured is as sure as that. */
export const probability = (p: number): string =>
  p < 0.01 ? `under ${share(0.01)}` : p > 0.99 ? `over ${share(0.99)}` : share(p);

/** `3 trades`, `1 trade`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${grouped(n, 0)}${NO_BREAK}${n === 1 ? one : many}`;

const isNegativeAt = (x: number, decimals: number): boolean => x < 0 && Number(x.toFixed(decimals)) !== 0;
