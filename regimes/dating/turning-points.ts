/** A peak or trough of a price, by its index in the series. */
export interface TurningPoint {
  readonly kind: 'peak' | 'trough';
  readonly at: number;
}

/** The state of a market as dated afterwards. */
export type Phase = 'bull' | 'bear';

/** Leaves one turning point of each run of equals: the highest peak, the lowest trough, the earlier of two alike. */
export function alternating(points: readonly TurningPoint[], prices: ArrayLike<number>): TurningPoint[] {
  const kept: TurningPoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last?.kind !== point.kind) kept.push(point);
    else if (isMoreExtreme(point, last, prices)) kept[kept.length - 1] = point;
  }
  return kept;
}

export const isMoreExtreme = (a: TurningPoint, b: TurningPoint, prices: ArrayLike<number>): boolean =>
  a.kind === 'peak' ? prices[a.at]! > prices[b.at]! : prices[a.at]! < prices[b.at]!;

/**
 * The phase of each of `count` observations: bear from the one after a peak to the trough, bull from the one after
 * a trough to the peak; before the first point and after the last, the phase that ends or begins there.
 */
export function phasesBetween(points: readonly TurningPoint[], count: number): Phase[] {
  const phases: Phase[] = [];
  let next = 0;
  for (let i = 0; i < count; i++) {
    while (next < points.length && i > points[next]!.at) next++;
    const ahead = points[next];
    const behind = points[next - 1];
    const falling = ahead ? ahead.kind === 'trough' : behind?.kind === 'peak';
    phases.push(falling ? 'bear' : 'bull');
  }
  return phases;
}

/**
 * How many observations, from the first on, have a phase that later prices have not put in doubt: all but the last
 * `censor`, in which no turn is trusted; and where the price has since risen above the last peak, or fallen below the
 * last trough, none after that point, because the turn between is still to be found.
 */
export function datedUpTo(
  points: readonly TurningPoint[],
  prices: ArrayLike<number>,
  censor: number,
): number {
  const trusted = Math.max(0, prices.length - censor);
  const last = points.at(-1);
  if (!last) return trusted;
  for (let i = last.at + 1; i < prices.length; i++) {
    const overtaken = last.kind === 'peak' ? prices[i]! > prices[last.at]! : prices[i]! < prices[last.at]!;
    if (overtaken) return Math.min(trusted, last.at + 1);
  }
  return trusted;
}
