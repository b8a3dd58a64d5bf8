import {
  advance,
  choose,
  type Code,
  get,
  loadPair,
  loadSplat,
  pairAdd,
  pairMultiply,
  type Routine,
  set,
  storeLane,
} from './assembler.ts';
import { ifWeighted, namedLocals, overObservations, ROW } from './observations.ts';

/** Sums of products of covariates that one register holds, one in each lane. `p` and `q` are pairs of covariates. */
type Sum =
  /** Even times even and odd times odd covariate of the two pairs: of one pair, the squares. */
  | { readonly kind: 'straight'; readonly p: number; readonly q: number }
  /** Even of p times odd of q, and odd of p times even of q. */
  | { readonly kind: 'crossed'; readonly p: number; readonly q: number }
  /** The two covariates of p, and those of q. */
  | { readonly kind: 'within'; readonly p: number; readonly q: number };

const squares = (p: number): Sum => ({ kind: 'straight', p, q: p });
const within = (p: number, q: number): Sum => ({ kind: 'within', p, q });
/** The four products of two pairs. */
const between = (p: number, q: number): Sum[] => [
  { kind: 'straight', p, q },
  { kind: 'crossed', p, q },
];

/**
 * Four passes over the observations, which hold the 78 products in 39 registers' worth of sums. With up to eleven sums
 * and few operands a pass fits in the sixteen registers; a sum that does not costs as much as ten that do.
 */
const PASSES: readonly (readonly Sum[])[] = [
  [squares(0), ...[1, 2, 3, 4, 5].flatMap((q) => between(0, q))],
  [squares(1), ...[4, 5, 2].flatMap((q) => between(1, q)), within(0, 1), ...between(1, 3)],
  [squares(3), ...between(2, 3), within(2, 3), ...between(2, 5), ...between(2, 4), squares(2)],
  [...between(3, 4), squares(5), within(4, 5), ...between(3, 5), squares(4), ...between(4, 5)],
];

/** Each sum has the terms (w·x_a)·x_b in the order of observations, as the plain loops have, and so the same bits. */
function products(sums: readonly Sum[], index: number): Routine {
  const { local, types, parameters } = namedLocals('x', 'w', 'end', 'out');
  const [x, w, out] = [local('x'), local('w'), local('out')];
  const made = new Set<string>();
  /** The value of a local, which the code computes where it is used first. */
  const once = (name: string, code: () => Code): Code => {
    if (made.has(name)) return get(local(name));
    made.add(name);
    return [...code(), ...set(local(name)), ...get(local(name))];
  };
  const pair = (p: number): Code => once(`pair ${p}`, () => [...get(x), ...loadPair(16 * p)]);
  const weight = (): Code => once('weight', () => [...get(w), ...loadSplat(0)]);
  const weighted = (p: number): Code =>
    once(`weighted ${p}`, () => [...weight(), ...pair(p), ...pairMultiply]);
  const reversed = (p: number): Code =>
    once(`reversed ${p}`, () => [...pair(p), ...pair(p), ...choose(1, 0)]);
  const factors = ({ kind, p, q }: Sum): Code => {
    if (kind === 'straight') return [...weighted(p), ...pair(q)];
    if (kind === 'crossed') return [...weighted(p), ...reversed(q)];
    return [...weighted(p), ...weighted(q), ...choose(0, 2), ...pair(p), ...pair(q), ...choose(1, 3)];
  };
  const observation = sums.flatMap((sum, k) => [
    ...get(local(`sum ${k}`)),
    ...factors(sum),
    ...pairMultiply,
    ...pairAdd,
    ...set(local(`sum ${k}`)),
  ]);
  const entries = ({ kind, p, q }: Sum): [number, number][] => {
    const [a, b] = [2 * p, 2 * q];
    if (kind === 'straight')
      return [
        [a, b],
        [a + 1, b + 1],
      ];
    if (kind === 'crossed')
      return [
        [a, b + 1],
        [a + 1, b],
      ];
    return [
      [a, a + 1],
      [b, b + 1],
    ];
  };
  const results = sums.flatMap((sum, k) =>
    entries(sum).flatMap(([a, b], at) => [
      ...get(out),
      ...get(local(`sum ${k}`)),
      ...storeLane(at as 0 | 1, a * ROW + b * 8),
    ]),
  );
  const code = [
    ...overObservations(w, local('end'), ifWeighted(w, observation), [...advance(x, ROW), ...advance(w, 8)]),
    ...results,
  ];
  return { name: `products${index}`, parameters, locals: types, code };
}

/** Names of the routines that add up products, in any order. */
export const PRODUCT_ROUTINES = PASSES.map((_, k) => `products${k}`);

export const productRoutines = (): Routine[] => PASSES.map(products);
