import {
  advance,
  assemble,
  choose,
  type Code,
  constant,
  get,
  i32Add,
  i32LessThan,
  i32Multiply,
  loadByte,
  loadLanes,
  loadPair,
  loadSplat,
  pairAdd,
  pairAnd,
  pairDivide,
  pairLessThan,
  pairMultiply,
  pairPick,
  lanes,
  repeat,
  set,
  storePair,
} from './assembler.ts';
import { type NearPlaces, nearSearch } from './near-routine.ts';
import { namedLocals } from './observations.ts';

/** What is noted of a pair of paths at a mark, two lanes each. */
export const STATE = ['wealth', 'trough', 'underWater', 'lowest'] as const;

/** What a policy holds: one variable alone, a mix restored every month, or what was bought at the start. */
export type GrowthRule =
  { readonly kind: 'column'; readonly column: number } | { readonly kind: 'mix' } | { readonly kind: 'hold' };

/** Where a walk finds its inputs in memory and puts its results; addresses in bytes. */
export interface WealthPlaces {
  /** A byte a month. */
  readonly labels: readonly [number, number];
  /** d numbers a month, and one number more after the last month. */
  readonly returns: readonly [number, number];
  /** [(labels + 1) × labels] what is left of wealth after a change of label; the last row, all ones, belongs to the first month. */
  readonly keep: number;
  /** Weights in pairs, an odd number of variables with a 0 more: by label for a mix, one row for what is held. */
  readonly weights: number;
  /** A number 1. */
  readonly one: number;
  /** What the months near the barrier are found by; null where they are not wanted. */
  readonly near: NearPlaces | null;
  /** [months] pairs: the wealth of both paths. */
  readonly wealth: number;
  /** [marks] rows of pairs: the sums of both paths' holdings, where these are held. */
  readonly holdings: number;
  /** [marks × STATE] rows of pairs of paths, each `row` bytes long: the pair goes to the parameter. */
  readonly states: number;
  readonly row: number;
}

/** Walks the wealth of a pair of paths, one in each lane, with the same bits as `walkPair`. Its parameter is 16 × the pair. */
export function wealthModule(
  d: number,
  labels: number,
  marks: readonly number[],
  rule: GrowthRule,
  places: WealthPlaces,
): Uint8Array {
  const { local, types, parameters } = namedLocals('slot');
  const i32 = (name: string): number => local(name, 'i32');
  const [at, row, out] = [i32('label'), i32('returns'), i32('wealthAt')];
  const [one, ratio, x, growth] = [local('one'), local('ratio'), local('wealth'), local('growth')];
  const [peak, lowest, trough, under] = ['peak', 'lowest', 'trough', 'underWater'].map((name) =>
    local(name),
  ) as [number, number, number, number];
  const pairs = Math.ceil(d / 2);
  const sides = [0, 1] as const;
  const fromFirst = ([first, second]: readonly [number, number], s: 0 | 1): number =>
    s === 0 ? 0 : second - first;
  const update = (name: number, code: Code, operation: Code): Code => [
    ...get(name),
    ...code,
    ...operation,
    ...set(name),
  ];
  const held = (s: 0 | 1, p: number): number => local(`held ${s} ${p}`);
  const labelOf = (s: 0 | 1): number => i32(`label ${s}`);
  const returnPair = (s: 0 | 1, p: number): Code => [
    ...get(row),
    ...loadPair(fromFirst(places.returns, s) + 16 * p),
  ];
  const readLabels = sides.flatMap((s) => [
    ...get(at),
    ...loadByte(fromFirst(places.labels, s)),
    ...set(labelOf(s)),
  ]);
  /** The even and the odd numbers of both paths added up: a pair of sums. */
  const acrossLanes = ([a, b]: readonly [number, number]): Code => [
    ...get(a),
    ...get(b),
    ...choose(0, 2),
    ...get(a),
    ...get(b),
    ...choose(1, 3),
    ...pairAdd,
  ];
  const sums = [local('sum 0'), local('sum 1')] as const;
  /** Puts growth after costs into `growth`, from growth before them on the stack. */
  const afterCosts: Code = [
    ...loadLanes(
      ...lanes((s) => ({
        address: [...get(i32(`row ${s}`)), ...get(labelOf(s)), ...constant(8), ...i32Multiply, ...i32Add],
        offset: places.keep,
      })),
    ),
    ...pairMultiply,
    ...set(growth),
    ...sides.flatMap((s) => [
      ...get(labelOf(s)),
      ...constant(8 * labels),
      ...i32Multiply,
      ...set(i32(`row ${s}`)),
    ]),
  ];
  const growthOf: Record<GrowthRule['kind'], () => Code> = {
    column: () => [
      ...readLabels,
      ...get(one),
      ...loadLanes(
        ...lanes((s) => ({
          address: get(row),
          offset: fromFirst(places.returns, s) + 8 * (rule as { column: number }).column,
        })),
      ),
      ...pairAdd,
      ...afterCosts,
      ...update(x, get(growth), pairMultiply),
    ],
    mix: () => [
      ...readLabels,
      ...sides.flatMap((s) => [
        ...get(labelOf(s)),
        ...constant(16 * pairs),
        ...i32Multiply,
        ...set(i32('weights')),
        ...Array.from({ length: pairs }, (_, p) => [
          ...get(i32('weights')),
          ...loadPair(places.weights + 16 * p),
          ...returnPair(s, p),
          ...pairMultiply,
          ...(p > 0 ? pairAdd : []),
        ]).flat(),
        ...set(sums[s]),
      ]),
      ...get(one),
      ...acrossLanes(sums),
      ...pairAdd,
      ...afterCosts,
      ...update(x, get(growth), pairMultiply),
    ],
    hold: () => [
      ...sides.flatMap((s) => [
        ...Array.from({ length: pairs }, (_, p) => [
          ...update(held(s, p), [...get(one), ...returnPair(s, p), ...pairAdd], pairMultiply),
          ...get(held(s, p)),
          ...(p > 0 ? pairAdd : []),
        ]).flat(),
        ...set(sums[s]),
      ]),
      ...acrossLanes(sums),
      ...set(x),
    ],
  };
  const { near } = places;
  const search = near && nearSearch(near, { local, x, at, labelsAt: places.labels[0], labelOf });
  const month: Code = [
    ...growthOf[rule.kind](),
    ...(search ? search.month : []),
    ...get(out),
    ...get(x),
    ...storePair(0),
    ...update(peak, get(x), pairPick.greater),
    ...get(x),
    ...get(peak),
    ...pairDivide,
    ...set(ratio),
    ...update(trough, get(ratio), pairPick.less),
    ...update(lowest, get(x), pairPick.less),
    ...update(under, [...get(ratio), ...get(one), ...pairLessThan, ...get(one), ...pairAnd], pairAdd),
    ...advance(at, 1),
    ...advance(row, 8 * d),
    ...advance(out, 16),
  ];
  const mark = (h: number): Code => [
    ...STATE.flatMap((name, k) => [
      ...get(local('slot')),
      ...get(local(name)),
      ...storePair(places.states + (STATE.length * h + k) * places.row),
    ]),
    ...(search ? search.mark(h) : []),
    ...(rule.kind === 'hold'
      ? Array.from({ length: pairs }, (_, p) => [
          ...constant(0),
          ...get(held(0, p)),
          ...get(held(1, p)),
          ...pairAdd,
          ...storePair(places.holdings + 16 * (h * pairs + p)),
        ]).flat()
      : []),
  ];
  const code = [
    ...[one, x, peak, trough, lowest].flatMap((name) => [
      ...constant(0),
      ...loadSplat(places.one),
      ...set(name),
    ]),
    ...(search ? search.start : []),
    // Locals begin at 0, as `under` must.
    ...constant(places.labels[0]),
    ...set(at),
    ...constant(places.returns[0]),
    ...set(row),
    ...constant(places.wealth),
    ...set(out),
    ...(rule.kind === 'hold'
      ? sides.flatMap((s) =>
          Array.from({ length: pairs }, (_, p) => [
            ...constant(0),
            ...loadPair(places.weights + 16 * p),
            ...set(held(s, p)),
          ]).flat(),
        )
      : sides.flatMap((s) => [...constant(8 * labels * labels), ...set(i32(`row ${s}`))])),
    ...marks.flatMap((last, h) => [
      ...repeat(month, [...get(at), ...constant(places.labels[0] + last), ...i32LessThan]),
      ...mark(h),
    ]),
  ];
  return assemble([{ name: 'walk', parameters, locals: types, code }]);
}
