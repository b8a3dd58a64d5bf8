import { fitJumpModel, squaredLosses } from '../../src/math/regime-switching/jump-model.ts';
import { cheapestState, runningCosts } from '../../src/math/regime-switching/jump-path.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { type Scale, scaleOf, toScale } from '../../src/math/statistics/standardise.ts';
import type { Table } from '../../src/math/table.ts';
import type { Challenger } from './challenger.ts';
import { downsideFeatures } from './downside-features.ts';
import { labelRefittingYearly, type YearlyModel } from './refit-yearly.ts';

const STATES = 2;
const STARTS = 10;
/** Arbitrary, but part of the definition: where two fits cost nearly the same, the seed decides. */
const SEED = 2024;

/** Features and log returns of the same sessions, one row per session. */
interface Observed {
  readonly features: Table;
  readonly returns: Float64Array;
}

interface Fitted {
  readonly scale: Scale;
  readonly centres: Table;
  readonly bear: number;
}

/**
 * The model is fitted on features standardised over its own window. The bear state is the one with the lower mean return along
 * the fitted path; a path that stays in one state gives no model. The label is the online one: the state of least cumulative
 * cost at the session, over the whole history so far under the year's fit.
 */
function yearlyJumpModel(closes: Float64Array, penalty: number): YearlyModel<Observed, Fitted> {
  const { first, width, values } = downsideFeatures(closes);
  const returns = Float64Array.from(closes.subarray(first), (close, i) =>
    Math.log(close / closes[first + i - 1]!),
  );
  return {
    observe(session) {
      const count = Math.max(0, session + 1 - first);
      return {
        features: { width, values: values.subarray(0, count * width) },
        returns: returns.subarray(0, count),
      };
    },
    fit(observed) {
      if (observed.returns.length === 0) return null;
      const scale = scaleOf(observed.features);
      const stream = randomStream(SEED);
      const options = { states: STATES, penalty, starts: STARTS, stream };
      const { centres, path } = fitJumpModel(toScale(observed.features, scale), options);
      const means = meanReturns(observed.returns, path);
      if (means.some(Number.isNaN)) return null;
      return { scale, centres, bear: means[1]! < means[0]! ? 1 : 0 };
    },
    label({ scale, centres, bear }, { features }) {
      const costs = runningCosts(squaredLosses(toScale(features, scale), centres), STATES, penalty);
      return cheapestState(costs, STATES, costs.length - STATES) === bear ? 'bearish' : 'bullish';
    },
  };
}

/** Mean return of the sessions in each state; NaN for a state without sessions. */
function meanReturns(returns: Float64Array, path: Int32Array): number[] {
  const sums = new Float64Array(STATES);
  const counts = new Float64Array(STATES);
  path.forEach((state, t) => {
    sums[state]! += returns[t]!;
    counts[state]! += 1;
  });
  return Array.from(sums, (sum, k) => sum / counts[k]!);
}

const jumpModel = (penalty: number): Challenger => ({
  id: `jump-${penalty}`,
  title: `Statistical jump model, λ = ${penalty}`,
  source:
    'Bemporad et al. (2018), Nystrup et al. (2020); features of Shu, Yu and Mulvey (2024). Our choice: λ not tuned, refitted each January on an expanding window of at least five years, log returns without subtracting the risk-free rate.',
  label: ({ market, months }) =>
    labelRefittingYearly(market, months, yearlyJumpModel(market.closes, penalty)),
});

export const jump30 = jumpModel(30);
export const jump50 = jumpModel(50);
