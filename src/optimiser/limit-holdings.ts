import type { Assets } from './assets.ts';
import { assemble, type AssembledProgram } from './assemble.ts';
import type { OptimalPortfolio } from './result.ts';
import type { Constraint } from './constraints/constraint.ts';
import { weightBounds } from './constraints/weight-bounds.ts';

type NamesConstraint = Extract<Constraint, { kind: 'names' }>;

/** The methods' results; the search keeps the best. */
type Outcome = OptimalPortfolio | { readonly kind: string };

/**
 * Maximum number of programmes solved before the search ends with the best found so far, given the number of assets.
 */
const mostNodes = (assets: number): number => Math.min(4000, Math.max(100, Math.floor(100_000 / assets)));
/** A bound that improves the best value by less, relatively, is not followed. */
const GAP = 1e-9;
/** A smaller weight counts as 0. */
const HELD = 1e-9;

/** A node of the search tree: assets that must be held, and assets that must not. */
interface Node {
  readonly held: ReadonlySet<number>;
  readonly out: ReadonlySet<number>;
}

/**
 * Limits the number of assets held and sets a minimum holding (cardinality constraint), for a method whose best value
 * can only get worse with more constraints: branch and bound on which assets are held (Bertsimas and Shioda 2009), each
 * part bounded by the method without the limit. It begins with a heuristic, which drops the smallest weight until the
 * limits are met, and then proves that nothing better exists, or improves on it. If the search ends before that proof,
 * the answer says so.
 *
 * @param solveWithin the method with constraints. @param valueOf what it minimises.
 * @returns the method's own outcome where no portfolio without the limit exists; null where none meets the limit.
 */
export async function limitHoldings<Failure extends { readonly kind: string }>(
  assets: Assets,
  constraints: readonly Constraint[],
  names: NamesConstraint,
  solveWithin: (constraints: readonly Constraint[]) => Promise<OptimalPortfolio | Failure>,
  valueOf: (found: OptimalPortfolio) => number,
): Promise<OptimalPortfolio | Failure | null> {
  const n = assets.names.length;
  const base = assemble(assets, constraints, { linear: new Float64Array(n) });
  const smallest = Math.max(names.smallest, HELD);
  const most = names.most ?? n;
  const limit = mostNodes(n);
  let nodes = 0;
  const at = async (node: Node) => {
    nodes++;
    // An asset with a minimum weight cannot be left out.
    if ([...node.out].some((i) => base.program.lower[i]! > 0)) return { kind: 'impossible' } as const;
    return solveWithin([...constraints, boundsOf(base, node, names.smallest)]);
  };
  const meets = ({ weights }: OptimalPortfolio): boolean =>
    weights.filter((w) => Math.abs(w) > HELD).length <= most &&
    weights.every((w) => Math.abs(w) <= HELD || w >= smallest - HELD);

  const root: Node = { held: new Set(), out: new Set() };
  const first = await solveWithin(constraints);
  if (!isOptimal(first)) return first;
  if (meets(first)) return cleaned(first);

  let best: OptimalPortfolio | null = null;
  let bestValue = Infinity;
  const offer = (found: OptimalPortfolio): void => {
    const value = valueOf(found);
    if (value < bestValue) [best, bestValue] = [found, value];
  };
  await dropSmallest(first, most, smallest, at, meets, offer);

  let open: { readonly node: Node; readonly found: OptimalPortfolio; readonly bound: number }[] = [
    { node: root, found: first, bound: valueOf(first) },
  ];
  const isWorthwhile = (bound: number): boolean => bound < bestValue - GAP * Math.abs(bestValue);
  for (;;) {
    if (nodes >= limit) break;
    // Best bound first; it is the lower bound of the whole search.
    open = open.filter(({ bound }) => isWorthwhile(bound)).sort((a, b) => b.bound - a.bound);
    const next = open.pop();
    if (!next) break;
    const asset = branchOn(next.found, next.node, smallest);
    if (asset === null) continue;
    for (const node of children(next.node, asset, most, n)) {
      const found = await at(node);
      if (!isOptimal(found)) continue;
      const bound = valueOf(found);
      if (!isWorthwhile(bound)) continue;
      if (meets(found)) offer(found);
      else open.push({ node, found, bound });
    }
  }
  if (best === null) return null;
  const left = open.map(({ bound }) => bound).filter(isWorthwhile);
  const proof = left.length === 0 ? null : { nodes, best: bestValue, bound: Math.min(...left) };
  return withNote(cleaned(best), names, proof);
}

const isOptimal = (outcome: Outcome): outcome is OptimalPortfolio => outcome.kind === 'optimal';

/** The bounds of a node: assets that must be held have at least the minimum weight, excluded assets have weight 0. */
function boundsOf({ program }: AssembledProgram, { held, out }: Node, smallest: number): Constraint {
  const lower = program.lower.map((l, i) => (held.has(i) ? Math.max(l, smallest) : out.has(i) ? 0 : l));
  const upper = program.upper.map((u, i) => (out.has(i) ? 0 : u));
  // Where the two cross, the part has no portfolio; equal bounds at a weight that cannot be summed say so to the solver.
  return weightBounds(
    'which names are held',
    lower.map((l, i) => Math.min(l, upper[i]!)),
    upper,
  );
}

/** The undecided asset with the largest weight: deciding it changes most. */
function branchOn({ weights }: OptimalPortfolio, { held, out }: Node, smallest: number): number | null {
  let chosen: number | null = null;
  // An asset below the smallest weight violates by itself, so it is decided first.
  const score = (i: number): number => {
    const w = weights[i]!;
    return w <= HELD ? 0 : w < smallest - HELD ? 1 + w : w;
  };
  for (let i = 0; i < weights.length; i++) {
    if (held.has(i) || out.has(i) || score(i) === 0) continue;
    if (chosen === null || score(i) > score(chosen)) chosen = i;
  }
  return chosen;
}

function children({ held, out }: Node, asset: number, most: number, n: number): Node[] {
  const withAsset = new Set([...held, asset]);
  // Once the maximum number of assets is held, all others are excluded.
  const rest =
    withAsset.size >= most
      ? new Set(Array.from({ length: n }, (_, i) => i).filter((i) => !withAsset.has(i)))
      : out;
  return [
    { held: withAsset, out: rest },
    { held, out: new Set([...out, asset]) },
  ];
}

/** The heuristic: drops the smallest weights, at least one and at most half of the excess, until the limits are met. */
async function dropSmallest(
  first: OptimalPortfolio,
  most: number,
  smallest: number,
  at: (node: Node) => Promise<Outcome>,
  meets: (found: OptimalPortfolio) => boolean,
  offer: (found: OptimalPortfolio) => void,
): Promise<void> {
  let found = first;
  const out = new Set<number>();
  for (;;) {
    const { weights } = found;
    const held = [...weights.keys()]
      .filter((i) => weights[i]! > HELD)
      .sort((a, b) => weights[a]! - weights[b]!);
    for (const i of weights.keys()) if (!(weights[i]! > HELD)) out.add(i);
    const tooMany = Math.max(held.length - most, held.filter((i) => weights[i]! < smallest - HELD).length);
    if (tooMany <= 0 || held.length <= 1) break;
    for (const i of held.slice(0, Math.ceil(tooMany / 2))) out.add(i);
    const next = await at({ held: new Set(), out: new Set(out) });
    if (!isOptimal(next)) {
      // Dropping is not possible; holding them at the smallest weight may be.
      const kept = await at({ held: new Set(held.slice(-most)), out: new Set() });
      if (isOptimal(kept) && meets(kept)) offer(kept);
      return;
    }
    found = next;
    if (meets(found)) {
      offer(found);
      return;
    }
  }
  if (meets(found)) offer(found);
}

/** Sets weights that are 0 up to tolerance to exactly 0. */
const cleaned = (found: OptimalPortfolio): OptimalPortfolio => ({
  ...found,
  weights: found.weights.map((w) => (Math.abs(w) <= HELD ? 0 : w)),
});

const withNote = (
  found: OptimalPortfolio,
  { name }: NamesConstraint,
  gap: { readonly nodes: number; readonly best: number; readonly bound: number } | null,
): OptimalPortfolio => ({
  ...found,
  notes: [
    ...found.notes,
    gap === null
      ? `Optimal under "${name}": branch and bound examined or excluded every choice of names.`
      : `Heuristic under "${name}": branch and bound ended after ${gap.nodes} programmes without a proof. The objective is at most ` +
        `${((100 * (gap.best - gap.bound)) / Math.max(Math.abs(gap.best), 1e-300)).toFixed(2)} % worse than the best possible.`,
  ],
});
