import {
  advance,
  assemble,
  type Code,
  constant,
  get,
  i32Add,
  i32LessThan,
  i32Multiply,
  i32ShiftLeft,
  i32ShiftRight,
  i32Subtract,
  loadByte,
  loadI32,
  repeat,
  set,
  storeByte,
  storeI32,
} from './assembler.ts';
import { namedLocals } from './observations.ts';

/**
 * Draws the labels of two paths for some months, and counts their changes: see `fillLabelPaths`. Called with the addresses of the
 * first word and of the one after the last, of the month's label and of the counts; the month before `label` must be there.
 *
 * @param limitsAt address of the limits of the transition matrix: `labels` − 1 a row.
 * @param apart bytes between the labels of the two paths.
 * @param mirrored whether both paths use the same word.
 */
export function labelModule(labels: number, limitsAt: number, apart: number, mirrored: boolean): Uint8Array {
  const { local, types, parameters } = namedLocals('word', 'end', 'label', 'counts');
  const i32 = (name: string): number => local(name, 'i32');
  const width = 4 * (labels - 1);
  const draw = (wordOffset: number): Code => [
    ...get(local('word')),
    ...loadI32(wordOffset),
    ...constant(1),
    ...i32ShiftRight,
  ];
  /** Takes the label before from `name` and puts the next one there. */
  const step = (name: string, word: Code, offset: number): Code => [
    // Where the counts of the label before begin.
    ...get(i32(name)),
    ...constant(4 * labels),
    ...i32Multiply,
    ...get(local('counts')),
    ...i32Add,
    ...set(i32('row')),
    ...get(i32(name)),
    ...constant(width),
    ...i32Multiply,
    ...set(i32('limit')),
    // 1 for each limit that lies below the word: the sign of the difference.
    ...Array.from({ length: labels - 1 }, (_, k) => [
      ...get(i32('limit')),
      ...loadI32(limitsAt + 4 * k),
      ...word,
      ...i32Subtract,
      ...constant(31),
      ...i32ShiftRight,
      ...(k > 0 ? i32Add : []),
    ]).flat(),
    ...(labels === 1 ? constant(0) : []),
    ...set(i32(name)),
    ...get(local('label')),
    ...get(i32(name)),
    ...storeByte(offset),
    ...get(i32('row')),
    ...get(i32(name)),
    ...constant(2),
    ...i32ShiftLeft,
    ...i32Add,
    ...set(i32('row')),
    ...get(i32('row')),
    ...get(i32('row')),
    ...loadI32(0),
    ...constant(1),
    ...i32Add,
    ...storeI32(0),
  ];
  const before = (offset: number): Code => [
    ...get(local('label')),
    ...constant(1),
    ...i32Subtract,
    ...loadByte(offset),
  ];
  const code = [
    ...before(0),
    ...set(i32('one')),
    ...before(apart),
    ...set(i32('other')),
    ...repeat(
      [
        ...draw(0),
        ...set(i32('drawn')),
        ...(mirrored ? [...constant(0x7fffffff), ...get(i32('drawn')), ...i32Subtract] : draw(4)),
        ...set(i32('mirror')),
        ...step('one', get(i32('drawn')), 0),
        ...step('other', get(i32('mirror')), apart),
        ...advance(local('word'), mirrored ? 4 : 8),
        ...advance(local('label'), 1),
      ],
      [...get(local('word')), ...get(local('end')), ...i32LessThan],
    ),
  ];
  return assemble([{ name: 'labels', parameters, locals: types, code }]);
}
