import { alternating, isMoreExtreme, type TurningPoint } from './turning-points.ts';

/** In observations (months); defaults as in Pagan and Sossounov (2003) for monthly prices. */
export interface DatingRules {
  /** A turning point is the extremum of this many observations on either side. */
  readonly window: number;
  /** Turning points this close to either end are dropped. */
  readonly censor: number;
  readonly minPhase: number;
  readonly minCycle: number;
  /** A phase that moves the price by more than this fraction is exempt from the minimum lengths, and so is its cycle. */
  readonly bigMove: number;
}

export const MONTHLY_DATING: DatingRules = {
  window: 8,
  censor: 6,
  minPhase: 4,
  minCycle: 16,
  bigMove: 0.2,
};

/**
 * Ex-post turning points of a price by the rules of Pagan and Sossounov (2003), with the exemption of big moves applied to
 * cycles too, as in the R package bbdetection.
 *
 * 1. Take the extrema of the window, truncated at the ends of the series, and drop those in the first and last `censor`
 *    observations.
 * 2. Make peaks and troughs alternate.
 * 3. Drop phases shorter than `minPhase`, then cycles shorter than `minCycle`, unless one of their phases moves the price by
 *    more than `bigMove`. A short phase loses both its ends; a short cycle loses the less extreme of its two bounding points
 *    of one kind. After each drop the points are made to alternate again and the search restarts.
 *
 * The dating uses future prices by design and must never enter a rule.
 *
 * @param prices positive, oldest first, no gaps.
 * @param rules windows and lengths in observations; default: those of the paper for months.
 * @returns alternating peaks and troughs, each at its index in `prices`.
 * @example
 * import { paganSossounov } from 'trrm/regimes';
 *
 * const prices = Array.from({ length: 120 }, (_, month) => 100 + 40 * Math.sin(month / 10));
 * console.log(paganSossounov(prices));
 */
export function paganSossounov(
  prices: ArrayLike<number>,
  rules: DatingRules = MONTHLY_DATING,
): TurningPoint[] {
  const n = prices.length;
  let points = alternating(
    extrema(prices, rules.window).filter((p) => p.at >= rules.censor && p.at < n - rules.censor),
    prices,
  );
  const isBig = (a: TurningPoint, b: TurningPoint) =>
    Math.abs(prices[b.at]! / prices[a.at]! - 1) > rules.bigMove;
  const without = (dropped: readonly TurningPoint[]) =>
    alternating(
      points.filter((p) => !dropped.includes(p)),
      prices,
    );

  for (;;) {
    const i = points.findIndex((a, k) => {
      const b = points[k + 1];
      return b !== undefined && b.at - a.at < rules.minPhase && !isBig(a, b);
    });
    if (i < 0) break;
    points = without([points[i]!, points[i + 1]!]);
  }
  for (;;) {
    const i = points.findIndex((a, k) => {
      const [b, c] = [points[k + 1], points[k + 2]];
      return b && c && c.at - a.at < rules.minCycle && !isBig(a, b) && !isBig(b, c);
    });
    if (i < 0) break;
    const [a, c] = [points[i]!, points[i + 2]!];
    points = without([isMoreExtreme(c, a, prices) ? a : c]);
  }
  return points;
}

/** Observations that are the highest or lowest of their window; in a flat top or bottom, all of them. */
function extrema(prices: ArrayLike<number>, window: number): TurningPoint[] {
  const points: TurningPoint[] = [];
  for (let i = 0; i < prices.length; i++) {
    let [isPeak, isTrough] = [true, true];
    const end = Math.min(prices.length - 1, i + window);
    for (let j = Math.max(0, i - window); j <= end; j++) {
      if (prices[j]! > prices[i]!) isPeak = false;
      if (prices[j]! < prices[i]!) isTrough = false;
    }
    // A constant price has no turning point.
    if (isPeak !== isTrough) points.push({ kind: isPeak ? 'peak' : 'trough', at: i });
  }
  return points;
}
