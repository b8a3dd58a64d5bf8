import { equalVotes } from '../../../regimes/challengers/equal-votes.ts';
import type { MonthCall } from '../../../regimes/model/history.ts';
import { monthlyInput } from './challenger-input.fixture.ts';

/** A call with the given scores; a signal of weight 0 is reported without entering the score. */
const callOf = (scores: readonly (number | null)[], weight = 0.2, kind = 'scored') =>
  ({
    combined: { kind },
    evaluated: scores.map((score) => ({ aligned: { signal: { weight } }, evaluation: { score } })),
  }) as unknown as MonthCall;

const labelOf = (call: MonthCall) => equalVotes.label({ ...monthlyInput(2001, [100]), calls: [call] })[0];

test.each([
  ['more bullish than bearish votes', [0.9, 0.33, -0.9, 0.1, 0], 'bullish'],
  ['more bearish than bullish votes, all weak', [0.34, -0.33, -0.33, 0, 0], 'bearish'],
  ['one vote among neutral signals', [0, 0.32, -0.33, -0.32, 0], 'bearish'],
  ['a tie', [1, -0.4, 0, 0, 0], 'consolidation'],
  ['no votes', [0.3, -0.3, 0, 0.1, -0.1], 'consolidation'],
  ['a signal without a score abstains', [null, 0.5, 0.5, -1, null], 'bullish'],
] as const)('equal votes: %s', (_, scores, label) => {
  expect(labelOf(callOf(scores))).toBe(label);
});

test('a signal without a weight in the rule book has no vote', () => {
  const call = callOf([0.5]);
  const unweighted = callOf([-1, -1], 0);
  expect(labelOf({ ...call, evaluated: [...call.evaluated, ...unweighted.evaluated] })).toBe('bullish');
});

test('there is no vote where TRRM has too few signals for a call', () => {
  expect(labelOf(callOf([1, 1], 0.2, 'insufficient'))).toBeNull();
});
