import {
  stationaryDistribution,
  meanRuns,
  distributionAfter,
  meanHittingTimes,
  hitsWithin,
} from '../../../src/math/markov-chain.ts';
import { WordBuffer } from '../../../src/math/random/word-buffer.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { fillBlockRows } from '../../../src/math/simulation/block-draws.ts';
import type { Estimate } from '../../../src/math/statistics/pair-errors.ts';
import { simulateTask } from '../../../src/whatif/simulation/simulate.ts';
import { chainOf } from '../../../src/whatif/simulation/fit-chain.ts';
import type { PolicyTask, SimulationTask } from '../../../src/whatif/simulation/task.ts';
import { describeReference } from '../../reference.ts';
import { meanSwitches, occupationDistribution } from './exact-occupation.ts';
import { knownAnswer } from './known-answers.ts';

const flat = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat());
/** Numbers by the names that the cases use. */
type Numbers = Readonly<Record<Name, number>>;
type Name =
  | 'start'
  | 'months'
  | 'meanLog'
  | 'sdLog'
  | 'mean'
  | 'sd'
  | 'median'
  | 'q05'
  | 'q25'
  | 'q75'
  | 'q95'
  | 'probBelowStart'
  | 'meanOfWorst5pct'
  | 'meanWealthPerRupee'
  | 'sdWealthPerRupee'
  | 'fall'
  | 'driftLog'
  | 'volatility'
  | 'years'
  | 'fromBullish'
  | 'fromConsolidation'
  | 'm3'
  | 'm6'
  | 'm12'
  | 'scale'
  | 'degrees'
  | 'meanSum'
  | 'sdSum'
  | 'meanWealth'
  | 'sdWealth'
  | 'worst'
  | 'probLoss'
  | 'varianceOfMean';
const NONE = Float64Array.of(0);
const ONE_LABEL = { labels: 1, start: 0, transition: Float64Array.of(1), posterior: null };

const mix = (weights: readonly number[], cost: Float64Array = NONE): PolicyTask => ({
  kind: 'mix',
  id: 'mix',
  weights: Float64Array.from(weights),
  cost,
  turnover: cost,
});

/** A task of one asset under one label. */
const oneAsset = (
  mean: number,
  deviation: number,
  months: number,
  more: Partial<SimulationTask> = {},
): SimulationTask => ({
  seed: 11,
  paths: 20_000,
  months,
  horizons: Int32Array.of(months),
  chain: ONE_LABEL,
  assets: 1,
  law: {
    kind: 'lognormal',
    means: Float64Array.of(mean),
    covariances: Float64Array.of(deviation ** 2),
    degrees: 6,
  },
  policies: [mix([1])],
  antithetic: true,
  barrier: 0.85,
  ...more,
});

/** Within four standard errors. */
function expectNear({ value, error }: Estimate, truth: number, slack = 0): void {
  expect(error).toBeGreaterThan(0);
  expect(Math.abs(value - truth)).toBeLessThan(4 * error + slack);
}

const outcomeOf = async (task: SimulationTask, policy = 0) =>
  (await simulateTask(task)).policies[policy]!.outcomes[0]!;

describeReference('the simulation reproduces known answers within four standard errors', () => {
  test('for lognormal wealth: mean, quantiles, chance of a loss and mean of the worst 5 %', async () => {
    const { given, expect: known } = knownAnswer<Numbers, Numbers>('lognormal.wealth');
    const o = await outcomeOf(oneAsset(given.meanLog, given.sdLog, given.months));
    const start = given.start;
    expectNear(o.mean, known.mean / start);
    expect(Math.abs(o.deviation / (known.sd / start) - 1)).toBeLessThan(0.05);
    for (const [k, name] of (['q05', 'q25', 'median', 'q75', 'q95'] as const).entries())
      expectNear(o.quantiles[k]!, known[name] / start);
    expectNear(o.chanceOfLoss, known.probBelowStart);
    expectNear(o.meanOfWorst, known.meanOfWorst5pct / start);
  });

  test('for a fixed mix of eight assets, collapsed to one dimension and with every asset drawn', async () => {
    const { given, expect: known } = knownAnswer<
      { weights: number[]; meanMonthly: number[]; covarianceMonthly: number[][]; months: number },
      Numbers
    >('fixed-mix.moments');
    const task = oneAsset(0, 1, given.months, {
      paths: 10_000,
      assets: 8,
      law: {
        kind: 'normal',
        means: Float64Array.from(given.meanMonthly),
        covariances: flat(given.covarianceMonthly),
        degrees: 6,
      },
      policies: [mix(given.weights)],
    });
    // A policy that buys and holds needs every asset.
    const hold: PolicyTask = { kind: 'hold', id: 'hold', weights: Float64Array.from(given.weights) };
    const [collapsed, full] = [
      await outcomeOf(task),
      await outcomeOf({ ...task, policies: [...task.policies, hold] }),
    ];
    for (const o of [collapsed, full]) {
      expectNear(o.mean, known.meanWealthPerRupee);
      expect(Math.abs(o.deviation / known.sdWealthPerRupee - 1)).toBeLessThan(0.06);
    }
    const distance = Math.hypot(collapsed.drawdown.median.error, full.drawdown.median.error);
    expect(Math.abs(collapsed.drawdown.median.value - full.drawdown.median.value)).toBeLessThan(4 * distance);
  });

  test('for a basket bought and held: wealth, and what each asset becomes', async () => {
    const { given, expect: known } = knownAnswer<
      { weights: number[]; meanLog: number[]; covarianceLog: number[][]; months: number },
      { meanWealthPerRupee: number; sdWealthPerRupee: number } & { meanFinalWeights: number[] }
    >('buy-and-hold.basket');
    const o = await outcomeOf(
      oneAsset(0, 1, given.months, {
        assets: 3,
        law: {
          kind: 'lognormal',
          means: Float64Array.from(given.meanLog),
          covariances: flat(given.covarianceLog),
          degrees: 6,
        },
        policies: [{ kind: 'hold', id: 'hold', weights: Float64Array.from(given.weights) }],
      }),
    );
    expectNear(o.mean, known.meanWealthPerRupee);
    expect(Math.abs(o.deviation / known.sdWealthPerRupee - 1)).toBeLessThan(0.05);
    for (const [i, weight] of known.meanFinalWeights.entries())
      expect(Math.abs(o.holdings![i]! / o.mean.value - weight)).toBeLessThan(0.005);
  });

  test('for maximum drawdowns seen at month-ends', async () => {
    const { given, expect: known } = knownAnswer<
      { cases: Numbers[]; distributions: Numbers[] },
      Record<'probability' | 'expectedMaxFall' | 'medianMaxFall' | 'q95MaxFall', number[]>
    >('monthly.max-drawdown');
    for (const [k, { meanLog, sdLog, months, fall }] of given.cases.entries()) {
      const { policies } = await simulateTask(oneAsset(meanLog, sdLog, months, { paths: 8000 }));
      const { drawdown } = policies[0]!.outcomes[0]!;
      const chance = { 0.1: drawdown.chances[0]!, 0.2: drawdown.chances[1]!, 0.3: drawdown.chances[2]! }[
        fall as 0.1
      ];
      if (chance) expectNear(chance, known.probability[k]!);
    }
    for (const [k, { meanLog, sdLog, months }] of given.distributions.entries()) {
      const { drawdown } = await outcomeOf(oneAsset(meanLog, sdLog, months, { seed: 5 }));
      expectNear(drawdown.mean, known.expectedMaxFall[k]!);
      expectNear(drawdown.median, known.medianMaxFall[k]!);
      expectNear(drawdown.q95, known.q95MaxFall[k]!);
    }
  });

  test('for a barrier, at month-ends and at any time by the bridge between them', async () => {
    const { given, expect: known } = knownAnswer<
      { cases: Numbers[] },
      Record<'monthly' | 'continuous', number[]>
    >('barrier.from-start');
    for (const [k, { driftLog, volatility, years, fall }] of given.cases.entries()) {
      const o = await outcomeOf(
        oneAsset(driftLog / 12, volatility / Math.sqrt(12), 12 * years, { barrier: 1 - fall }),
      );
      expectNear(o.chanceBelow, known.monthly[k]!);
      expectNear(o.chanceCrossed!, known.continuous[k]!);
    }
  });

  test('for months spent in a label: simulated, and exactly by dynamic programming', async () => {
    const { given, expect: known } = knownAnswer<
      { transition: number[][]; months: number; start: number },
      { stationary: number[]; meanRun: number[] } & Record<
        'meanMonths' | 'sdMonths' | 'q05' | 'q50' | 'q95' | 'expectedSwitches',
        number
      >
    >('markov.two-state.occupation');
    const transition = flat(given.transition);
    const { months, start } = given;
    const p = occupationDistribution(transition, 2, start, 0, months);
    const mean = p.reduce((sum, x, k) => sum + k * x, 0);
    expect(mean).toBeCloseTo(known.meanMonths, 9);
    expect(Math.sqrt(p.reduce((sum, x, k) => sum + (k - mean) ** 2 * x, 0))).toBeCloseTo(known.sdMonths, 9);
    const quantile = (q: number) => {
      let sum = 0;
      return p.findIndex((x) => (sum += x) >= q);
    };
    expect([0.05, 0.5, 0.95].map(quantile)).toEqual([known.q05, known.q50, known.q95]);
    expect(meanSwitches(transition, 2, start, months)).toBeCloseTo(known.expectedSwitches, 9);
    expect([...stationaryDistribution(transition, 2)!]).toEqual(
      known.stationary.map((x) => expect.closeTo(x, 12)),
    );
    expect([...meanRuns(transition, 2)]).toEqual(known.meanRun.map((x) => expect.closeTo(x, 9)));

    const { labels } = await simulateTask(
      oneAsset(0, 0.05, months, {
        paths: 8000,
        chain: { labels: 2, start, transition, posterior: null },
        law: {
          kind: 'normal',
          means: new Float64Array(2),
          covariances: Float64Array.of(0.01, 0.01),
          degrees: 6,
        },
        policies: [mix([1, 1], new Float64Array(4))],
      }),
    );
    expectNear(labels[0]!.months[0]!, known.meanMonths);
    expectNear(labels[0]!.switches, known.expectedSwitches);
  });

  test('for a chain of three labels: long-run shares, hitting times and chances, exactly', () => {
    const { given, expect: known } = knownAnswer<
      { transition: number[][]; order: string[]; start: string },
      Record<'stationary' | 'after12' | 'meanRun', number[]> & {
        meanMonthsToBearish: Numbers;
        probBearishWithin: Numbers;
      }
    >('markov.three-state');
    const p = flat(given.transition);
    const start = given.order.indexOf(given.start);
    const close = (values: readonly number[], digits = 12) => values.map((x) => expect.closeTo(x, digits));
    expect([...stationaryDistribution(p, 3)!]).toEqual(close(known.stationary));
    expect([...distributionAfter(p, 3, start, 12)]).toEqual(close(known.after12));
    const { fromBullish, fromConsolidation } = known.meanMonthsToBearish;
    expect([...meanHittingTimes(p, 3, 2)]).toEqual(close([fromBullish, fromConsolidation, 0], 10));
    const { m3, m6, m12 } = known.probBearishWithin;
    expect([3, 6, 12].map((k) => hitsWithin(p, 3, start, 2, k))).toEqual(close([m3, m6, m12]));
    expect([...meanRuns(p, 3)]).toEqual(close(known.meanRun, 10));
  });

  test('for returns that depend on the label, with and without a cost at each change', async () => {
    const { given, expect: known } = knownAnswer<
      { transition: number[][]; months: number; mean: number[]; sd: number[]; switchingCost: number[][] },
      Record<'meanWealth' | 'sdWealth' | 'meanWealthAfterCost' | 'sdWealthAfterCost', number> & {
        ifReturnsAreLog: Numbers;
      }
    >('regime-switching.moments');
    const cost = flat(given.switchingCost);
    const task = (kind: 'normal' | 't' | 'lognormal', costs: Float64Array) =>
      oneAsset(0, 1, given.months, {
        chain: { labels: 3, start: 1, transition: flat(given.transition), posterior: null },
        law: {
          kind,
          means: Float64Array.from(given.mean),
          covariances: Float64Array.from(given.sd, (s) => s * s),
          degrees: 6,
        },
        policies: [mix([1, 1, 1], costs)],
      });
    for (const kind of ['normal', 't'] as const) {
      const [free, paid] = [
        await outcomeOf(task(kind, new Float64Array(9))),
        await outcomeOf(task(kind, cost)),
      ];
      expectNear(free.mean, known.meanWealth);
      expectNear(paid.mean, known.meanWealthAfterCost);
      expect(Math.abs(free.deviation / known.sdWealth - 1)).toBeLessThan(0.06);
      expect(Math.abs(paid.deviation / known.sdWealthAfterCost - 1)).toBeLessThan(0.06);
    }
    // The median of log wealth is not its mean, but nearly normal: the known mean and deviation place its quartiles.
    const logs = (await outcomeOf(task('lognormal', new Float64Array(9)))).quantiles.map((q) =>
      Math.log(q.value),
    );
    const { meanLog, sdLog } = known.ifReturnsAreLog;
    expect(Math.abs((logs[1]! + logs[2]! + logs[3]!) / 3 - meanLog)).toBeLessThan(0.05);
    expect(Math.abs((logs[3]! - logs[1]!) / 1.349 - sdLog)).toBeLessThan(0.05);
  });

  test('for Student t returns of one month, scaled to their standard deviation', async () => {
    const { given, expect: known } = knownAnswer<Numbers, Numbers>('student-t.scaling');
    const { policies } = await simulateTask(
      oneAsset(0, 1, 1, {
        paths: 200_000,
        law: {
          kind: 't',
          means: Float64Array.of(0),
          covariances: Float64Array.of(given.sd ** 2),
          degrees: given.degrees,
        },
      }),
    );
    const o = policies[0]!.outcomes[0]!;
    expect(Math.abs(o.deviation / given.sd - 1)).toBeLessThan(0.015);
    // 5 % of t(6): −1.943 180 280 515 of its scale (tables).
    expectNear(o.quantiles[0]!, 1 - 1.9431802805153022 * known.scale);
  });

  test('for circular blocks of fixed length: all 144 pairs of starts give the exact moments', () => {
    const { given, expect: known } = knownAnswer<
      { returns: number[]; block: number; months: number },
      Numbers
    >('block-bootstrap.circular');
    const returns = given.returns;
    const n = returns.length;
    const sums: number[] = [];
    const wealth: number[] = [];
    const rows = new Int32Array(given.months);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const starts = [i, j];
        const words = new WordBuffer({
          fill: (w) => starts.forEach((s, k) => (w[k] = Math.floor(((s + 0.5) / n) * 2 ** 32))),
        });
        const pool = Int32Array.from(returns, (_, k) => k);
        fillBlockRows(
          new Uint8Array(given.months),
          [pool],
          { kind: 'fixed', mean: given.block },
          words,
          rows,
        );
        sums.push([...rows].reduce((sum, r) => sum + returns[r]!, 0));
        wealth.push([...rows].reduce((w, r) => w * (1 + returns[r]!), 1));
      }
    }
    const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
    const deviation = (x: readonly number[]) => Math.sqrt(mean(x.map((v) => (v - mean(x)) ** 2)));
    expect(mean(sums)).toBeCloseTo(known.meanSum, 12);
    expect(deviation(sums)).toBeCloseTo(known.sdSum, 12);
    expect(mean(wealth)).toBeCloseTo(known.meanWealth, 12);
    expect(deviation(wealth)).toBeCloseTo(known.sdWealth, 12);
    expect(Math.min(...wealth) - 1).toBeCloseTo(known.worst, 12);
    expect(mean(wealth.map((w) => (w < 1 ? 1 : 0)))).toBeCloseTo(known.probLoss, 12);
  });

  test('for blocks of geometric length: the variance of the mean of six months', () => {
    const { given, expect: known } = knownAnswer<
      { returns: number[]; meanBlock: number; months: number },
      Numbers
    >('block-bootstrap.stationary');
    const returns = given.returns;
    const pool = Int32Array.from(returns, (_, k) => k);
    const words = new WordBuffer(randomStream(3));
    const rows = new Int32Array(given.months);
    const samples = Float64Array.from({ length: 100_000 }, () => {
      fillBlockRows(
        new Uint8Array(given.months),
        [pool],
        { kind: 'geometric', mean: given.meanBlock },
        words,
        rows,
      );
      let sum = 0;
      for (const r of rows) sum += returns[r]!;
      return sum / given.months;
    });
    const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
    const squares = samples.map((x) => (x - mean) ** 2);
    const variance = squares.reduce((sum, x) => sum + x, 0) / samples.length;
    const fourth = squares.reduce((sum, x) => sum + x * x, 0) / samples.length;
    const error = Math.sqrt((fourth - variance ** 2) / samples.length);
    expectNear({ value: variance, error }, known.varianceOfMean);
  });

  test('for the fit of a chain to counts: posterior mean, maximum likelihood, deviation', () => {
    const { given, expect: known } = knownAnswer<
      { counts: number[][] },
      { maximumLikelihood: number[][]; posteriorMean: number[][]; posteriorSdOfStay: number[] }
    >('markov.fit');
    const chain = chainOf(['bullish', 'consolidation', 'bearish'], given.counts, 0, []);
    const close = (rows: readonly (readonly number[])[]) =>
      rows.map((row) => row.map((x) => expect.closeTo(x, 12)));
    expect(chain.maximumLikelihood).toEqual(close(known.maximumLikelihood));
    expect(chain.transition).toEqual(close(known.posteriorMean));
    expect([chain.stayDeviation]).toEqual(close([known.posteriorSdOfStay]));
  });
});
