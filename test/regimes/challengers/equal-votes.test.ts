import { equalVotes } from '../../../regimes/challengers/equal-votes.ts';
import type { MonthCall } from '../../../regimes/model/history.ts';
import { monthlyTrial } from './trial.fixture.ts';

/** A call of which only the scores matter; a signal with `weight` 0 is reported beside the others. */
const callOf = (scores: readonly (number | null)[], weight = 0.2, kind = 'scored') =>
  ({
    combined: { kind },
    judgements: scores.map((score) => ({ on: { signal: { weight } }, verdict: { score } })),
  }) as unknown as MonthCall;

const labelOf = (call: MonthCall) => equalVotes.label({ ...monthlyTrial(2001, [100]), calls: [call] })[0];

test.each([
  ['more for than against', [0.9, 0.33, -0.9, 0.1, 0], 'bullish'],
  ['more against than for, none of them strong', [0.34, -0.33, -0.33, 0, 0], 'bearish'],
  ['one vote among neutrals', [0, 0.32, -0.33, -0.32, 0], 'bearish'],
  ['as many for as against', [1, -0.4, 0, 0, 0], 'consolidation'],
  ['nobody votes', [0.3, -0.3, 0, 0.1, -0.1], 'consolidation'],
  ['a signal without a score stays away', [null, 0.5, 0.5, -1, null], 'bullish'],
] as const)('equal votes: %s', (_, scores, label) => {
  expect(labelOf(callOf(scores))).toBe(label);
});

test('a signal without a weight in the rule book has no vote', () => {
  const call = callOf([0.5]);
  const beside = callOf([-1, -1], 0);
  expect(labelOf({ ...call, judgements: [...call.judgements, ...beside.judgements] })).toBe('bullish');
});

test('too few signals for a call are too few for a vote', () => {
  expect(labelOf(callOf([1, 1], 0.2, 'insufficient'))).toBeNull();
});
