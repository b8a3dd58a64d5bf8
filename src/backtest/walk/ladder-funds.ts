import type { PositionWeights } from './base-weights.ts';

/** What the notional funds of one period hold at its start; null leaves the fund out. By position. */
export interface NotionalFunds {
  readonly policy: PositionWeights;
  readonly neutral: PositionWeights;
  readonly regime: PositionWeights;
  /** The decision's target; null where it is the regime's bouquet. */
  readonly target: PositionWeights | null;
}

/** The return of weights from one session to another, drifting in between. */
export function returnOf(
  weights: PositionWeights,
  levels: readonly Float64Array[],
  from: number,
  to: number,
): number {
  let sum = 0;
  weights.forEach((w, i) => {
    if (w !== 0) sum += w * (levels[i]![to]! / levels[i]![from]! - 1);
  });
  return sum;
}
