/** A mean or an alpha of monthly returns, told a year, with its uncertainty. Percent. */
export interface Estimate {
  /** Months behind it. */
  readonly n: number;
  /** Twelve times the monthly figure. */
  readonly annual: number;
  /** Over its Newey–West error; 0 where nothing varies. */
  readonly t: number;
  /** ± 1.96 errors. */
  readonly interval: readonly [number, number];
}

const MONTHS = 12;
const NORMAL_95 = 1.96;
/** An error of a monthly return below this is rounding: the two series are the same. */
const ROUNDING = 1e-12;

/** From a monthly fraction and its error. */
export function estimate(n: number, { value, error }: { value: number; error: number }): Estimate {
  const annual = 100 * MONTHS * value;
  const half = NORMAL_95 * 100 * MONTHS * error;
  return { n, annual, t: error > ROUNDING ? value / error : 0, interval: [annual - half, annual + half] };
}
