/** A close and the same close adjusted for later dividends. */
export interface AdjustedPrice {
  readonly close: number;
  readonly adjustedClose: number;
}

/** Half a unit of the last printed decimal of a close and of an adjusted close. */
const [CLOSE_ROUNDING, ADJUSTED_ROUNDING] = [0.005, 0.00005];
/** A change of the ratio within this many rounding errors is noise. */
const ROUNDINGS = 3;

/**
 * The dividend, ₹ a share, that went ex between two sessions: it raises the ratio of adjusted close to close by the factor
 * 1 ÷ (1 − dividend ÷ previous close). Null if the ratio falls, which no dividend can cause.
 */
export function impliedDividend(before: AdjustedPrice, now: AdjustedPrice): number | null {
  const part = 1 - before.adjustedClose / before.close / (now.adjustedClose / now.close);
  const noise = [before, now].reduce(
    (sum, x) => sum + CLOSE_ROUNDING / x.close + ADJUSTED_ROUNDING / x.adjustedClose,
    0,
  );
  if (Math.abs(part) <= ROUNDINGS * noise) return 0;
  return part > 0 ? part * before.close : null;
}
