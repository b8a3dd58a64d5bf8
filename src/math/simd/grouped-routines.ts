import {
  advance,
  assemble,
  choose,
  type Code,
  constant,
  f64Add,
  f64Multiply,
  f64Subtract,
  get,
  i32Add,
  i32Multiply,
  lane,
  loadByte,
  loadF64,
  loadPair,
  loadSplat,
  pairAdd,
  pairMultiply,
  type Routine,
  set,
  storeF64,
  storeI32,
  storePair,
} from './assembler.ts';
import { ifWeighted, namedLocals, overObservations, PAIRS, ROW } from './observations.ts';
import { productRoutines } from './product-passes.ts';

/** Bytes of a group's sums: of w, of wy, and of wx for the twelve covariates. */
const GROUP_BYTES = 14 * 8;
/** Bytes of X′Wy (12) and the number of observations. */
export const RIGHT_SIDE_BYTES = ROW + 8;

/**
 * Adds w, wy and wx to the sums of the observation's group, in memory; sums wxy over all observations, and counts those
 * with a weight (as an i32 after the sums of wxy).
 */
function groupSums(): Routine {
  const { local, types, parameters } = namedLocals('x', 'w', 'y', 'group', 'end', 'byGroup', 'rightSide');
  const count = local('count', 'i32');
  const [x, w, y, group, to] = ['x', 'w', 'y', 'group']
    .map((name) => local(name))
    .concat(local('to', 'i32')) as [number, number, number, number, number];
  const [weight, response, term] = ['weight', 'response', 'term'].map((name) => local(name)) as [
    number,
    number,
    number,
  ];
  const pairs = Array.from({ length: PAIRS }, (_, pair) => ({ pair, sum: local(`sum ${pair}`) }));
  const addToGroup = (offset: number, code: Code): Code => [
    ...get(to),
    ...get(to),
    ...loadPair(offset),
    ...code,
    ...pairAdd,
    ...storePair(offset),
  ];
  const observation: Code = [
    ...advance(count, 1),
    ...get(local('byGroup')),
    ...get(group),
    ...loadByte(0),
    ...constant(GROUP_BYTES),
    ...i32Multiply,
    ...i32Add,
    ...set(to),
    ...get(w),
    ...loadSplat(0),
    ...set(weight),
    ...get(y),
    ...loadSplat(0),
    ...set(response),
    ...addToGroup(0, [...get(weight), ...get(weight), ...get(response), ...pairMultiply, ...choose(0, 3)]),
    ...pairs.flatMap(({ pair, sum }) => [
      ...get(weight),
      ...get(x),
      ...loadPair(16 * pair),
      ...pairMultiply,
      ...set(term),
      ...addToGroup(16 + 16 * pair, get(term)),
      ...get(sum),
      ...get(term),
      ...get(response),
      ...pairMultiply,
      ...pairAdd,
      ...set(sum),
    ]),
  ];
  const advances = [...advance(x, ROW), ...advance(w, 8), ...advance(y, 8), ...advance(group, 1)];
  return {
    name: 'groupSums',
    parameters,
    locals: types,
    code: [
      ...overObservations(w, local('end'), ifWeighted(w, observation), advances),
      ...pairs.flatMap(({ pair, sum }) => [...get(local('rightSide')), ...get(sum), ...storePair(16 * pair)]),
      ...get(local('rightSide')),
      ...get(count),
      ...storeI32(ROW),
    ],
  };
}

/** Bytes of the sums of squares that `residuals` leaves: of e, of y about a centre and of y, each times w. */
export const SQUARES_BYTES = 3 * 8;

/**
 * e = y − a_group − x′b of every observation, with x′b summed over even and over odd covariates, and the weighted sums of
 * squares. `coefficients` holds b, the centre and a.
 */
function residuals(): Routine {
  const { local, types, parameters } = namedLocals(
    'x',
    'w',
    'y',
    'group',
    'end',
    'coefficients',
    'out',
    'squares',
  );
  const [x, w, y, group, coefficients, out, squaresAt] = [
    'x',
    'w',
    'y',
    'group',
    'coefficients',
    'out',
    'squares',
  ].map((name) => local(name)) as [number, number, number, number, number, number, number];
  const pairs = Array.from({ length: PAIRS }, (_, pair) => pair);
  const slope = (pair: number): number => local(`slope ${pair}`);
  const scalar = (name: string): number => local(name, 'f64');
  const term = (pair: number): Code => [
    ...get(x),
    ...loadPair(pair * 16),
    ...get(slope(pair)),
    ...pairMultiply,
  ];
  const sum = local('sum');
  const residual: Code = [
    ...term(0),
    ...pairs.slice(1).flatMap((pair) => [...term(pair), ...pairAdd]),
    ...set(sum),
    ...get(y),
    ...loadF64(0),
    ...get(coefficients),
    ...get(group),
    ...loadByte(0),
    ...constant(8),
    ...i32Multiply,
    ...i32Add,
    ...loadF64(ROW + 8),
    ...f64Subtract,
    ...get(sum),
    ...lane(0),
    ...get(sum),
    ...lane(1),
    ...f64Add,
    ...f64Subtract,
    ...set(scalar('residual')),
    ...get(out),
    ...get(scalar('residual')),
    ...storeF64(0),
  ];
  const addSquare = (name: string, of: Code): Code => [
    ...of,
    ...set(scalar('term')),
    ...get(scalar(name)),
    ...get(w),
    ...loadF64(0),
    ...get(scalar('term')),
    ...f64Multiply,
    ...get(scalar('term')),
    ...f64Multiply,
    ...f64Add,
    ...set(scalar(name)),
  ];
  const response = [...get(y), ...loadF64(0)];
  const added = ['unexplained', 'about centre', 'about zero'];
  const square = [
    ...addSquare(added[0]!, get(scalar('residual'))),
    ...addSquare(added[1]!, [...response, ...get(scalar('centre')), ...f64Subtract]),
    ...addSquare(added[2]!, response),
  ];
  return {
    name: 'residuals',
    parameters,
    locals: types,
    code: [
      ...pairs.flatMap((pair) => [...get(coefficients), ...loadPair(pair * 16), ...set(slope(pair))]),
      ...get(coefficients),
      ...loadF64(ROW),
      ...set(scalar('centre')),
      ...overObservations(
        w,
        local('end'),
        [...residual, ...ifWeighted(w, square)],
        [...advance(x, ROW), ...advance(w, 8), ...advance(y, 8), ...advance(group, 1), ...advance(out, 8)],
      ),
      ...added.flatMap((name, k) => [...get(squaresAt), ...get(scalar(name)), ...storeF64(8 * k)]),
    ],
  };
}

/** The module's bytes. */
export const groupedModule = (): Uint8Array => assemble([...productRoutines(), groupSums(), residuals()]);
