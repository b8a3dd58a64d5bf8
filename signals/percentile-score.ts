import { clip } from '../src/math/clip.ts';

/**
 * u(p) of the specification: the score of a quantity that is hostile when high. 0 at the median, ±1 from
 * `halfRange` on either side of it: with 0.4, +1 at the 10th percentile and below, −1 at the 90th and above.
 */
export const hostileWhenHigh = (percentile: number, halfRange: number): number =>
  -clip((percentile - 0.5) / halfRange, -1, 1);
