/*
 * Figures that no asset has (our choice). A variance may be in percent², an expected return in percent: 1,000,000 is a
 * volatility of 1,000 % a period, 10,000 a return of 10,000 %. Below the least variance, a volatility of 0.000001 %, a
 * figure cannot be distinguished from rounding; cash has exactly 0.
 */
const LARGEST_VARIANCE = 1e6;
const LEAST_VARIANCE = 1e-16;
const LARGEST_EXPECTED = 1e4;

/** An implausible figure: its asset, and what is wrong. */
export interface ImplausibleFigure {
  /** Position of the asset. */
  readonly asset: number;
  readonly message: string;
  readonly remedy: string;
}

/**
 * The first variance or expected return that no asset can have: results with it would be rounding, not figures.
 *
 * @param matrix [n × n], row-major; finite.
 * @param expected [n]; null where an asset has none.
 */
export function implausibleFigure(
  names: readonly string[],
  matrix: Float64Array,
  expected: readonly (number | null)[],
): ImplausibleFigure | null {
  for (const [asset, name] of names.entries()) {
    const variance = matrix[asset * (names.length + 1)]!;
    if (variance > LARGEST_VARIANCE)
      return {
        asset,
        message: `the variance of ${name} is ${variance}, beyond that of any asset.`,
        remedy: 'Give variances as squares of decimal returns: 0.04 for a volatility of 20 %.',
      };
    if (variance > 0 && variance < LEAST_VARIANCE)
      return {
        asset,
        message: `the variance of ${name} is ${variance}, which is indistinguishable from rounding error.`,
        remedy: 'Give 0 for cash.',
      };
    const mean = expected[asset] ?? 0;
    if (Math.abs(mean) > LARGEST_EXPECTED)
      return {
        asset,
        message: `the expected return of ${name} is ${mean}, beyond that of any asset.`,
        remedy: 'Give returns as decimals: 0.12 for 12 %.',
      };
  }
  return null;
}
