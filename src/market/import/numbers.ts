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
  if (isPlainDecimal(text)) return Number(text);
  return WESTERN.test(text) || INDIAN.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

/** `-12.5`, `3`, `.42`; `Number` itself would also take `0x1f`, `1e9` and `Infinity`. */
function isPlainDecimal(text: string): boolean {
  let digits = 0;
  let points = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) digits++;
    else if (c === 46) points++;
    else if (c !== 45 || i > 0) return false;
  }
  return digits > 0 && points <= 1;
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
