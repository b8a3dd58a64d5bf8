import {
  type Code,
  constant,
  get,
  i32Add,
  i32And,
  i32Multiply,
  i32ShiftLeft,
  i32Subtract,
  lanes,
  loadLanes,
  loadSplat,
  pairLessThan,
  pairMultiply,
  pairSubtract,
  set,
  signBits,
  storeI32,
  storeShort,
} from './assembler.ts';
import type { namedLocals } from './observations.ts';

/** For months in which a path may have crossed a barrier between month-ends above it. */
export interface NearPlaces {
  /** The barrier, a number. */
  readonly barrier: number;
  /** [labels] the variance of a month's log growth, times the product of logarithms beyond which a crossing is impossible. */
  readonly variances: number;
  /** [months] factors of the deviations of each path. */
  readonly scales: readonly [number, number];
  /** Two bytes for each such month of a path. */
  readonly months: readonly [number, number];
  /** [marks × 2] the address after the months up to a mark, four bytes for each path. */
  readonly ends: number;
}

/** Where a walk keeps what the search needs: locals of its routine. */
interface WalkLocals {
  readonly local: ReturnType<typeof namedLocals>['local'];
  /** Wealth of the pair. */
  readonly x: number;
  /** Address of the month's label, the first of which lies at `labelsAt`. */
  readonly at: number;
  readonly labelsAt: number;
  /** Label of a path. */
  readonly labelOf: (s: 0 | 1) => number;
}

/** The search for months near the barrier, as parts of a walk: before its first month, in each month, and at each mark. */
export function nearSearch(
  { barrier, variances, scales, months, ends }: NearPlaces,
  { local, x, at, labelsAt, labelOf }: WalkLocals,
): { readonly start: Code; readonly month: Code; readonly mark: (h: number) => Code } {
  const sides = [0, 1] as const;
  const i32 = (name: string): number => local(name, 'i32');
  const found = (s: 0 | 1): number => i32(`near ${s}`);
  const [gap, gapBefore, before, scale] = ['gap', 'gapBefore', 'before', 'scales'].map((name) =>
    local(name),
  ) as [number, number, number, number];
  const aboveBarrier: Code = [...get(x), ...constant(0), ...loadSplat(barrier), ...pairSubtract];
  const monthIndex: Code = [...get(at), ...constant(labelsAt), ...i32Subtract];
  return {
    start: [
      ...sides.flatMap((s) => [...constant(months[s]), ...set(found(s))]),
      ...get(x),
      ...set(before),
      ...aboveBarrier,
      ...set(gapBefore),
    ],
    month: [
      // With b the barrier: (x − b)(y − b) < limit·x·y, where (1 − b/x)(1 − b/y) ≤ ln(x/b)·ln(y/b).
      ...aboveBarrier,
      ...set(gap),
      ...get(gap),
      ...get(gapBefore),
      ...pairMultiply,
      ...loadLanes(
        ...lanes((s) => ({
          address: [...get(labelOf(s)), ...constant(8), ...i32Multiply],
          offset: variances,
        })),
      ),
      ...monthIndex,
      ...constant(8),
      ...i32Multiply,
      ...set(i32('scaleAt')),
      ...loadLanes(...lanes((s) => ({ address: get(i32('scaleAt')), offset: scales[s] }))),
      ...set(scale),
      ...get(scale),
      ...get(scale),
      ...pairMultiply,
      ...pairMultiply,
      ...get(x),
      ...pairMultiply,
      ...get(before),
      ...pairMultiply,
      ...pairLessThan,
      ...signBits,
      ...set(i32('areNear')),
      // Written in any case, and overwritten by the next if it was not wanted: no branch to predict.
      ...sides.flatMap((s) => [
        ...get(found(s)),
        ...monthIndex,
        ...storeShort(0),
        ...get(found(s)),
        ...get(i32('areNear')),
        // Two bytes further, if the path's bit is set.
        ...(s === 0 ? [...constant(1), ...i32ShiftLeft] : []),
        ...constant(2),
        ...i32And,
        ...i32Add,
        ...set(found(s)),
      ]),
      ...get(gap),
      ...set(gapBefore),
      ...get(x),
      ...set(before),
    ],
    mark: (h) =>
      sides.flatMap((s) => [...constant(0), ...get(found(s)), ...storeI32(ends + 4 * (2 * h + s))]),
  };
}
