import {
  advance,
  assemble,
  type Code,
  constant,
  get,
  i32Add,
  i32LessThan,
  i32Multiply,
  loadByte,
  loadPair,
  loadSplat,
  pairAdd,
  pairMultiply,
  pairSubtract,
  repeat,
  type Routine,
  set,
  storePair,
} from './assembler.ts';
import { namedLocals } from './observations.ts';

/** Numbers of a label in the table: pairs of means, then for each pair of rows the columns of its factor up to the diagonal. */
export const labelNumbers = (d: number): number => {
  const pairs = Math.ceil(d / 2);
  return 2 * pairs + 2 * Array.from({ length: pairs }, (_, p) => columnsOf(p, d)).reduce((a, b) => a + b, 0);
};

/** Columns in which a pair of rows of a lower triangle has entries. */
export const columnsOf = (pair: number, d: number): number => Math.min(2 * pair + 2, d);

/**
 * Returns of one path of d variables: mean ± scale × (factor × draws), two variables at a time, without loops over them. Each row
 * adds its products in the order of the columns, as the plain loops do. An odd d writes one number beyond the last month.
 */
export function switchingModule(d: number): Uint8Array {
  return assemble([routine(d, 'plus', pairAdd), routine(d, 'minus', pairSubtract)]);
}

function routine(d: number, name: string, plusOrMinus: Code): Routine {
  const { local, types, parameters } = namedLocals('label', 'end', 'z', 'scale', 'out', 'table');
  const at = local('at', 'i32');
  const draw = (j: number): number => local(`draw ${j}`);
  let offset = 16 * Math.ceil(d / 2);
  const rows = (pair: number): Code => {
    const product = (j: number): Code => {
      const code = [...get(at), ...loadPair(offset), ...get(draw(j)), ...pairMultiply];
      offset += 16;
      return j === 0 ? code : [...code, ...pairAdd];
    };
    const sum = Array.from({ length: columnsOf(pair, d) }, (_, j) => j).flatMap(product);
    return [
      ...get(local('out')),
      ...get(at),
      ...loadPair(16 * pair),
      ...get(local('factor')),
      ...sum,
      ...pairMultiply,
      ...plusOrMinus,
      ...storePair(16 * pair),
    ];
  };
  const month: Code = [
    ...get(local('table')),
    ...get(local('label')),
    ...loadByte(0),
    ...constant(8 * labelNumbers(d)),
    ...i32Multiply,
    ...i32Add,
    ...set(at),
    ...get(local('scale')),
    ...loadSplat(0),
    ...set(local('factor')),
    ...Array.from({ length: d }, (_, j) => [...get(local('z')), ...loadSplat(8 * j), ...set(draw(j))]).flat(),
    ...Array.from({ length: Math.ceil(d / 2) }, (_, pair) => pair).flatMap(rows),
  ];
  const advances = [
    ...advance(local('label'), 1),
    ...advance(local('z'), 8 * d),
    ...advance(local('scale'), 8),
    ...advance(local('out'), 8 * d),
  ];
  const code = repeat(
    [...month, ...advances],
    [...get(local('label')), ...get(local('end')), ...i32LessThan],
  );
  return { name, parameters, locals: types, code };
}
