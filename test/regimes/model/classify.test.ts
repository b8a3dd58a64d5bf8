import fc from 'fast-check';
import { boundariesAround } from '../../../regimes/model/boundaries.ts';
import { classify, combine } from '../../../regimes/model/classify.ts';
import { REGIMES } from '../../../regimes/regime.ts';
import { DEFAULT_REGIME_RULES as rules } from '../../../regimes/model/rules.ts';

describe('the label that follows from a score', () => {
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
  ] as const)('from %s at S = %d is %s', (prior, score, expected) => {
    expect(classify(prior, score, rules)).toBe(expected);
  });

  const label = fc.constantFrom(...REGIMES);
  const score = fc.double({ min: -1, max: 1, noNaN: true });
  const order = { bearish: 0, consolidation: 1, bullish: 2 };

  test('never turns less bullish when the score rises', () => {
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

describe('the score of a market', () => {
  const say = (id: string, weight: number, score: number | null) => ({ id, weight, score });

  test('is the weighted mean over the signals that have one, and its contributions sum to it', () => {
    const combined = combine(
      [
        say('nifty-regression', 0.4, 0.5),
        say('us-vix', 0.15, -1),
        say('gsec-yields', 0.15, null),
        say('india-vix', 0.15, 0.2),
      ],
      rules,
    );
    // (0.4·0.5 − 0.15 + 0.15·0.2) / 0.7 = 0.08 / 0.7
    expect(combined).toMatchObject({ kind: 'scored' });
    if (combined.kind === 'scored') {
      expect(combined.score).toBeCloseTo(0.08 / 0.7, 15);
      expect(combined.shares.reduce((sum, s) => sum + s.contribution, 0)).toBeCloseTo(combined.score, 15);
    }
  });

  test('is not given without the mandatory signal, however many others there are', () => {
    const combined = combine(
      ['a', 'b', 'c', 'd'].map((id) => say(id, 0.25, 0.5)),
      rules,
    );
    expect(combined).toMatchObject({
      kind: 'insufficient',
      why: 'the mandatory signal nifty-regression has no score',
    });
  });

  test('is not given by two signals where three are needed, and a signal of weight 0 is none', () => {
    const combined = combine(
      [say('nifty-regression', 0.4, 0.5), say('us-vix', 0.15, -1), say('fii-flows', 0, 1)],
      rules,
    );
    expect(combined).toMatchObject({
      kind: 'insufficient',
      why: '2 of the 3 signals a call needs have a score',
    });
  });
});
