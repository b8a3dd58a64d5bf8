import { attribute, type AttributionDay } from '../../risk/portfolio/attribution.ts';
import { FACTOR_COUNT } from '../../risk/factors.ts';

/** Parts of a return beside those of the 39 factors, after them in every vector of parts. */
export const OTHER_PARTS = ['specific', 'uncovered', 'strategic'] as const;
export const PART_COUNT = FACTOR_COUNT + OTHER_PARTS.length;
const [SPECIFIC, UNCOVERED, STRATEGIC] = OTHER_PARTS.map((_, i) => FACTOR_COUNT + i) as [
  number,
  number,
  number,
];

/** One session of a portfolio: what it returned, and what of it was not stocks. */
export interface SessionReturn {
  /** Simple return of the session, above −1. */
  readonly total: number;
  /** The part from cash, gold, G-secs and positions held by an index: weights at the close before × their returns. */
  readonly strategic: number;
}

/**
 * The logarithmic return of one session by source, [42]: 39 factors, specific return, what the model does not cover, and what
 * is not held in stocks. Each part of the simple return r (`risk/portfolio/attribution`) is multiplied by ln(1 + r)/r, so that
 * the parts add up to ln(1 + r) exactly, over sessions to that of any span, and a past one never changes (our choice, as for the
 * ladder). What the model’s returns of the stocks do not explain of the return that was earned, such as the price at which an
 * issue of rights was sold, counts as not covered.
 *
 * @param day null where the model has no record of the session.
 */
export function logParts({ total, strategic }: SessionReturn, day: AttributionDay | null): Float64Array {
  const parts = new Float64Array(PART_COUNT);
  parts[STRATEGIC] = strategic;
  parts[UNCOVERED] = total - strategic;
  if (day !== null) {
    const { factors, specific, total: explained, uncovered } = attribute([day]);
    parts.set(factors);
    parts[SPECIFIC] = specific;
    parts[UNCOVERED] += uncovered - explained;
  }
  const scale = total === 0 ? 1 : Math.log1p(total) / total;
  return parts.map((part) => part * scale);
}
