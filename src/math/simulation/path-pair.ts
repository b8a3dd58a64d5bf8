import type { StudentScaleLaw } from '../random/student-scales.ts';
import type { WordBuffer } from '../random/word-buffer.ts';
import type { GrowthRule } from '../simd/wealth-routine.ts';

/** What all pairs of a simulation have in common. */
export interface PairShape {
  readonly months: number;
  readonly labels: number;
  /** Variables drawn each month. */
  readonly variables: number;
  /** Months after which states are noted, ascending from 1; the last is `months`. */
  readonly marks: Int32Array;
  /** The second path mirrors the draws of the first (antithetic variates). */
  readonly mirrored: boolean;
  /** Wealth, as a fraction of the start, whose crossing is looked for. */
  readonly barrier: number;
  /** Most pairs whose states are kept. */
  readonly pairs: number;
}

/** What a policy holds, and what changing it costs. */
export interface PolicyRule {
  readonly rule: GrowthRule;
  /** [labels × variables] of a mix, [variables] of a holding; not read for a column. */
  readonly weights: Float64Array;
  /** [labels × labels] cost as a fraction of wealth, by label of the month before and of the month. Nothing for a holding. */
  readonly cost: Float64Array;
  /** [labels] variance of a month's log growth, before its scale; null where it is unknown. */
  readonly variances: Float64Array | null;
}

/** Beyond this exponent a crossing within a month is impossible for a double: 1 − exp(−40) is 1. */
export const NEGLIGIBLE = 40;

/** The wealth of the pair under a policy. */
export interface PolicyWalk {
  /** Walks the pair and notes its states as those of pair `k`. */
  readonly walk: (k: number) => void;
  /** [months × 2] wealth after each month, the two paths side by side. */
  readonly wealth: Float64Array;
  /** By mark: wealth, smallest ratio to the running peak, months below it, and lowest wealth, the two paths of a pair side by side. */
  readonly states: readonly PathStates[];
  /**
   * For each path the months in which it may have crossed the barrier between month-ends, and how many of them lie before each mark:
   * [marks × 2]. In other months it did not, unless it ends a month at the barrier or below. Empty if variances are unknown.
   */
  readonly near: readonly [Uint16Array, Uint16Array];
  readonly nearBefore: Int32Array;
  /** By mark, the sums of both paths' holdings, one for each variable; empty unless they are held. */
  readonly holdings: readonly Float64Array[];
}
export interface PathStates {
  readonly wealth: Float64Array;
  readonly trough: Float64Array;
  readonly underWater: Float64Array;
  readonly lowest: Float64Array;
}

/** Two paths that are simulated together: their arrays, which the next pair overwrites, and what fills them. */
export interface PathPair {
  /** Where the random words of labels and of returns must be kept: arrays for `WordBuffer`. */
  readonly words: { readonly labels: Uint32Array; readonly returns: Uint32Array };
  readonly labels: readonly [Uint8Array, Uint8Array];
  /** [marks × labels × labels] changes of label of both paths together since the mark before, by label before and after. */
  readonly changes: Int32Array;
  /** [months × variables] standard normal draws, filled by the caller. */
  readonly draws: Float64Array;
  /** [months] factors of a month's draws, by path; all 1 unless they are filled. Mirrored paths share them. */
  readonly scales: readonly [Float64Array, Float64Array];
  /** [months × variables] simple returns. */
  readonly returns: readonly [Float64Array, Float64Array];
  /** Labels of the pair from `start` on; sets `changes` too. */
  readonly fillLabels: (limits: Int32Array, start: number, source: WordBuffer) => void;
  /** Scales of Student-t draws, from the words of returns. */
  readonly fillScales: (side: 0 | 1, law: StudentScaleLaw, source: WordBuffer) => void;
  /** Returns of a path from draws and scales: of the second path with their signs changed, if it mirrors the first. */
  readonly fillReturns: (side: 0 | 1) => void;
  /** One walk a policy. */
  readonly policies: readonly PolicyWalk[];
}

/** Means and volatilities by label, as `fillReturns` takes them. */
export interface SwitchingNormal {
  /** [labels × variables] */
  readonly means: Float64Array;
  /** [labels × variables × variables] lower triangular L, L·L′ the covariance. */
  readonly factors: Float64Array;
}
