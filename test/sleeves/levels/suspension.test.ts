import { iso } from '../../../src/market/day.ts';
import type { SleeveDefinition } from '../../../src/sleeves/definition.ts';
import { completedReviews } from '../../../src/sleeves/sleeve-history.ts';
import { threeStocks } from '../three-stocks.fixture.ts';

/** Cut-off at the end of January (session 0), change at the end of February (session 20). */
const rebalance: SleeveDefinition['rebalance'] = { months: [2], cutOffMonthsBefore: 1, source: 'our choice' };
const stopsAt = (session: number) => (t: number) => (t < session ? {} : { close: NaN });

test('a stock that stops trading between cut-off and change is not selected, and the others stay', () => {
  const review = completedReviews(threeStocks(stopsAt(11), { rebalance }))[0]!;
  expect([iso(review.cutOff), iso(review.effective)]).toEqual(['2020-01-31', '2020-02-28']);
  expect(review.constituents.map((m) => [m.issuer, m.weight])).toEqual([
    [1, 0.5],
    [2, 0.5],
  ]);
  expect(review.screening.at(-1)).toEqual({
    step: 'weight',
    entered: 2,
    excluded: [],
    remaining: 2,
  });
  expect(review.screening.find((f) => f.step === 'select')).toEqual({
    step: 'select',
    entered: 3,
    excluded: [{ reason: 'not traded for 10 sessions at the change', issuers: [0] }],
    remaining: 2,
  });
});

test('a sleeve of two stocks has two even if its first choice stops trading before the change', () => {
  const select = { kind: 'top', count: 2, entryRank: 1, exitRank: 2, source: 'our choice' } as const;
  const usual = completedReviews(threeStocks(() => ({}), { rebalance, select }))[0]!;
  expect(usual.constituents.map((m) => [m.issuer, m.rank])).toEqual([
    [0, 1],
    [1, 2],
  ]);
  const review = completedReviews(threeStocks(stopsAt(11), { rebalance, select }))[0]!;
  expect(review.constituents.map((m) => [m.issuer, m.rank, m.weight])).toEqual([
    [1, 2, 0.5],
    [2, 3, 0.5],
  ]);
});

test('a stock that has stopped trading by the cut-off is outside the universe, and the next in rank takes its place', () => {
  const ofTwo: SleeveDefinition['universe'] = {
    ranks: [{ by: 'full-cap', from: 1, to: 2 }],
    source: 'our choice',
  };
  // Cut-off at the end of February, session 20: idle for ten sessions by then.
  const own = { universe: ofTwo, rebalance: { ...rebalance, months: [3] } };
  const review = completedReviews(threeStocks(stopsAt(11), own))[0]!;
  expect(iso(review.cutOff)).toBe('2020-02-28');
  expect(review.constituents.map((m) => m.issuer)).toEqual([1, 2]);
  expect(review.screening[0]!.excluded).toEqual([{ reason: 'not traded for 10 sessions', issuers: [0] }]);
});

test('a stock is suspended after ten sessions without a trade, not after nine', () => {
  // The change is at session 20, so a stock last traded in session 11 has been idle for nine.
  expect(completedReviews(threeStocks(stopsAt(12), { rebalance }))[0]!.constituents).toHaveLength(3);
  expect(completedReviews(threeStocks(stopsAt(11), { rebalance }))[0]!.constituents).toHaveLength(2);
});

test('a review whose tradable stocks cannot meet their caps is infeasible and reports why', () => {
  const cap = { maximum: 0.4, source: 'our choice' } as const;
  const { reviews, levels } = threeStocks(stopsAt(11), { rebalance, cap });
  expect(reviews).toHaveLength(1);
  expect(reviews[0]).toMatchObject({
    kind: 'infeasible',
    reason: 'the caps of the 2 selected stocks sum to only 80.0 %',
  });
  expect(levels.day).toEqual([]);
});
