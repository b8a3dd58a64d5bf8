import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { rungBySleeve } from '../../../src/backtest/attribution/by-sleeve.ts';
import { logScale } from '../../../src/math/performance/linked-effects.ts';
import { ladderEffects, type RungId, RUNGS } from '../../../src/backtest/attribution/ladder.ts';
import { LINK_METHODS, linkEffects } from '../../../src/backtest/attribution/link.ts';
import { describeReference, reference } from '../../reference.ts';

const rungs = RUNGS.map((r) => r.id);
const returnOf = fc.double({ min: -0.5, max: 0.8, noNaN: true });
const months = fc.array(fc.array(returnOf, { minLength: rungs.length, maxLength: rungs.length }), {
  minLength: 1,
  maxLength: 24,
});
const periods = (funds: readonly (readonly number[])[]) =>
  funds.map((f, t) => ({ from: `month ${t}`, to: `month ${t + 1}`, funds: f }));
const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);
const near = (found: number, expected: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));

describe('the ladder', () => {
  test('adds up over rungs, periods and any part of them', () => {
    fc.assert(
      fc.property(months, fc.nat(), (funds, cut) => {
        const all = ladderEffects({ rungs, periods: periods(funds) });
        near(all.residual / Math.max(1, Math.abs(all.record)), 0);
        near(sum(all.log), Math.log1p(all.record) - Math.log1p(all.benchmark));
        const at = cut % (funds.length + 1);
        const parts = [funds.slice(0, at), funds.slice(at)].map((f) =>
          ladderEffects({ rungs, periods: periods(f) }),
        );
        all.log.forEach((effect, j) => near(sum(parts.map((p) => p.log[j]!)), effect));
      }),
      { numRuns: 100 },
    );
  });

  test('gives past months the same effects when a month is added, and totals in any order of months', () => {
    fc.assert(
      fc.property(months, (funds) => {
        const all = ladderEffects({ rungs, periods: periods(funds) });
        expect(ladderEffects({ rungs, periods: periods(funds.slice(0, -1)) }).byPeriod).toEqual(
          all.byPeriod.slice(0, -1),
        );
        const reversed = ladderEffects({ rungs, periods: periods([...funds].reverse()) });
        all.log.forEach((effect, j) => near(reversed.log[j]!, effect));
      }),
      { numRuns: 50 },
    );
  });

  test('gives a fund that equals its neighbour an effect of 0, and a record that equals the benchmark finite effects', () => {
    const found = ladderEffects({
      rungs: rungs.slice(0, 3),
      periods: periods([
        [0.1, 0.1, 0.1],
        [-0.2, 0.05, -0.2],
      ]),
    });
    expect(found.log[0]).toBe(-found.log[1]!);
    near(found.arithmetic[0]!, found.log[0]! * (1 + found.record));
    expect(ladderEffects({ rungs: rungs.slice(0, 2), periods: periods([[0.1, 0.1]]) }).arithmetic).toEqual([
      0,
    ]);
  });

  test('names the month in which a fund lost everything', () => {
    expect(() =>
      ladderEffects({
        rungs: ['benchmark', 'held'],
        periods: periods([
          [0, 0.1],
          [0, -1],
        ]),
      }),
    ).toThrow(/month 1 to month 2: The fund “Portfolio as held” returned -1/);
  });
});

test('a rung splits by sleeve into parts that add up to it', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
  const returns = fc.array(returnOf, { minLength: 5, maxLength: 5 });
  const scaled = (w: readonly number[]): number[] =>
    sum(w) > 0 ? w.map((x) => x / sum(w)) : [1, 0, 0, 0, 0];
  fc.assert(
    fc.property(weights, weights, returns, returns, (w, w0, r, r0) => {
      const [upper, lower] = [scaled(w), scaled(w0)];
      const total = (a: readonly number[], b: readonly number[]): number => sum(a.map((x, i) => x * b[i]!));
      const { allocation, selection } = rungBySleeve({
        weights: upper,
        benchmarkWeights: lower,
        returns: r,
        benchmarkReturns: r0,
      });
      near(sum([...allocation, ...selection]), Math.log1p(total(upper, r)) - Math.log1p(total(lower, r0)));
    }),
    { numRuns: 200 },
  );
});

test('the scale of a logarithm has its limit where the returns meet', () => {
  expect(logScale(0.25, 0.25)).toBe(0.8);
  near(logScale(0.25 + 1e-13, 0.25), 0.8);
});

test.each(LINK_METHODS)('%s links effects to the difference of the compound returns', (method) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(returnOf, returnOf, returnOf), { minLength: 1, maxLength: 12 }), (rows) => {
      const effects = rows.map(([benchmark, a, b]) => {
        // Two effects that lead from the benchmark to the portfolio; the portfolio keeps above a total loss.
        const own = Math.max(-0.9, benchmark + a / 3 + b / 3);
        return { own, benchmark, effects: [a / 3, own - benchmark - a / 3] };
      });
      const compound = (of: (e: (typeof effects)[number]) => number): number =>
        effects.reduce((g, e) => g * (1 + of(e)), 1);
      const difference = compound((e) => e.own) - compound((e) => e.benchmark);
      const total = sum(linkEffects(effects, method).flat());
      expect(Math.abs(total - difference)).toBeLessThanOrEqual(
        1e-9 *
          Math.max(
            1,
            compound((e) => e.own),
          ),
      );
    }),
    { numRuns: 100 },
  );
});

test('of 1,000 random records of 24 months the linked effects sum to the active return, by the ladder and by every method', () => {
  const month = fc.double({ min: -0.15, max: 0.2, noNaN: true });
  const record = fc.array(fc.tuple(month, month, month, month), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(record, (funds) => {
      const ids = rungs.slice(0, 4);
      const found = ladderEffects({ rungs: ids, periods: periods(funds) });
      const active = found.record - found.benchmark;
      near(sum(found.arithmetic), active);
      const months24 = funds.map((f) => ({
        benchmark: f[0],
        own: f[3],
        effects: [f[1] - f[0], f[2] - f[1], f[3] - f[2]],
      }));
      for (const method of LINK_METHODS)
        expect(sum(linkEffects(months24, method).flat())).toBeCloseTo(active, 9);
    }),
    { numRuns: 1000 },
  );
});

describeReference('an independent ladder on real series', () => {
  const [header, ...rows] = readFileSync(reference('cases', 'backtest_dev_ladder.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const { attribution } = JSON.parse(readFileSync(reference('cases', 'backtest_dev.json'), 'utf8')) as {
    attribution: Record<'logEffects' | 'arithmeticEffects', Record<string, number>>;
  };

  test('has the same effects, which add up to the record', () => {
    const ids: readonly RungId[] = ['benchmark', 'policy', 'neutral', 'regime', 'held', 'after-costs'];
    const found = ladderEffects({
      rungs: ids,
      periods: rows.map((row) => ({ from: row[0]!, to: row[1]!, funds: row.slice(3).map(Number) })),
    });
    expect(header!.slice(3)).toHaveLength(ids.length);
    near(found.residual, 0);
    expect(found.effects).toEqual(['strategic', 'sleeves', 'tactical', 'implementation', 'costs']);
    // The source calls implementation drift and delay, which this run has none of. It prints the funds to twelve digits.
    const named = ['strategic', 'sleeves', 'tactical', 'drift-and-delay', 'costs'];
    named.forEach((name, j) => {
      expect(found.log[j]).toBeCloseTo(attribution.logEffects[name]!, 9);
      expect(found.arithmetic[j]).toBeCloseTo(attribution.arithmeticEffects[name]!, 9);
    });
  });
});
