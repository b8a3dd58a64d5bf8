import { regimePart } from '../../src/pack/regime-part.ts';
import type { MonthlyRun } from '../../src/decision/run/monthly-run.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { addDays, day } from '../../src/market/day.ts';

/** Month-ends with a score of one signal each, as the history has them. */
const runOf = (scores: readonly (number | null)[], regimes: readonly string[]): MonthlyRun =>
  ({
    called: {
      history: scores.map((score, i) => ({
        monthEnd: addDays(day('2023-01-31'), 30 * i),
        regime: regimes[i],
        combined: { kind: 'scored', score: 0 },
        evaluated: [{ aligned: { signal: { id: 'us-vix' } }, evaluation: { score, status: 'ok' } }],
      })),
    },
    decision: {
      asOf: '2024-12-31',
      regime: { regime: regimes.at(-1) },
      signals: [
        { id: 'us-vix', weight: 0.2 },
        { id: 'fii-flows', weight: 0 },
      ],
    },
  }) as unknown as MonthlyRun;

test('ranks a signal’s score among its own up to then, ties half, months without a score aside', () => {
  const scores = [0.1, 0.4, null, 0.2, 0.3, 0.2];
  const { signals } = regimePart(
    runOf(
      scores,
      scores.map(() => 'bullish'),
    ),
    DEFAULT_RULE_BOOK,
  );
  expect(signals.map((s) => s.signal)).toEqual(['us-vix']);
  // Now: 0.2 among 0.1, 0.4, 0.2, 0.3 and itself; a month ago 0.3 among four; three months ago none. No sixth or twelfth month.
  expect(signals[0]!.scores.map((s) => [s.score, s.rank])).toEqual([
    [0.2, (1 + 2 / 2) / 5],
    [0.3, (2 + 1 / 2) / 4],
    [null, null],
  ]);
});

test('counts the months of the present label from its last change', () => {
  const regimes = ['bullish', 'bearish', 'bullish', 'bullish'];
  expect(regimePart(runOf([0, 0, 0, 0], regimes), DEFAULT_RULE_BOOK).monthsInForce).toBe(2);
});
