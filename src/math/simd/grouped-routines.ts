import {
  advance,
  assemble,
  type Code,
  constant,
  f64Add,
  f64Equal,
  f64Multiply,
  f64Subtract,
  f64Zero,
  get,
  i32Add,
  i32LessThan,
  i32Multiply,
  lane,
  loadByte,
  loadF64,
  loadPair,
  pairAdd,
  pairMultiply,
  repeat,
  type Routine,
  set,
  splat,
  storeF64,
  storePair,
  unless,
  withLane,
} from './assembler.ts';

/** Twelve covariates are six pairs of f64, each in one vector register. */
const PAIRS = 6;
const ROW = 2 * PAIRS * 8;
/** Bytes of a group's sums: of w, of wy, and of wx for the twelve covariates. */
const GROUP_BYTES = 14 * 8;
/** Bytes of X′WX (12 × 12) and X′Wy (12). */
export const PRODUCT_BYTES = 13 * ROW;

/** Parameters of every routine: addresses, and the address after the last weight. */
const [X, W, Y, GROUP, END, OUT] = [0, 1, 2, 3, 4, 5];
const PARAMETERS = 6;

/** One pass over the observations: v_a = w·x_a of these covariates times pairs of covariates, and x·wy if asked for. */
interface Pass {
  readonly columns: readonly number[];
  readonly rightSide: boolean;
}

/**
 * Four passes that hold twelve sums of pairs each, as many as fit in sixteen registers with what they are made of. Each
 * covariate is multiplied by the pairs from its own on; the entry before the diagonal that an odd one gets with it is
 * ignored.
 */
const PASSES: readonly Pass[] = [
  { columns: [0, 1], rightSide: false },
  { columns: [2, 3, 10, 11], rightSide: false },
  { columns: [4, 5, 8, 9], rightSide: false },
  { columns: [6, 7], rightSide: true },
];

const pairsFrom = (column: number): number[] =>
  Array.from({ length: PAIRS - (column >> 1) }, (_, k) => (column >> 1) + k);

/** Each sum has the terms (w·x_a)·x_b in the order of observations, as the plain loops have, and so the same bits. */
function products({ columns, rightSide }: Pass, index: number): Routine {
  const weight = PARAMETERS;
  const factor = PARAMETERS + 1;
  const first = PARAMETERS + 2;
  const sums = columns.flatMap((a) => pairsFrom(a).map((pair) => ({ at: a * ROW + pair * 16, pair, a })));
  const own = rightSide ? Array.from({ length: PAIRS }, (_, pair) => pair) : [];
  const add = (sum: number, term: Code): Code => [
    ...get(first + sum),
    ...term,
    ...pairAdd,
    ...set(first + sum),
  ];
  const ofColumn = (a: number): Code => [
    ...get(weight),
    ...get(X),
    ...loadF64(a * 8),
    ...f64Multiply,
    ...splat,
    ...set(factor),
    ...sums.flatMap((sum, k) =>
      sum.a === a ? add(k, [...get(factor), ...get(X), ...loadPair(sum.pair * 16), ...pairMultiply]) : [],
    ),
  ];
  const withResponse: Code = [
    ...get(weight),
    ...splat,
    ...set(factor),
    ...own.flatMap((pair) =>
      add(sums.length + pair, [
        ...get(factor),
        ...get(X),
        ...loadPair(pair * 16),
        ...pairMultiply,
        ...get(Y),
        ...loadF64(0),
        ...splat,
        ...pairMultiply,
      ]),
    ),
  ];
  const observation = [...columns.flatMap(ofColumn), ...(rightSide ? withResponse : [])];
  return {
    name: `products${index}`,
    parameters: PARAMETERS,
    locals: ['f64', 'v128', ...[...sums, ...own].map(() => 'v128' as const)],
    code: [
      ...overObservations(weight, observation),
      ...sums.flatMap(({ at }, k) => [...get(OUT), ...get(first + k), ...storePair(at)]),
      ...own.flatMap((pair) => [
        ...get(OUT),
        ...get(first + sums.length + pair),
        ...storePair(PAIRS * 2 * ROW + pair * 16),
      ]),
    ],
  };
}

/** A loop over the observations with a weight, which it puts into a local. */
const overObservations = (weight: number, observation: Code): Code =>
  repeat(
    [
      ...get(W),
      ...loadF64(0),
      ...set(weight),
      ...unless([...get(weight), ...f64Zero, ...f64Equal], observation),
      ...advance(X, ROW),
      ...advance(W, 8),
      ...advance(Y, 8),
      ...advance(GROUP, 1),
    ],
    [...get(W), ...get(END), ...i32LessThan],
  );

/** Adds w, wy and wx to the sums of the observation's group, in memory. */
function groupSums(): Routine {
  const [weight, to, factor] = [PARAMETERS, PARAMETERS + 1, PARAMETERS + 2];
  const addPair = (offset: number, term: Code): Code => [
    ...get(to),
    ...get(to),
    ...loadPair(offset),
    ...term,
    ...pairAdd,
    ...storePair(offset),
  ];
  const observation: Code = [
    ...get(OUT),
    ...get(GROUP),
    ...loadByte(0),
    ...constant(GROUP_BYTES),
    ...i32Multiply,
    ...i32Add,
    ...set(to),
    ...get(weight),
    ...splat,
    ...set(factor),
    ...addPair(0, [...get(factor), ...get(weight), ...get(Y), ...loadF64(0), ...f64Multiply, ...withLane(1)]),
    ...Array.from({ length: PAIRS }, (_, pair) =>
      addPair(16 + pair * 16, [...get(factor), ...get(X), ...loadPair(pair * 16), ...pairMultiply]),
    ).flat(),
  ];
  return {
    name: 'groupSums',
    parameters: PARAMETERS,
    locals: ['f64', 'i32', 'v128'],
    code: overObservations(weight, observation),
  };
}

/**
 * y − a_group − x′b of every observation, with x′b summed over even and over odd covariates. OUT holds b and then a; the
 * seventh parameter is where the residuals go.
 */
function residuals(): Routine {
  const [to, sum] = [PARAMETERS, PARAMETERS + 1];
  const slope = (pair: number): number => PARAMETERS + 2 + pair;
  const pairs = Array.from({ length: PAIRS }, (_, pair) => pair);
  const term = (pair: number): Code => [
    ...get(X),
    ...loadPair(pair * 16),
    ...get(slope(pair)),
    ...pairMultiply,
  ];
  return {
    name: 'residuals',
    parameters: PARAMETERS + 1,
    locals: ['v128', ...pairs.map(() => 'v128' as const)],
    code: [
      ...pairs.flatMap((pair) => [...get(OUT), ...loadPair(pair * 16), ...set(slope(pair))]),
      ...repeat(
        [
          ...term(0),
          ...pairs.slice(1).flatMap((pair) => [...term(pair), ...pairAdd]),
          ...set(sum),
          ...get(to),
          ...get(Y),
          ...loadF64(0),
          ...get(OUT),
          ...get(GROUP),
          ...loadByte(0),
          ...constant(8),
          ...i32Multiply,
          ...i32Add,
          ...loadF64(ROW),
          ...f64Subtract,
          ...get(sum),
          ...lane(0),
          ...get(sum),
          ...lane(1),
          ...f64Add,
          ...f64Subtract,
          ...storeF64(0),
          ...advance(X, ROW),
          ...advance(W, 8),
          ...advance(Y, 8),
          ...advance(GROUP, 1),
          ...advance(to, 8),
        ],
        [...get(W), ...get(END), ...i32LessThan],
      ),
    ],
  };
}

/** Names of the routines that add up products, in any order. */
export const PRODUCT_ROUTINES = PASSES.map((_, k) => `products${k}`);

/** The module's bytes. */
export const groupedModule = (): Uint8Array => assemble([...PASSES.map(products), groupSums(), residuals()]);
