/** How the vendors write that there is no figure. */
const isMissing = (text: string): boolean => text === '' || text === '-' || text === '.' || text === 'NA';

const WESTERN = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const INDIAN = /^-?\d{1,2}(,\d{2})*,\d{3}(\.\d+)?$/;

/**
 * Reads a figure: plain decimal notation, a bare decimal (`.42`), thousands commas in western or Indian
 * grouping. Null where the cell says that there is none; undefined where it is no figure at all.
 */
export function readNumber(cell: string): number | null | undefined {
  const text = cell.trim();
  if (isMissing(text)) return null;
  const plain = plainDecimal(text);
  if (plain !== undefined) return plain;
  return WESTERN.test(text) || INDIAN.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

/** With so many digits, both the digits and the power of ten are exact, and so is their quotient's rounding. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/**
 * `-12.5`, `3`, `.42`; `Number` itself would also take `0x1f`, `1e9` and `Infinity`. Having looked at every
 * character, it has the value too, and leaves only the longest to `Number`, which is what takes time.
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

/** Reads a volume as investing.com writes it: `25.45K`, `1.2M`. */
export function readVolume(cell: string): number | null | undefined {
  const text = cell.trim();
  const scale = SUFFIX[text.slice(-1)];
  if (scale === undefined) return readNumber(text);
  const figure = readNumber(text.slice(0, -1));
  return figure === null || figure === undefined ? undefined : figure * scale;
}
