/** What a share was and is, in a panel that takes later dividends out of an adjusted close. */
export interface Adjusted {
  readonly close: number;
  readonly adjustedClose: number;
}

/** Half of the last printed place of a close and of an adjusted close. */
const [CLOSE_ROUNDING, ADJUSTED_ROUNDING] = [0.005, 0.00005];
/** A step of the ratio within so many roundings says nothing. */
const ROUNDINGS = 3;

/**
 * The dividend, ₹ a share, that went ex between two sessions: the ratio of adjusted close to close rises by
 * 1 ÷ (1 − dividend ÷ close before) where one did. Null where it falls, which no dividend does.
 */
export function impliedDividend(before: Adjusted, now: Adjusted): number | null {
  const part = 1 - before.adjustedClose / before.close / (now.adjustedClose / now.close);
  const noise = [before, now].reduce(
    (sum, x) => sum + CLOSE_ROUNDING / x.close + ADJUSTED_ROUNDING / x.adjustedClose,
    0,
  );
  if (Math.abs(part) <= ROUNDINGS * noise) return 0;
  return part > 0 ? part * before.close : null;
}
