import { groupedLine } from '../../math/regression/grouped-line.ts';
import { weightedLine } from '../../math/regression/weighted-line.ts';
import { clippedScale, weightedScale, type CentreAndSpread } from '../../math/statistics/weighted-scale.ts';
import { winsorBounds, type Bounds } from '../../math/statistics/winsor-bounds.ts';
import type { ExposureRules } from './exposure-rules.ts';
import { INDUSTRY_COUNT } from '../factors.ts';

/** The stocks of a day, and the weights with which their descriptors are standardised. */
export interface StandardisationSample {
  /** Issuers with a market cap. */
  readonly covered: Int32Array;
  /** Covered members of the estimation universe. */
  readonly members: Int32Array;
  /** [N] ₹ crore, and its square root. */
  readonly marketCap: Float64Array;
  readonly rootCap: Float64Array;
  readonly industry: Uint8Array;
  /** Three scratch columns of N numbers. */
  readonly scratch: readonly [Float64Array, Float64Array, Float64Array];
}

/** Copies the members' values and caps to the front of the scratch columns; returns their number. */
function gatherMembers(column: Float64Array, { members, marketCap, scratch }: StandardisationSample): number {
  const [values, weights] = scratch;
  let n = 0;
  for (let k = 0; k < members.length; k++) {
    const i = members[k]!;
    const v = column[i]!;
    if (v !== v) continue;
    values[n] = v;
    weights[n++] = marketCap[i]!;
  }
  return n;
}

/**
 * Winsorisation bounds from the members' values; null if too few have one. Leaves the values in the scratch columns.
 */
function memberBounds(
  column: Float64Array,
  sample: StandardisationSample,
  rules: ExposureRules,
): Bounds | null {
  const n = gatherMembers(column, sample);
  if (n < rules.minimumNames) return null;
  return winsorBounds(sample.scratch[0], n, rules.winsor, sample.scratch[2]);
}

/**
 * Winsorises a descriptor to bounds estimated on the estimation universe and applies its sign, in place. Outliers
 * distort the scale of the whole cross-sample: beyond `width` robust deviations a value is pulled to the bound,
 * beyond `errorsBeyond` it is treated as a data error and becomes missing. If too few members have a value, all
 * become missing.
 *
 * @param column [N], NaN is missing.
 * @returns the number of values dropped as errors.
 */
export function winsorise(
  column: Float64Array,
  sign: 1 | -1,
  sample: StandardisationSample,
  rules: ExposureRules,
): number {
  const bounds = memberBounds(column, sample, rules);
  if (bounds === null) {
    column.fill(NaN);
    return 0;
  }
  const { low, high, errorLow, errorHigh } = bounds;
  const { covered } = sample;
  let errors = 0;
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    const v = column[i]!;
    if (v < errorLow || v > errorHigh) {
      errors++;
      column[i] = NaN;
    } else column[i] = sign * (v < low ? low : v > high ? high : v);
  }
  return errors;
}

/**
 * Adds a descriptor to a composite style: winsorised as above, standardised, clipped and signed. The mean is
 * cap-weighted, so that the market portfolio has zero exposure, and the deviation is equally weighted, so that large
 * stocks do not set the scale (USE4). A descriptor without variation is skipped.
 *
 * @param sums [N] running sums of scores; `counts` holds the number of descriptors in each. Both in place.
 * @returns the number of values dropped as errors.
 */
export function addStandardised(
  column: Float64Array,
  sign: 1 | -1,
  sample: StandardisationSample,
  rules: ExposureRules,
  sums: Float64Array,
  counts: Float64Array,
): number {
  const bounds = memberBounds(column, sample, rules);
  if (bounds === null) return 0;
  const { low, high, errorLow, errorHigh } = bounds;
  const scale = winsorisedScale(column, sample, bounds);
  if (scale.spread === 0) return 0;
  // Winsorising, scaling and clipping amount to one clamp of the scaled value.
  const unit = 1 / scale.spread;
  const lower = Math.max((low - scale.centre) * unit, -rules.limit);
  const upper = Math.min((high - scale.centre) * unit, rules.limit);
  const { covered } = sample;
  let errors = 0;
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    const v = column[i]!;
    if (v >= errorLow && v <= errorHigh) {
      const z = (v - scale.centre) * unit;
      sums[i]! += sign * (z < lower ? lower : z > upper ? upper : z);
      counts[i]!++;
    } else if (v === v) errors++;
  }
  return errors;
}

/** Mean and deviation of the members' winsorised values. */
function winsorisedScale(
  column: Float64Array,
  sample: StandardisationSample,
  bounds: Bounds,
): CentreAndSpread {
  const { members, marketCap, scratch } = sample;
  const [values, weights] = scratch;
  const { low, high, errorLow, errorHigh } = bounds;
  let n = 0;
  for (let k = 0; k < members.length; k++) {
    const i = members[k]!;
    const v = column[i]!;
    if (!(v >= errorLow && v <= errorHigh)) continue;
    values[n] = v < low ? low : v > high ? high : v;
    weights[n++] = marketCap[i]!;
  }
  return weightedScale(values, weights, n);
}

/**
 * Replaces a style by its residual on another style, which has no missing scores (weights √cap), so that the
 * regression can attribute returns to the two separately. In place.
 */
export function orthogonalise(
  column: Float64Array,
  other: Float64Array,
  sample: StandardisationSample,
): void {
  const line = weightedLine(column, other, sample.rootCap, sample.members);
  if (line === null) return;
  for (const i of sample.covered) column[i]! -= line.intercept + line.slope * other[i]!;
}

/**
 * Imputes missing scores from industry and SIZE, by a regression over the members that have a score (weights √cap; as
 * Barra models do). A zero would call a stock without data average; its industry and size are better evidence.
 *
 * @param size [N] scores of SIZE.
 * @returns false if no member has a score, so that none can be imputed.
 */
export function imputeMissing(
  column: Float64Array,
  size: Float64Array,
  sample: StandardisationSample,
  onImputed: (issuer: number) => void,
): boolean {
  const { covered, members, industry, rootCap } = sample;
  const line = groupedLine(column, size, industry, INDUSTRY_COUNT, rootCap, members);
  if (line === null) return false;
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    if (column[i] === column[i]) continue;
    column[i] = line.levels[industry[i]!]! + line.slope * size[i]!;
    onImputed(i);
  }
  return true;
}

/**
 * Standardises a style over the estimation universe: cap-weighted mean 0 and equally weighted deviation 1 after
 * clipping at ± `limit`. All scores are 0 if the style has no variation. In place.
 */
export function standardiseStyle(
  column: Float64Array,
  sample: StandardisationSample,
  { limit }: ExposureRules,
): void {
  const n = gatherMembers(column, sample);
  const { centre, spread } = clippedScale(sample.scratch[0], sample.scratch[1], n, limit);
  const { covered } = sample;
  const unit = spread > 0 ? 1 / spread : 0;
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    const z = (column[i]! - centre) * unit;
    column[i] = z > limit ? limit : z < -limit ? -limit : z;
  }
}
