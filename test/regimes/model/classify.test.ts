import fc from 'fast-check';
import { boundariesAround } from '../../../regimes/model/boundaries.ts';
import { classify, combine } from '../../../regimes/model/classify.ts';
import { REGIMES } from '../../../regimes/regime.ts';
import { DEFAULT_REGIME_RULES as rules } from '../../../regimes/model/rules.ts';

describe('the label', () => {
  test.each([
    ['consolidation', 0.2, 'bullish'],
    ['consolidation', 0.1999, 'consolidation'],
    ['consolidation', -0.2, 'bearish'],
    ['bullish', 0.05, 'bullish'],
    ['bullish', 0.0499, 'consolidation'],
    ['bullish', -0.2, 'bearish'],
    ['bearish', -0.05, 'bearish'],
    ['bearish', -0.0499, 'consolidation'],
    ['bearish', 0.2, 'bullish'],
  ] as const)('after %s at S = %d is %s', (prior, score, expected) => {
    expect(classify(prior, score, rules)).toBe(expected);
  });

  const label = fc.constantFrom(...REGIMES);
  const score = fc.double({ min: -1, max: 1, noNaN: true });
  const order = { bearish: 0, consolidation: 1, bullish: 2 };

  test('never becomes less bullish when the score rises', () => {
    fc.assert(
      fc.property(label, score, score, (prior, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(order[classify(prior, low, rules)]).toBeLessThanOrEqual(order[classify(prior, high, rules)]);
      }),
    );
  });

  test('changes at the nearest boundary and not before it', () => {
    fc.assert(
      fc.property(label, score, (prior, s) => {
        const now = classify(prior, s, rules);
        const { above, below } = boundariesAround(prior, s, rules);
        for (const boundary of [above, below]) {
          if (!boundary) continue;
          expect(classify(prior, boundary.score, rules)).toBe(boundary.to);
          expect(boundary.to).not.toBe(now);
          const short = s + (boundary.score - s) * 0.999_999;
          if (Math.abs(boundary.score - s) > 1e-9) expect(classify(prior, short, rules)).toBe(now);
        }
      }),
    );
  });
});

describe('the combined score', () => {
  const weighted = (id: string, weight: number, score: number | null) => ({ id, weight, score });

  test('is the weighted mean over the signals with a score, and the sum of the contributions', () => {
    const combined = combine(
      [
        weighted('nifty-regression', 0.4, 0.5),
        weighted('us-vix', 0.15, -1),
        weighted('gsec-yields', 0.15, null),
        weighted('india-vix', 0.15, 0.2),
      ],
      rules,
    );
    // (0.4·0.5 − 0.15 + 0.15·0.2) / 0.7 = 0.08 / 0.7
    expect(combined).toMatchObject({ kind: 'scored' });
    if (combined.kind === 'scored') {
      expect(combined.score).toBeCloseTo(0.08 / 0.7, 15);
      expect(combined.contributions.reduce((sum, s) => sum + s.contribution, 0)).toBeCloseTo(
        combined.score,
        15,
      );
    }
  });

  test('is not available without the mandatory signal, whatever the others', () => {
    const combined = combine(
      ['a', 'b', 'c', 'd'].map((id) => weighted(id, 0.25, 0.5)),
      rules,
    );
    expect(combined).toMatchObject({
      kind: 'insufficient',
      reason: 'the mandatory signal nifty-regression has no score',
    });
  });

  test('is not available below the quorum, to which a signal of weight 0 does not count', () => {
    const combined = combine(
      [weighted('nifty-regression', 0.4, 0.5), weighted('us-vix', 0.15, -1), weighted('fii-flows', 0, 1)],
      rules,
    );
    expect(combined).toMatchObject({
      kind: 'insufficient',
      reason: 'a call needs 3 signals with a score, and 2 have one',
    });
  });
});
