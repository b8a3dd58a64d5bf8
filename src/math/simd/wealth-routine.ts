import {
  advance,
  assemble,
  choose,
  type Code,
  constant,
  get,
  i32LessThan,
  loadPair,
  loadSplat,
  pairAdd,
  pairAnd,
  pairDivide,
  pairLessThan,
  pairMultiply,
  pairPick,
  repeat,
  set,
  storeLane,
  storePair,
} from './assembler.ts';
import { namedLocals } from './observations.ts';

/** The state of a pair of paths: wealth, smallest ratio to the peak, months under water, lowest wealth, peak; two lanes each. */
export const STATE = ['wealth', 'trough', 'underWater', 'lowest', 'peak'] as const;
export const STATE_BYTES = 16 * STATE.length;

/**
 * Walks two wealth paths at once, one in each lane, from a state to a later one. From `at`, memory holds the growth of the first
 * path, that of the second, and places for the wealth of both, of equal length. Address 0 holds a pair of ones.
 */
export function wealthModule(months: number): Uint8Array {
  const { local, types, parameters } = namedLocals('at', 'end', 'from', 'to');
  const [row, at] = [8 * months, local('at')];
  const [one, ratio, x] = [local('one'), local('ratio'), local('wealth')];
  const [peak, lowest, trough, under] = ['peak', 'lowest', 'trough', 'underWater'].map((name) =>
    local(name),
  ) as [number, number, number, number];
  const update = (name: number, code: Code, operation: Code): Code => [
    ...get(name),
    ...code,
    ...operation,
    ...set(name),
  ];
  const month: Code = [
    ...update(x, [...get(at), ...loadSplat(0), ...get(at), ...loadSplat(row), ...choose(0, 2)], pairMultiply),
    ...get(at),
    ...get(x),
    ...storeLane(0, 2 * row),
    ...get(at),
    ...get(x),
    ...storeLane(1, 3 * row),
    ...update(peak, get(x), pairPick.greater),
    ...get(x),
    ...get(peak),
    ...pairDivide,
    ...set(ratio),
    ...update(trough, get(ratio), pairPick.less),
    ...update(lowest, get(x), pairPick.less),
    ...update(under, [...get(ratio), ...get(one), ...pairLessThan, ...get(one), ...pairAnd], pairAdd),
  ];
  const code = [
    ...constant(0),
    ...loadPair(0),
    ...set(one),
    ...STATE.flatMap((name, k) => [...get(local('from')), ...loadPair(16 * k), ...set(local(name))]),
    ...repeat([...month, ...advance(at, 8)], [...get(at), ...get(local('end')), ...i32LessThan]),
    ...STATE.flatMap((name, k) => [...get(local('to')), ...get(local(name)), ...storePair(16 * k)]),
  ];
  return assemble([{ name: 'walk', parameters, locals: types, code }]);
}
