import { type MeanEstimate, meanEstimate } from '../../math/statistics/mean-estimate.ts';

/** An alpha, or a difference of two alphas, with its Newey–West standard error. Percent a year. */
export type Estimate = MeanEstimate;

/** Converts a monthly fraction and its standard error, over `n` months, to percent a year. */
export const estimate = (n: number, { value, error }: { value: number; error: number }): Estimate =>
  meanEstimate(n, 100 * value, 100 * error);
