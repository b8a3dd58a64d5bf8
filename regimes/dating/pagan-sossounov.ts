import { alternating, isMoreExtreme, type TurningPoint } from './turning-points.ts';

/** In observations (months), as Pagan and Sossounov (2003) have them for monthly prices. */
export interface DatingRules {
  /** A turning point is the extremum of so many observations on either side. */
  readonly window: number;
  /** Turning points are not trusted so near either end. */
  readonly censor: number;
  readonly minPhase: number;
  readonly minCycle: number;
  /** A phase that moves the price by more than this fraction may be short, and so may its cycle. */
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
 * Turning points of a price, dated afterwards by the rules of Pagan and Sossounov (2003), with the exemption of
 * big moves also for cycles, as in the R package bbdetection.
 *
 * Extrema of the window, cut short at the ends of the series; those in the first and last `censor` observations
 * dropped; alternated; then phases under `minPhase` and cycles under `minCycle` observations dropped, unless a
 * phase of theirs moved more than `bigMove`. A short phase loses both its ends; a short cycle the less extreme
 * of the two like points that bound it. After each drop the points are alternated again and the search begins
 * anew. It knows the future by design and must never feed a rule.
 *
 * @param prices positive, oldest first, no gaps.
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

/** Highest and lowest of the observations round about; of a flat top or bottom, every observation of it. */
function extrema(prices: ArrayLike<number>, window: number): TurningPoint[] {
  const points: TurningPoint[] = [];
  for (let i = 0; i < prices.length; i++) {
    let [isPeak, isTrough] = [true, true];
    const end = Math.min(prices.length - 1, i + window);
    for (let j = Math.max(0, i - window); j <= end; j++) {
      if (prices[j]! > prices[i]!) isPeak = false;
      if (prices[j]! < prices[i]!) isTrough = false;
    }
    // A stretch without any move turns nowhere.
    if (isPeak !== isTrough) points.push({ kind: isPeak ? 'peak' : 'trough', at: i });
  }
  return points;
}
