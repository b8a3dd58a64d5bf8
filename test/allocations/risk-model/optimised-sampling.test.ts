import fc from 'fast-check';
import {
  sampleOptimally,
  type TargetPortfolio,
} from '../../../allocations/risk-model/sampling/optimised-sampling.ts';
import { samplingRules } from '../../../allocations/risk-model/sampling/sampling-rules.ts';
import { hessianTimes } from '../../../src/math/qp/hessian.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { normal } from '../../../src/math/random/distributions.ts';

const NONE = samplingRules.parse({ minimumPosition: 0 });
const sum = (xs: Iterable<number>): number => [...xs].reduce((a, b) => a + b, 0);

/** Stocks with exposures to `factors` independent factors of volatility 1 %, and their own specific volatility. */
const targetOf = (given: {
  readonly weights: readonly number[];
  readonly loadings: readonly (readonly number[])[];
  readonly specific: readonly number[];
  readonly split?: readonly (readonly number[])[];
  readonly held?: readonly boolean[];
  readonly tradable?: readonly boolean[];
}): TargetPortfolio => ({
  weights: Float64Array.from(given.weights),
  split: (given.split ?? [given.weights.map(() => 1)]).map((row) => Float64Array.from(row)),
  upper: Float64Array.from(given.weights, () => 1),
  covariance: {
    kind: 'factor',
    n: given.weights.length,
    factors: given.loadings[0]!.length,
    specific: Float64Array.from(given.specific, (s) => s * s),
    loadings: Float64Array.from(given.loadings.flat(), (x) => 0.01 * x),
  },
  isHeld: given.held ?? given.weights.map(() => false),
  isTradable: given.tradable ?? given.weights.map(() => true),
});

function randomTarget(seed: number): TargetPortfolio {
  const stream = randomStream(seed).split('sampling');
  const n = 60;
  const sizes = Array.from({ length: n }, () => Math.exp(normal(stream)));
  // Two sleeves that share a third of the stocks.
  const first = sizes.map((_, i) => (i < 20 ? 1 : i < 40 ? 0.2 + 0.6 * stream.uniform() : 0));
  return targetOf({
    weights: sizes.map((s) => (0.9 * s) / sum(sizes)),
    loadings: sizes.map(() => [1, normal(stream), normal(stream)]),
    specific: sizes.map(() => 0.01 + 0.02 * stream.uniform()),
    split: [first, first.map((a) => 1 - a)],
  });
}

const activeVariance = ({ covariance, weights }: TargetPortfolio, held: ArrayLike<number>): number => {
  const active = weights.map((w, i) => held[i]! - w);
  return sum(hessianTimes(covariance, active).map((x, i) => x * active[i]!));
};

/** The chosen stocks at their target weights, scaled up within each sleeve: what the replication must improve on. */
function scaledPerSleeve({ weights, split }: TargetPortfolio, held: Float64Array): number[] {
  const parts = split.map((row) => {
    const kept = sum(row.map((a, i) => (held[i]! > 0 ? a * weights[i]! : 0)));
    const all = sum(row.map((a, i) => a * weights[i]!));
    return [...row].map((a, i) => (held[i]! > 0 ? (a * weights[i]! * all) / kept : 0));
  });
  return [...weights.keys()].map((i) => sum(parts.map((p) => p[i]!)));
}

describe('optimised sampling', () => {
  test('leaves a portfolio without limits as it is', async () => {
    const target = randomTarget(1);
    expect(await sampleOptimally(target, NONE)).toEqual(target.weights);
  });

  test('gives the weight of a dropped stock to its twin rather than to all', async () => {
    // The second and third stock have the same exposures; hardly any specific risk tells them apart.
    const target = targetOf({
      weights: [0.5, 0.498, 0.002],
      loadings: [
        [1, 0],
        [0, 1],
        [0, 1],
      ],
      specific: [0.001, 0.001, 0.001],
    });
    const held = await sampleOptimally(target, samplingRules.parse({}));
    expect(held[2]).toBe(0);
    // Closed form for v = (1 − x, x): the variance (1e-4 + 1e-6)·(0.5 − x)² + 1e-4·(0.5 − x)² + 1e-6·(x − 0.498)² is least here.
    expect(held[1]).toBeCloseTo((2.01 * 0.5 + 0.01 * 0.498) / 2.02, 9);
  });

  test('keeps the total of each sleeve, and holds every stock at the smallest position at least', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        const target = randomTarget(seed);
        const held = await sampleOptimally(target, samplingRules.parse({ minimumPosition: 0.012 }));
        for (const row of target.split) {
          const total = (w: Float64Array): number => sum(row.map((a, i) => a * w[i]!));
          expect(total(held)).toBeCloseTo(total(target.weights), 9);
        }
        const positions = held.filter((w) => w > 0);
        expect(Math.min(...positions)).toBeGreaterThanOrEqual(0.012 - 1e-9);
        expect(positions.length).toBeLessThan(60);
      }),
      { numRuns: 15 },
    );
  });

  test('has less active variance than the same stocks scaled up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        const target = randomTarget(seed);
        const held = await sampleOptimally(
          target,
          samplingRules.parse({ minimumPosition: 0, maximumStocks: 30 }),
        );
        expect(activeVariance(target, held)).toBeLessThan(
          activeVariance(target, scaledPerSleeve(target, held)),
        );
      }),
      { numRuns: 15 },
    );
  });

  test('meets limits on the number of stocks, overall and by sleeve', async () => {
    const target = randomTarget(3);
    const overall = await sampleOptimally(target, { ...NONE, maximumStocks: 17 });
    expect(overall.filter((w) => w > 0)).toHaveLength(17);
    const bySleeve = await sampleOptimally(target, { ...NONE, maximumStocksPerSleeve: 12 });
    for (const row of target.split)
      expect(bySleeve.filter((w, i) => w > 0 && row[i]! > 0).length).toBeLessThanOrEqual(12);
  });

  test('chooses no stock that cannot be traded, whatever the limits, and keeps each sleeve’s weight', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1000 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom({}, { minimumPosition: 0 }, { maximumStocks: 20 }),
        async (seed, suspended, limits) => {
          const all = randomTarget(seed);
          const target = { ...all, isTradable: all.isHeld.map((_, i) => !suspended.includes(i)) };
          const held = await sampleOptimally(target, samplingRules.parse(limits));
          expect(suspended.filter((i) => held[i]! > 0)).toEqual([]);
          for (const row of target.split)
            expect(sum(row.map((a, i) => a * held[i]!))).toBeCloseTo(
              sum(row.map((a, i) => a * target.weights[i]!)),
              7,
            );
        },
      ),
      { numRuns: 15 },
    );
  });

  test('keeps a stock that cannot be traded where it is held, and where its sleeve has no other', async () => {
    const given = {
      weights: [0.4, 0.3, 0.3],
      loadings: [[1], [1], [1]],
      specific: [0.01, 0.01, 0.01],
      split: [
        [1, 1, 0],
        [0, 0, 1],
      ],
      tradable: [false, true, false],
    };
    expect([...(await sampleOptimally(targetOf({ ...given, held: [true, false, false] }), NONE))]).toEqual([
      0.4, 0.3, 0.3,
    ]);
    const chosen = await sampleOptimally(targetOf(given), NONE);
    expect([...chosen].map((w) => Math.round(w * 1e6) / 1e6)).toEqual([0, 0.7, 0.3]);
  });

  test('keeps a stock that its sleeve cannot do without, below the smallest position', async () => {
    const target = targetOf({
      weights: [0.6, 0.3, 0.001, 0.0005],
      loadings: [[1], [1], [1], [1]],
      specific: [0.01, 0.01, 0.01, 0.01],
      split: [
        [1, 1, 0, 0],
        [0, 0, 1, 1],
      ],
    });
    const held = await sampleOptimally(target, samplingRules.parse({}));
    expect(held[3]).toBe(0);
    expect(held[2]).toBeCloseTo(0.0015, 12);
  });

  test('drops a stock that is not held before one that is', async () => {
    const given = {
      weights: [0.5, 0.4, 0.0024, 0.0023],
      loadings: [[1], [1], [1], [1]],
      specific: [0.01, 0.01, 0.01, 0.01],
    };
    const rules = { ...NONE, maximumStocks: 3 };
    expect((await sampleOptimally(targetOf(given), rules))[3]).toBe(0);
    const held = await sampleOptimally(targetOf({ ...given, held: [true, true, false, true] }), rules);
    expect([held[2], held[3]! > 0]).toEqual([0, true]);
  });
});
