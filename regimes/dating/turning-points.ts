/** A peak or trough of a price, by its index in the series. */
export interface TurningPoint {
  readonly kind: 'peak' | 'trough';
  readonly at: number;
}

/** The state of a market, dated ex post. */
export type Phase = 'bull' | 'bear';

/** Makes turning points alternate: of consecutive points of one kind, keeps the most extreme, the earlier on a tie. */
export function alternating(points: readonly TurningPoint[], prices: ArrayLike<number>): TurningPoint[] {
  const kept: TurningPoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last?.kind !== point.kind) kept.push(point);
    else if (isMoreExtreme(point, last, prices)) kept[kept.length - 1] = point;
  }
  return kept;
}

/** Whether `a` is strictly higher (peaks) or lower (troughs) than `b`, a point of the same kind. */
export const isMoreExtreme = (a: TurningPoint, b: TurningPoint, prices: ArrayLike<number>): boolean =>
  a.kind === 'peak' ? prices[a.at]! > prices[b.at]! : prices[a.at]! < prices[b.at]!;

/**
 * The phase of each of `count` observations: bear from the one after a peak up to the trough, bull from the one after a trough
 * up to the peak. Before the first point, the phase that ends there; after the last, the phase that begins there.
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
 * The number of leading observations whose phase is settled by the prices so far: all but the last `censor`, where turning
 * points are not accepted. Where the price has since risen above the last peak or fallen below the last trough, only those
 * up to that point, because a turning point in between is still to be dated.
 */
export function datedUpTo(
  points: readonly TurningPoint[],
  prices: ArrayLike<number>,
  censor: number,
): number {
  const settled = Math.max(0, prices.length - censor);
  const last = points.at(-1);
  if (!last) return settled;
  for (let i = last.at + 1; i < prices.length; i++) {
    const overtaken = last.kind === 'peak' ? prices[i]! > prices[last.at]! : prices[i]! < prices[last.at]!;
    if (overtaken) return Math.min(settled, last.at + 1);
  }
  return settled;
}
