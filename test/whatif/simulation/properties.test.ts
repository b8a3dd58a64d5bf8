import fc from 'fast-check';
import { randomStream } from '../../../src/math/random/random.ts';
import { UserError } from '../../../src/market/problem.ts';
import { simulateChunk } from '../../../src/whatif/simulation/chunk.ts';
import { forEachPair } from '../../../src/whatif/simulation/draw-paths.ts';
import { fitChain } from '../../../src/whatif/simulation/fit-chain.ts';
import { fitReturns } from '../../../src/whatif/simulation/fit-returns.ts';
import { checkedSettings } from '../../../src/whatif/simulation/simulation-settings.ts';
import { newFigures } from '../../../src/whatif/simulation/tally.ts';
import { simulateTask } from '../../../src/whatif/simulation/simulate.ts';
import type { PolicyTask, SimulationTask } from '../../../src/whatif/simulation/task.ts';
import type { Executor } from '../../../src/parallel/executor.ts';

const NO_COST = new Float64Array(4);
const COST = Float64Array.of(0.0005, 0.004, 0.003, 0.0005);
const follow = (cost: Float64Array, weights = [0.7, 0.3, 0.2, 0.8]): PolicyTask => ({
  kind: 'mix',
  id: 'follow',
  weights: Float64Array.from(weights),
  cost,
  turnover: cost,
});
/** Two labels, two assets. */
const TASK: SimulationTask = {
  seed: 3,
  paths: 3000,
  months: 24,
  horizons: Int32Array.of(12, 24),
  chain: { labels: 2, start: 0, transition: Float64Array.of(0.9, 0.1, 0.2, 0.8), posterior: null },
  assets: 2,
  law: {
    kind: 't',
    means: Float64Array.of(0.01, 0.004, -0.005, 0.004),
    covariances: Float64Array.of(0.002, 0.0001, 0.0001, 0.0002, 0.006, -0.0002, -0.0002, 0.0002),
    degrees: 6,
  },
  policies: [follow(COST), { kind: 'hold', id: 'hold', weights: Float64Array.of(0.5, 0.5) }],
  antithetic: true,
  barrier: 0.85,
};

/** Runs the chunks backwards, in this thread. */
const backwards: Executor = {
  run: async (work, chunks) => (await Promise.all([...chunks].reverse().map(work.run))).reverse(),
};

test('the same seed gives the same bits in whatever order chunks run, and another seed others', async () => {
  const plain = JSON.stringify(await simulateTask(TASK));
  expect(JSON.stringify(await simulateTask(TASK, { executor: backwards }))).toBe(plain);
  const others = await Promise.all(
    Array.from({ length: 20 }, (_, k) =>
      simulateTask({ ...TASK, seed: 100 + k, paths: 1000, months: 12, horizons: Int32Array.of(12) }),
    ),
  );
  expect(new Set(others.map((s) => s.policies[0]!.outcomes[0]!.mean.value)).size).toBe(20);
});

test('another law of returns leaves the label paths alone', () => {
  const labels = (task: SimulationTask): string => {
    const paths: string[] = [];
    forEachPair({ task, chunk: 1 }, (pair, k) => {
      if (k < 20) paths.push(pair.labels.map((l) => l.join('')).join());
    });
    return paths.join(' ');
  };
  const { law } = TASK;
  if (law.kind === 'blocks') throw new Error('not the law of this test');
  expect(labels({ ...TASK, law: { ...law, kind: 'normal' } })).toBe(labels(TASK));
  const blocks: SimulationTask = {
    ...TASK,
    law: {
      kind: 'blocks',
      history: Float64Array.of(0.01, 0, 0.02, 0, -0.03, 0),
      pools: [Int32Array.of(0, 1), Int32Array.of(2)],
      length: { kind: 'geometric', mean: 3 },
    },
  };
  expect(labels(blocks)).toBe(labels(TASK));
});

test('costs never add to wealth, path by path, and no drawdown exceeds 1', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.double({ min: 0, max: 0.02, noNaN: true }),
      (seed, cost) => {
        const run = (c: Float64Array) => {
          const task = { ...TASK, seed, paths: 40, policies: [follow(c)] };
          const figures = newFigures(task);
          simulateChunk({ task, chunk: 0, figures });
          return figures;
        };
        const [free, paid] = [run(NO_COST), run(Float64Array.of(0, cost, cost, 0))];
        for (let i = 0; i < free.wealth[0]!.length; i++) {
          expect(paid.wealth[0]![i]).toBeLessThanOrEqual(free.wealth[0]![i]!);
          expect(free.drawdown[0]![i]).toBeLessThanOrEqual(1);
          expect(free.drawdown[0]![i]).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('with one label, following it and keeping its weights are the same', async () => {
  const one: SimulationTask = {
    ...TASK,
    chain: { labels: 1, start: 0, transition: Float64Array.of(1), posterior: null },
    law: {
      ...TASK.law,
      means: Float64Array.of(0.01, 0.004),
      covariances: Float64Array.of(0.002, 0.0001, 0.0001, 0.0002),
    } as SimulationTask['law'],
    policies: [
      follow(Float64Array.of(0.001), [0.6, 0.4]),
      { ...follow(Float64Array.of(0.001), [0.6, 0.4]), id: 'keep' },
    ],
    assets: 2,
  };
  const { differences } = await simulateTask(one);
  for (const d of differences) for (const q of d.quantiles) expect(Math.abs(q.value)).toBeLessThan(1e-12);
});

test('uncertain transition probabilities widen the spread of months in a label', async () => {
  const posterior = Float64Array.of(9.5, 1.5, 2.5, 8.5);
  const spread = async (chain: SimulationTask['chain']) => {
    const { labels } = await simulateTask({ ...TASK, chain, paths: 8000, policies: [follow(NO_COST)] });
    return labels[1]!.months[1]!.error;
  };
  const known = { ...TASK.chain, transition: Float64Array.of(9.5 / 11, 1.5 / 11, 2.5 / 11, 8.5 / 11) };
  expect(await spread({ ...known, posterior })).toBeGreaterThan(1.1 * (await spread(known)));
});

describe('the fit of returns', () => {
  const stream = randomStream(8);
  const months = Array.from({ length: 120 }, (_, t) => t);
  const labels = months.map((t) => (t < 6 ? null : t % 20 < 14 ? 'calm' : 'wild'));
  const returns = {
    stock: months.map((t) => (labels[t] === 'wild' ? 0.1 : 0.03) * (stream.uniform() - 0.4)),
    bond: months.map(() => 0.01 * (stream.uniform() - 0.3)),
  };

  test('shrinks a label’s covariance to the pooled one by n/(n + 36), and pools it below 12 months', () => {
    const fitted = fitReturns({ returns, labels }, { order: ['calm', 'wild', 'never'] });
    expect(fitted.byLabel).toEqual([
      { months: fitted.labelOf.filter((l) => l === 0).length, isPooled: false },
      { months: fitted.labelOf.filter((l) => l === 1).length, isPooled: false },
      { months: 0, isPooled: true },
    ]);
    const variance = (rows: readonly number[]): number => {
      const mean = rows.reduce((s, x) => s + x, 0) / rows.length;
      return rows.reduce((s, x) => s + (x - mean) ** 2, 0) / (rows.length - 1);
    };
    const used = months.filter((t) => labels[t] !== null);
    const wild = used.filter((t) => labels[t] === 'wild').map((t) => returns.stock[t]!);
    const all = variance(used.map((t) => returns.stock[t]!));
    const weight = wild.length / (wild.length + 36);
    expect(fitted.covariances[4]).toBeCloseTo(weight * variance(wild) + (1 - weight) * all, 14);
    expect(fitted.covariances[8]).toBeCloseTo(all, 14);
    expect(fitted.means[0]).toBe(fitted.means[2]);
  });

  test('leaves a month with a missing return out for all assets, and counts it', () => {
    const holes = { ...returns, stock: returns.stock.map((r, t) => (t === 50 || t === 51 ? NaN : r)) };
    const fitted = fitReturns({ returns: holes, labels });
    expect(fitted.leftOut).toBe(2);
    expect(fitted.months).toHaveLength(112);
  });

  test('refuses too few months, an asset without returns, and constant returns', () => {
    const few = { stock: returns.stock.slice(0, 40), bond: returns.bond.slice(0, 40) };
    expect(() => fitReturns({ returns: few, labels: labels.slice(0, 40) })).toThrow(/Only 34 months/);
    expect(() => fitReturns({ returns: { ...returns, gold: months.map(() => NaN) }, labels })).toThrow(
      /gold.*no monthly return/,
    );
    expect(() => fitReturns({ returns: { cash: months.map(() => 0.005) }, labels })).toThrow(
      /nothing to simulate/,
    );
  });
});

test('a record in which no label occurs twice is refused, as are settings out of range', () => {
  expect(() => fitChain(['bullish', 'bearish'])).toThrow(/no label occurs twice/);
  expect(() => fitChain(['bullish', 'bullish'], ['bearish'])).toThrow(/not one of the labels/);
  for (const wrong of [
    { paths: 1001 },
    { paths: 10 },
    { months: 0 },
    { months: 400 },
    { seed: 0.5 },
    { policies: [] },
  ])
    expect(() => checkedSettings(wrong)).toThrow(UserError);
});
