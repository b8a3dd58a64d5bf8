import { iso } from '../../../src/market/day.ts';
import type { SleeveDefinition } from '../../../src/sleeves/definition.ts';
import { carriedOut } from '../../../src/sleeves/sleeve-history.ts';
import { threeShares } from '../three-stocks.fixture.ts';

/** Decided with data to the end of January, in force from the end of February: sessions 0 and 20. */
const rebalance: SleeveDefinition['rebalance'] = { months: [2], dataMonthsBefore: 1, source: 'our choice' };
const stopsAt = (session: number) => (t: number) => (t < session ? {} : { close: NaN });

test('a name that stops trading between cut-off and change is not bought, and where all are chosen the others stay', () => {
  const review = carriedOut(threeShares(stopsAt(11), { rebalance }))[0]!;
  expect([iso(review.cutOff), iso(review.effective)]).toEqual(['2020-01-31', '2020-02-28']);
  expect(review.members.map((m) => [m.issuer, m.weight])).toEqual([
    [1, 0.5],
    [2, 0.5],
  ]);
  expect(review.funnel.at(-1)).toEqual({
    step: 'weight',
    entered: 2,
    excluded: [],
    left: 2,
  });
  expect(review.funnel.find((f) => f.step === 'select')).toEqual({
    step: 'select',
    entered: 3,
    excluded: [{ reason: 'not traded for 10 sessions at the change', issuers: [0] }],
    left: 2,
  });
});

test('a sleeve of two has two though its first choice stops trading before the change', () => {
  const select = { kind: 'best', names: 2, surelyIn: 1, keepTo: 2, source: 'our choice' } as const;
  const usual = carriedOut(threeShares(() => ({}), { rebalance, select }))[0]!;
  expect(usual.members.map((m) => [m.issuer, m.rank])).toEqual([
    [0, 1],
    [1, 2],
  ]);
  const review = carriedOut(threeShares(stopsAt(11), { rebalance, select }))[0]!;
  expect(review.members.map((m) => [m.issuer, m.rank, m.weight])).toEqual([
    [1, 2, 0.5],
    [2, 3, 0.5],
  ]);
});

test('a name that had stopped trading at the cut-off has no place in the universe, which goes to the next', () => {
  const ofTwo: SleeveDefinition['universe'] = {
    ranks: [{ by: 'full-cap', from: 1, to: 2 }],
    source: 'our choice',
  };
  // Data to the end of February, session 20: idle for ten sessions by then.
  const own = { universe: ofTwo, rebalance: { ...rebalance, months: [3] } };
  const review = carriedOut(threeShares(stopsAt(11), own))[0]!;
  expect(iso(review.cutOff)).toBe('2020-02-28');
  expect(review.members.map((m) => m.issuer)).toEqual([1, 2]);
  expect(review.funnel[0]!.excluded).toEqual([{ reason: 'not traded for 10 sessions', issuers: [0] }]);
});

test('ten sessions without a trade are too many, nine are not', () => {
  // The change is at session 20, so a share last traded in session 11 has been idle for nine.
  expect(carriedOut(threeShares(stopsAt(12), { rebalance }))[0]!.members).toHaveLength(3);
  expect(carriedOut(threeShares(stopsAt(11), { rebalance }))[0]!.members).toHaveLength(2);
});

test('where the limits of those that can be bought leave no room, the change is not carried out and says so', () => {
  const cap = { most: 0.4, source: 'our choice' } as const;
  const { reviews, levels } = threeShares(stopsAt(11), { rebalance, cap });
  expect(reviews).toHaveLength(1);
  expect(reviews[0]).toMatchObject({
    kind: 'infeasible',
    reason: 'the limits of 2 names leave room for 80.0 % only',
  });
  expect(levels.day).toEqual([]);
});
