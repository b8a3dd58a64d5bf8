import { groupedLine } from '../../math/regression/grouped-line.ts';
import { weightedLine } from '../../math/regression/weighted-line.ts';
import { clippedScale, weightedScale, type CentreAndSpread } from '../../math/statistics/weighted-scale.ts';
import { winsorBounds, type Bounds } from '../../math/statistics/winsor-bounds.ts';
import type { ExposureRules } from './exposure-rules.ts';
import { INDUSTRY_COUNT } from '../factors.ts';

/** The names of a day and the weights by which their descriptors are put to scale. */
export interface CrossSection {
  /** Columns with a market cap. */
  readonly covered: Int32Array;
  /** Those of the estimation universe among them. */
  readonly members: Int32Array;
  /** ₹ crore. */
  readonly marketCap: Float64Array;
  readonly rootCap: Float64Array;
  readonly industry: Uint8Array;
  /** Room for a number a name, three times. */
  readonly scratch: readonly [Float64Array, Float64Array, Float64Array];
}

/** The values of the members that have one, with their caps, at the front of the scratch columns. */
function gather(column: Float64Array, { members, marketCap, scratch }: CrossSection): number {
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

/** Bounds measured on the members' values, which are left in the scratch; null where too few have one. */
function boundsOf(column: Float64Array, section: CrossSection, rules: ExposureRules): Bounds | null {
  const n = gather(column, section);
  if (n < rules.minimumNames) return null;
  return winsorBounds(section.scratch[0], n, rules.winsor, section.scratch[2]);
}

/**
 * Makes a style of its only descriptor: winsorised to bounds measured on the estimation universe, with its sign. Errors
 * become missing, and all values do where too few members have one. Returns the number of errors. In place.
 */
export function winsorise(
  column: Float64Array,
  sign: 1 | -1,
  section: CrossSection,
  rules: ExposureRules,
): number {
  const bounds = boundsOf(column, section, rules);
  if (bounds === null) {
    column.fill(NaN);
    return 0;
  }
  const { low, high, errorLow, errorHigh } = bounds;
  const { covered } = section;
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
 * Adds a descriptor to the sums of a composite: winsorised as above, then z-scored (cap-weighted mean 0, equally
 * weighted deviation 1 over the estimation universe), clipped, with its sign. One that does not vary says nothing and
 * is left out. Returns the number of errors.
 */
export function addScores(
  column: Float64Array,
  sign: 1 | -1,
  section: CrossSection,
  rules: ExposureRules,
  sums: Float64Array,
  counts: Float64Array,
): number {
  const bounds = boundsOf(column, section, rules);
  if (bounds === null) return 0;
  const { low, high, errorLow, errorHigh } = bounds;
  const scale = winsorisedScale(column, section, bounds);
  if (scale.spread === 0) return 0;
  // Drawing in, scaling and clipping are one clamp of the scaled value.
  const unit = 1 / scale.spread;
  const least = Math.max((low - scale.centre) * unit, -rules.limit);
  const most = Math.min((high - scale.centre) * unit, rules.limit);
  const { covered } = section;
  let errors = 0;
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    const v = column[i]!;
    if (v >= errorLow && v <= errorHigh) {
      const z = (v - scale.centre) * unit;
      sums[i]! += sign * (z < least ? least : z > most ? most : z);
      counts[i]!++;
    } else if (v === v) errors++;
  }
  return errors;
}

/** The scale of the members' values after winsorising. */
function winsorisedScale(column: Float64Array, section: CrossSection, bounds: Bounds): CentreAndSpread {
  const { members, marketCap, scratch } = section;
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

/** What is left of a style when another, all of whose scores are there, is taken out of it (weights √cap). In place. */
export function takeOut(column: Float64Array, other: Float64Array, section: CrossSection): void {
  const line = weightedLine(column, other, section.rootCap, section.members);
  if (line === null) return;
  for (const i of section.covered) column[i]! -= line.intercept + line.slope * other[i]!;
}

/**
 * Gives every name without a score the one fitted for its industry and SIZE over the members that have one (weights
 * √cap), and calls `filled` with it. False where no member has a score, so that none can be fitted.
 */
export function fillIn(
  column: Float64Array,
  size: Float64Array,
  section: CrossSection,
  filled: (name: number) => void,
): boolean {
  const { covered, members, industry, rootCap } = section;
  const line = groupedLine(column, size, industry, INDUSTRY_COUNT, rootCap, members);
  if (line === null) return false;
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    if (column[i] === column[i]) continue;
    column[i] = line.levels[industry[i]!]! + line.slope * size[i]!;
    filled(i);
  }
  return true;
}

/**
 * Puts a style to its final scale over the estimation universe: cap-weighted mean 0 and equally weighted deviation 1
 * after clipping. All are 0 where the style does not vary. In place.
 */
export function toFinalScale(column: Float64Array, section: CrossSection, { limit }: ExposureRules): void {
  const n = gather(column, section);
  const { centre, spread } = clippedScale(section.scratch[0], section.scratch[1], n, limit);
  const { covered } = section;
  const unit = spread > 0 ? 1 / spread : 0;
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    const z = (column[i]! - centre) * unit;
    column[i] = z > limit ? limit : z < -limit ? -limit : z;
  }
}
