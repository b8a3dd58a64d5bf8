const FIGURE = /^[+-]?(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

interface Printed {
  /** Power of ten of the last digit. */
  readonly last: number;
  /** Digits from the first that is not 0. */
  readonly significant: number;
}

function printed(text: string): Printed {
  const [, whole = '', fraction = '', exponent = '0'] = FIGURE.exec(text) ?? [];
  return {
    last: Number(exponent) - fraction.length,
    significant: `${whole}${fraction}`.replace(/^0+/, '').length,
  };
}

/**
 * Half a unit of the last digit to which each number of a matrix was printed. A program prints to so many decimals or to
 * so many significant digits, and may drop zeros at the end; so the unit of an entry is the coarser of the finest
 * decimal in the matrix and the last of as many significant digits as any entry has.
 *
 * @param cells plain decimal numbers.
 */
export function printedRounding(cells: readonly string[]): Float64Array {
  const all = cells.map(printed);
  const finest = all.reduce((least, p) => (p.significant > 0 ? Math.min(least, p.last) : least), Infinity);
  const digits = all.reduce((most, p) => Math.max(most, p.significant), 1);
  return Float64Array.from(cells, (cell) => {
    const size = Math.abs(Number(cell));
    const last = size > 0 ? Math.floor(Math.log10(size)) + 1 - digits : -Infinity;
    const unit = Math.max(finest, last);
    return Number.isFinite(unit) ? 0.5 * 10 ** unit : 0;
  });
}
