import { type MeanEstimate, meanEstimate } from '../../math/statistics/mean-estimate.ts';

/** An alpha, or a difference of two, by its Newey–West error. Percent a year. */
export type Estimate = MeanEstimate;

/** An error of a monthly return below this is rounding: the two series are the same. */
const ROUNDING = 1e-12;

/** From a monthly fraction and its error. */
export const estimate = (n: number, { value, error }: { value: number; error: number }): Estimate =>
  meanEstimate(n, 100 * value, error > ROUNDING ? 100 * error : 0);
