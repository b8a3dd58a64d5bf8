/**
 * Returns per period that differ by less than this differ by rounding alone: a series against itself, or a constant one.
 * Ratios to such a deviation are not formed. Our choice: far above the rounding of returns computed from prices (1e-16 to
 * 1e-14), far below any return that is paid (1e-8 is a millionth of a basis point).
 */
export const RETURN_ROUNDING = 1e-12;

/** Whether a series of decimal returns with this standard deviation and mean varies by more than rounding. */
export const doesVary = (deviation: number, mean: number): boolean =>
  deviation > RETURN_ROUNDING * Math.max(1, Math.abs(mean));
