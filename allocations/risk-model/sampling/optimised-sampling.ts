import { factorBand } from '../../../src/optimiser/constraints/factor-band.ts';
import { weightBounds } from '../../../src/optimiser/constraints/weight-bounds.ts';
import { type Hessian, hessianTimes } from '../../../src/math/qp/hessian.ts';
import { dot } from '../../../src/optimiser/assets.ts';
import type { PrimalDual } from '../../../src/math/qp/program.ts';
import { solve } from '../../../src/optimiser/solve.ts';
import type { SamplingRules } from './sampling-rules.ts';

/** A target portfolio of n stocks in S sleeves that is to be held in fewer stocks. */
export interface TargetPortfolio {
  /** [n] Weights, all above 0. */
  readonly weights: Float64Array;
  /** [S][n] Fraction of each stock's weight that belongs to each sleeve; over the sleeves they sum to 1. */
  readonly split: readonly Float64Array[];
  /** [n] Largest weight of each stock. */
  readonly upper: Float64Array;
  /** Covariance of the n stocks. */
  readonly covariance: Hessian;
  /** [n] Stocks that are already held. */
  readonly isHeld: readonly boolean[];
  /** [n] Stocks that can be bought and sold now. */
  readonly isTradable: readonly boolean[];
}

/**
 * Holds a portfolio in fewer stocks at the least active variance (optimised sampling): minimises (v − w)′V(v − w) with
 * each sleeve's total weight unchanged, where a stock that several sleeves hold keeps its split among them. The stocks that
 * are held already stay the chosen ones unless others lower the tracking error by more than a third, so that names do not
 * come and go every month (our choice). A stock that is neither held nor tradable is not chosen, unless its sleeve cannot do
 * without it: its purchase would stay in cash.
 *
 * @returns [n] weights, 0 where dropped.
 */
export async function sampleOptimally(target: TargetPortfolio, rules: SamplingRules): Promise<Float64Array> {
  const { weights, isHeld } = target;
  const all = [...weights.keys()];
  const chosen = await chooseStocks(target, rules);
  if (chosen.every((w) => w > 0)) return chosen;
  const held = all.filter((i) => isHeld[i]);
  const unchanged = await holdAtMinimum(target, held, rules);
  return unchanged &&
    trackingError(target, unchanged.weights) <= WORTH_A_CHANGE * trackingError(target, chosen)
    ? unchanged.weights
    : chosen;
}

/** A solution in some stocks. */
interface Replication {
  /** [n] 0 for the other stocks. */
  readonly weights: Float64Array;
  readonly stocks: readonly number[];
  /** In the order of `stocks`. */
  readonly point: PrimalDual;
}

/** Tracking error at which other stocks are chosen, relative to theirs. */
const WORTH_A_CHANGE = 1.5;

/**
 * Of the stocks below the smallest position, or beyond the largest number, drops a quarter, the lightest first, and
 * optimises the rest again, until none is left to drop. Of the sets of stocks on the way that can be held at the smallest
 * position at least, the one with the least tracking error is chosen: many stocks forced up to the smallest position may
 * follow the target less well than fewer. A heuristic, as the exact choice is a mixed-integer programme. A stock that is already held counts for twice its weight in this order (our choice).
 * A stock that its sleeve cannot do without stays, whatever its weight.
 */
async function chooseStocks(target: TargetPortfolio, rules: SamplingRules): Promise<Float64Array> {
  const n = target.weights.length;
  let kept = [...target.weights.keys()];
  let weights = target.weights;
  let best: Float64Array | null = null;
  let last: Replication | undefined;
  let lastHeld: Replication | undefined;
  const indispensable = new Set<number>();
  // Where no stock can be traded, no choice among them can be bought.
  const isMarketOpen = target.isTradable.includes(true);
  const isOut = (i: number): boolean =>
    isMarketOpen && !target.isTradable[i] && !target.isHeld[i] && !indispensable.has(i);
  for (let most = n; ;) {
    const isSurplus = surplusOf(target, weights, kept, rules);
    const out = kept.filter(isOut);
    const surplus = (out.length > 0 ? out : kept.filter((i) => isSurplus(i) && !indispensable.has(i))).sort(
      byRank(target, weights),
    );
    if (surplus.length === 0) return better(target, best, weights);
    const batch = new Set(surplus.slice(0, Math.min(most, Math.ceil(surplus.length / BATCH))));
    const rest = kept.filter((i) => !batch.has(i));
    const next = await replicate(target, rest, 0, last);
    if (!next) {
      if (batch.size === 1) for (const i of batch) indispensable.add(i);
      most = batch.size === 1 ? n : Math.floor(batch.size / 2);
      continue;
    }
    [kept, weights, most, last] = [rest, next.weights, n, next];
    if (kept.some(isOut)) continue;
    const candidate = await holdAtMinimum(target, kept, rules, lastHeld ?? next);
    if (candidate) {
      lastHeld = candidate;
      best = better(target, best, candidate.weights);
    }
  }
}

/** The one with the smaller tracking error. */
const better = (target: TargetPortfolio, a: Float64Array | null, b: Float64Array): Float64Array =>
  a && trackingError(target, a) < trackingError(target, b) ? a : b;

/** The replication in the given stocks, each at the smallest position at least; null if the limits do not allow it. */
async function holdAtMinimum(
  target: TargetPortfolio,
  stocks: readonly number[],
  rules: SamplingRules,
  near?: Replication,
): Promise<Replication | null> {
  const isBeyondNumber = surplusOf(target, target.weights, stocks, { ...rules, minimumPosition: 0 });
  return stocks.some(isBeyondNumber) ? null : replicate(target, stocks, rules.minimumPosition, near);
}

function trackingError({ weights, covariance }: TargetPortfolio, held: Float64Array): number {
  const active = held.map((w, i) => w - weights[i]!);
  return Math.sqrt(dot(active, hessianTimes(covariance, active)));
}

/**
 * Part of the surplus that is dropped at a time. On the simulated market smaller parts lower the tracking error by at most
 * a tenth, and halves raise it by a fifth.
 */
const BATCH = 4;

const byRank =
  ({ isHeld }: TargetPortfolio, weights: Float64Array) =>
  (a: number, b: number): number => {
    const rank = (i: number): number => (isHeld[i] ? 2 : 1) * weights[i]!;
    return rank(a) - rank(b) || a - b;
  };

/** Tolerance of the solver. */
const ROUNDING = 1e-9;

/** Whether a stock is below the smallest position, or among the lightest of those beyond a largest number. */
function surplusOf(
  target: TargetPortfolio,
  weights: Float64Array,
  kept: readonly number[],
  { minimumPosition, maximumStocks, maximumStocksPerSleeve }: SamplingRules,
): (i: number) => boolean {
  const surplus = new Set(kept.filter((i) => weights[i]! < minimumPosition - ROUNDING));
  const addLightest = (of: readonly number[], most: number | null): void => {
    if (most === null || of.length <= most) return;
    const lightest = [...of].sort(byRank(target, weights));
    for (const i of lightest.slice(0, of.length - most)) surplus.add(i);
  };
  addLightest(kept, maximumStocks);
  for (const fractions of target.split)
    addLightest(
      kept.filter((i) => fractions[i]! > 0),
      maximumStocksPerSleeve,
    );
  return (i) => surplus.has(i);
}

/**
 * The weights in some of the stocks, each at least `minimum`, that replicate the target at least active variance; null if its
 * sleeves cannot keep their weights in them.
 */
async function replicate(
  target: TargetPortfolio,
  kept: readonly number[],
  minimum: number,
  near?: Replication,
): Promise<Replication | null> {
  const { weights, split, upper, covariance } = target;
  const rows = split.map((fractions) => pick(fractions, kept));
  const totals = split.map((fractions) => dot(fractions, weights));
  // A sleeve without any stock left, or too light for its stocks.
  if (rows.some((row, s) => sum(row) === 0 || minimum * sum(row) > totals[s]!)) return null;
  const found = await solve(
    { names: kept.map(String), covariance: submatrix(covariance, kept), expected: null },
    [
      weightBounds('positions', new Float64Array(kept.length).fill(minimum), pick(upper, kept)),
      ...rows.map((row, s) => factorBand(`sleeve ${s + 1}`, row, totals[s]!, totals[s]!)),
    ],
    { linear: pick(linearTerm(target), kept) },
    near && startOf(near, kept),
  );
  if (found.kind === 'failed') throw new Error(`optimised sampling: ${found.message}`);
  if (found.kind === 'infeasible') return null;
  const all = new Float64Array(weights.length);
  kept.forEach((i, at) => (all[i] = found.weights[at]!));
  return { weights: all, stocks: kept, point: found.point };
}

/** By a plain loop: `reduce` makes an object of each sum on the way, and this is asked of thousands of rows a month. */
function sum(of: Float64Array): number {
  let total = 0;
  for (let i = 0; i < of.length; i++) total += of[i]!;
  return total;
}

/** −V·w: with it, ½·v′V·v is the active variance up to a constant. The same for every set of stocks. */
function linearTerm(target: TargetPortfolio): Float64Array {
  const known = linearTerms.get(target);
  if (known) return known;
  const linear = hessianTimes(target.covariance, target.weights).map((x) => -x);
  linearTerms.set(target, linear);
  return linear;
}
const linearTerms = new WeakMap<TargetPortfolio, Float64Array>();

/** The elements of some stocks. */
function pick(of: Float64Array, kept: readonly number[]): Float64Array {
  const picked = new Float64Array(kept.length);
  for (let at = 0; at < kept.length; at++) picked[at] = of[kept[at]!]!;
  return picked;
}

/** The solution for more stocks as the start of that for some of them: most of those left stay at the same limits. */
function startOf({ stocks, point }: Replication, kept: readonly number[]): PrimalDual {
  const places = new Map(stocks.map((i, at) => [i, at]));
  return { ...point, x: Float64Array.from(kept, (i) => point.x[places.get(i)!]!) };
}

function submatrix(covariance: Hessian, kept: readonly number[]): Hessian {
  if (covariance.kind === 'dense') throw new RangeError('a factor model of the stocks is needed');
  const { factors, specific, loadings } = covariance;
  const rows = new Float64Array(kept.length * factors);
  kept.forEach((i, at) => rows.set(loadings.subarray(i * factors, (i + 1) * factors), at * factors));
  return {
    kind: 'factor',
    n: kept.length,
    factors,
    specific: pick(specific, kept),
    loadings: rows,
  };
}
