/** How vendors write a missing value. */
const isMissing = (text: string): boolean => text === '' || text === '-' || text === '.' || text === 'NA';

const WESTERN = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const INDIAN = /^-?\d{1,2}(,\d{2})*,\d{3}(\.\d+)?$/;

/**
 * Parses a number: plain decimal notation, a bare decimal (`.42`), thousands separators in western or Indian grouping.
 * Null for a missing value; undefined if the cell is not a number.
 */
export function readNumber(cell: string): number | null | undefined {
  const text = cell.trim();
  if (isMissing(text)) return null;
  const plain = plainDecimal(text);
  if (plain !== undefined) return plain;
  return WESTERN.test(text) || INDIAN.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

/** Up to this many digits, digits and power of ten are exact doubles, and so their quotient is correctly rounded. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/**
 * Parses `-12.5`, `3`, `.42`; `Number` would also accept `0x1f`, `1e9` and `Infinity`. Computes the value while checking
 * the characters and leaves only long numbers to `Number`, which is slow.
 */
function plainDecimal(text: string): number | undefined {
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      value = value * 10 + c - 48;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (c === 46 && decimals < 0) decimals = 0;
    else if (c !== 45 || i > 0) return undefined;
  }
  if (digits === 0) return undefined;
  if (digits > EXACT_DIGITS) return Number(text);
  const size = value / POWERS[Math.max(decimals, 0)]!;
  return text.startsWith('-') ? -size : size;
}

const SUFFIX: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Parses a volume as investing.com writes it: `25.45K`, `1.2M`. Null and undefined as in `readNumber`. */
export function readVolume(cell: string): number | null | undefined {
  const text = cell.trim();
  const scale = SUFFIX[text.slice(-1)];
  if (scale === undefined) return readNumber(text);
  const figure = readNumber(text.slice(0, -1));
  return figure === null || figure === undefined ? undefined : figure * scale;
}
