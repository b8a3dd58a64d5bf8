/** A mean of monthly figures, or an alpha of them, with its uncertainty. Percent a year. */
export interface MeanEstimate {
  /** Months behind it. */
  readonly n: number;
  /** Twelve times the monthly figure. */
  readonly annual: number;
  /** Over its standard error; 0 where nothing varies. */
  readonly t: number;
  /** ± 1.96 standard errors. */
  readonly interval: readonly [number, number];
}

const MONTHS = 12;
const NORMAL_95 = 1.96;

/** From a monthly figure in percent and its standard error. */
export function meanEstimate(n: number, monthly: number, error: number): MeanEstimate {
  const annual = MONTHS * monthly;
  const half = NORMAL_95 * MONTHS * error;
  return { n, annual, t: error > 0 ? monthly / error : 0, interval: [annual - half, annual + half] };
}
