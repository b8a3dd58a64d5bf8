/**
 * Numbers as they are printed in India: a true minus sign, digits grouped 3-2-2, a no-break space before a unit.
 * Not `Intl`, whose output depends on the ICU version of Node.
 */
export const MINUS = '−';
export const NO_BREAK = '\u00a0';

/** The text for a missing value. */
export const NONE = '–';

/** The text of a value, or a dash if it is missing. */
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

/** As `grouped`, with `+` for positive numbers: for changes and scores. */
export const signed = (x: number, decimals: number): string =>
  isNegativeAt(-x, decimals) ? `+${grouped(x, decimals)}` : grouped(x, decimals);

/** A percentage that is already in percent: `12.5 %`. */
export const percent = (x: number, decimals = 1): string => `${grouped(x, decimals)}${NO_BREAK}%`;
export const signedPercent = (x: number, decimals = 1): string => `${signed(x, decimals)}${NO_BREAK}%`;

/** A fraction as a percentage: `0.125` → `13 %`. */
export const fractionAsPercent = (fraction: number, decimals = 0): string =>
  percent(100 * fraction, decimals);

/** An estimated probability, never shown as 0 or 100 %. */
export const probability = (p: number): string =>
  p < 0.01
    ? `under ${fractionAsPercent(0.01)}`
    : p > 0.99
      ? `over ${fractionAsPercent(0.99)}`
      : fractionAsPercent(p);

/** A percentile between 0 and 1 as `73rd`; in the outermost hundredths `99.7th`, because no value is the 100th. */
export function ordinalPercentile(percentile: number): string {
  const percent = percentile * 100;
  if (percent < 1 || percent > 99) return `${percent.toFixed(1)}th`;
  const whole = Math.round(percent);
  const suffix = Math.floor(whole / 10) === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][whole % 10] ?? 'th');
  return `${whole}${suffix}`;
}

/** `3 trades`, `1 trade`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${grouped(n, 0)}${NO_BREAK}${n === 1 ? one : many}`;

const isNegativeAt = (x: number, decimals: number): boolean => x < 0 && Number(x.toFixed(decimals)) !== 0;
