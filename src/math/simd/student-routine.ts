import {
  advance,
  assemble,
  bothTrue,
  type Code,
  constant,
  get,
  i32AtLeast,
  i32IsZero,
  loadSplat,
  loadPair,
  loadWords,
  loop,
  pairAdd,
  pairAnd,
  pairDivide,
  pairLessThan,
  pairMultiply,
  pairRoot,
  pairSubtract,
  set,
  storeI32,
  storePair,
} from './assembler.ts';
import { namedLocals } from './observations.ts';

/** Constants of the routine, from address 0: see `studentModule`. */
export const STUDENT_CONSTANTS = ['c', 'squeeze', 'half', 'one', 'zero', 'unit', 'offset'] as const;

/**
 * Turns normal draws at `out` into factors for Student-t draws, two at a time, with a random word each, as long as the squeeze
 * accepts both: see `fillStudentScales`. Stops at the first two that need more, at `end`, or at the last words, and leaves the
 * addresses that it came to at `state`.
 *
 * @param constantsAt address of STUDENT_CONSTANTS.
 * @param state address of two i32.
 */
export function studentModule(constantsAt: number, state: number): Uint8Array {
  const { local, types, parameters } = namedLocals('out', 'end', 'word', 'lastWord');
  const known = (name: (typeof STUDENT_CONSTANTS)[number]): Code => [
    ...constant(0),
    ...loadSplat(constantsAt + 8 * STUDENT_CONSTANTS.indexOf(name)),
  ];
  const [x, root, v, square] = ['x', 'root', 'v', 'square'].map((name) => local(name)) as [
    number,
    number,
    number,
    number,
  ];
  const atLeast = (at: string, end: string): Code => [...get(local(at)), ...get(local(end)), ...i32AtLeast];
  const code = [
    ...loop((leave) => [
      ...atLeast('out', 'end'),
      ...leave,
      ...atLeast('word', 'lastWord'),
      ...leave,
      ...get(local('out')),
      ...loadPair(0),
      ...set(x),
      ...known('one'),
      ...known('c'),
      ...get(x),
      ...pairMultiply,
      ...pairAdd,
      ...set(root),
      ...get(root),
      ...get(root),
      ...pairMultiply,
      ...get(root),
      ...pairMultiply,
      ...set(v),
      ...get(x),
      ...get(x),
      ...pairMultiply,
      ...set(square),
      // root > 0, and u < 1 − squeeze × x⁴
      ...known('zero'),
      ...get(root),
      ...pairLessThan,
      ...get(local('word')),
      ...loadWords(0),
      ...known('offset'),
      ...pairAdd,
      ...known('unit'),
      ...pairMultiply,
      ...known('one'),
      ...known('squeeze'),
      ...get(square),
      ...pairMultiply,
      ...get(square),
      ...pairMultiply,
      ...pairSubtract,
      ...pairLessThan,
      ...pairAnd,
      ...bothTrue,
      ...i32IsZero,
      ...leave,
      ...get(local('out')),
      ...known('half'),
      ...get(v),
      ...pairDivide,
      ...pairRoot,
      ...storePair(0),
      ...advance(local('out'), 16),
      ...advance(local('word'), 8),
    ]),
    ...constant(state),
    ...get(local('out')),
    ...storeI32(0),
    ...constant(state),
    ...get(local('word')),
    ...storeI32(4),
  ];
  return assemble([{ name: 'scales', parameters, locals: types, code }]);
}
