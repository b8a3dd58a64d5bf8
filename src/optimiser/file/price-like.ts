/** A typical return of a period, gain or loss, is not beyond this; a typical price or percentage is (our choice). */
const LARGEST_TYPICAL = 0.2;
/** No return of a single period is beyond this: a hundred times the amount invested (our choice). */
const LARGEST_RETURN = 100;

/** What a column given as returns looks like, and the row that shows it. */
export interface NotReturns {
  readonly looksLike: 'prices' | 'percentages' | 'a misprint';
  /** The first row with such a value. */
  readonly row: number;
}

/**
 * Recognises a column that does not hold decimal returns: prices are all positive and typically far from 0; percentages are
 * typically beyond ± 20 % a period read as decimals.
 *
 * @param values null where missing.
 */
export function notReturns(values: readonly (number | null)[]): NotReturns | null {
  const known = values.filter((v) => v !== null);
  const sizes = known.map(Math.abs).sort((a, b) => a - b);
  const typical = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const at = (isSuch: (v: number) => boolean): number => values.findIndex((v) => v !== null && isSuch(v));
  if (typical > LARGEST_TYPICAL)
    return known.every((v) => v > 0)
      ? { looksLike: 'prices', row: at(() => true) }
      : { looksLike: 'percentages', row: at((v) => Math.abs(v) > LARGEST_TYPICAL) };
  const row = at((v) => v > LARGEST_RETURN);
  return row < 0 ? null : { looksLike: 'a misprint', row };
}
