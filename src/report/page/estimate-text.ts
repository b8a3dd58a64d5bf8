import type { MeanEstimate } from '../../validation/regimes/measures/mean-estimate.ts';
import { grouped, NO_BREAK, signed } from '../../format/numbers.ts';

/** `t +2.7, n 211`: t-statistic of a mean and number of months. */
export const strengthText = ({ t, n }: MeanEstimate): string =>
  `t${NO_BREAK}${signed(t, 1)}, n${NO_BREAK}${grouped(n, 0)}`;

/** `+10.7 to +69.5`. */
export const intervalText = ([low, high]: readonly [number, number], decimals = 1): string =>
  `${signed(low, decimals)} to ${signed(high, decimals)}`;
