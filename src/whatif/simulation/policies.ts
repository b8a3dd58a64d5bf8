import { POSITIONS, type Weights } from '../../../allocations/positions.ts';
import { REGIMES } from '../../../regimes/regime.ts';
import { normalCdf } from '../../math/random/normal-cdf.ts';
import { type PortfolioBasis, roundTripCost, sleeveStocks, turnoverBetween } from '../portfolio-basis.ts';
import type { FittedReturns } from './fit-returns.ts';
import type { AssetId } from './monthly-history.ts';
import type { PolicyTask } from './task.ts';

/**
 * `follow`: each label's target, changed when the label changes. `keep`: the weights after the month's run, restored every month.
 * `hold`: the same weights bought once and never traded. `nifty`: the Nifty 50.
 */
export const POLICIES = ['follow', 'keep', 'hold', 'nifty'] as const;
/** What a simulated investor does in a month; `POLICIES` describes each. */
export type PolicyId = (typeof POLICIES)[number];

/** Assets that the policies hold; cash is always among them, since what is not invested is cash. */
export function assetsOf({ portfolio }: PortfolioBasis, policies: readonly PolicyId[]): AssetId[] {
  return POSITIONS.filter(
    (id) =>
      id === 'liquid-fund' ||
      (id === 'nifty-50' && policies.includes('nifty')) ||
      [portfolio!.final, ...Object.values(portfolio!.targets)].some((weights) => (weights[id] ?? 0) > 0),
  );
}

/** The policies as tasks, with what their trades cost. */
export function policyTasks(
  { portfolio, book, asOf }: PortfolioBasis,
  policies: readonly PolicyId[],
  fitted: FittedReturns,
): PolicyTask[] {
  const { final, targets, stocks } = portfolio!;
  const assets = fitted.assets as readonly AssetId[];
  const labels = REGIMES.length;
  const rate = roundTripCost(book.costs, asOf);
  const sleeves = sleeveStocks(stocks);
  const vector = (weights: Weights): Float64Array => {
    const w = Float64Array.from(assets, (id) => weights[id] ?? 0);
    w[assets.indexOf('liquid-fund')]! += 1 - w.reduce((sum, x) => sum + x, 0);
    return w;
  };
  const mix = (id: PolicyId, weightsIn: (label: number) => Weights, rebalances: boolean): PolicyTask => {
    const weights = new Float64Array(labels * assets.length);
    for (let s = 0; s < labels; s++) weights.set(vector(weightsIn(s)), s * assets.length);
    const turnover = Float64Array.from({ length: labels * labels }, (_, k) => {
      const [from, to] = [Math.floor(k / labels), k % labels];
      if (!rebalances) return 0;
      const isSame = weightsIn(from) === weightsIn(to);
      return isSame
        ? driftTurnover(vector(weightsIn(from)), fitted, from)
        : turnoverBetween(weightsIn(from), weightsIn(to), sleeves);
    });
    return { kind: 'mix', id, weights, turnover, cost: turnover.map((t) => rate * t) };
  };
  const build: Readonly<Record<PolicyId, () => PolicyTask>> = {
    follow: () => mix('follow', (s) => targets[REGIMES[s]!], true),
    keep: () => mix('keep', () => final, true),
    hold: () => ({ kind: 'hold', id: 'hold', weights: vector(final) }),
    nifty: () => {
      const weights = new Float64Array(labels * assets.length);
      for (let s = 0; s < labels; s++) weights[s * assets.length + assets.indexOf('nifty-50')] = 1;
      const none = new Float64Array(labels * labels);
      return { kind: 'mix', id: 'nifty', weights, cost: none, turnover: none };
    },
  };
  return policies.map((id) => build[id]());
}

/**
 * Expected one-way turnover of restoring weights after a month: ½ Σ w_i E|r_i − r_p|, to first order in the returns, which are taken
 * as normal. Exact drift would need every asset to be drawn.
 */
function driftTurnover(
  weights: Float64Array,
  { assets, means, covariances }: FittedReturns,
  label: number,
): number {
  const n = assets.length;
  const mean = means.subarray(label * n, (label + 1) * n);
  const covariance = covariances.subarray(label * n * n, (label + 1) * n * n);
  const times = weights.map((_, i) => weights.reduce((sum, w, j) => sum + w * covariance[i * n + j]!, 0));
  const portfolioMean = weights.reduce((sum, w, i) => sum + w * mean[i]!, 0);
  const variance = weights.reduce((sum, w, i) => sum + w * times[i]!, 0);
  let turnover = 0;
  for (let i = 0; i < n; i++) {
    const m = mean[i]! - portfolioMean;
    const s = Math.sqrt(Math.max(0, covariance[i * (n + 1)]! - 2 * times[i]! + variance));
    turnover += (weights[i]! * meanAbsolute(m, s)) / 2;
  }
  return turnover;
}

/** The mean of |x| for a normal x. */
const meanAbsolute = (m: number, s: number): number =>
  s === 0
    ? Math.abs(m)
    : s * Math.sqrt(2 / Math.PI) * Math.exp(-(m * m) / (2 * s * s)) + m * (1 - 2 * normalCdf(-m / s));
