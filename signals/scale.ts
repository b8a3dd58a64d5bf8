import { clip } from '../src/math/clip.ts';

/** Where a percentile stops mattering: ±0.4 round the middle, so the outer tenths score the full ±1. */
const HALF_RANGE = 0.4;

/**
 * u(p) of the specification: the score of a quantity that is hostile when high. +1 at the 10th percentile and
 * below, 0 at the median, −1 at the 90th and above.
 */
export const hostileWhenHigh = (percentile: number): number => -clip((percentile - 0.5) / HALF_RANGE, -1, 1);
