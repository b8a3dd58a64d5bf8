import { clip } from '../src/math/clip.ts';

/**
 * The contrarian score of a percentile, u(p) = −clip((p − 0.5) / halfRange, −1, +1): a high percentile is hostile to equities.
 * With a half-range of 0.4 the score is +1 up to the 10th percentile, 0 at the median and −1 from the 90th on.
 *
 * @param percentile 0 to 1.
 */
export const contrarianScore = (percentile: number, halfRange: number): number =>
  -clip((percentile - 0.5) / halfRange, -1, 1);
