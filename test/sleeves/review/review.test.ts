import { completedReviews } from '../../../src/sleeves/sleeve-history.ts';
import { selectConstituents } from '../../../src/sleeves/review/select.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { lookThrough } from '../../../src/sleeves/look-through.ts';
import { monthOf } from '../../../src/market/day.ts';
import { scaledDown, histories, EXCHANGE } from '../sleeves.fixture.ts';

const rules = scaledDown(DEFAULT_SLEEVE_RULES);
const made = histories(rules);

test('every sleeve is reviewed on the test exchange, most of them often', () => {
  for (const history of Object.values(made)) expect(completedReviews(history).length).toBeGreaterThan(0);
  expect(Object.values(made).flatMap(completedReviews).length).toBeGreaterThan(30);
});

test('the screening accounts for every issuer at every step', () => {
  for (const { reviews } of Object.values(made))
    for (const review of reviews) {
      let entering = EXCHANGE.issuers.length;
      const gone: number[] = [];
      for (const { entered, excluded, remaining } of review.screening) {
        expect(entered).toBe(entering);
        const out = excluded.flatMap((e) => e.issuers);
        expect(entered - out.length).toBe(remaining);
        gone.push(...out);
        entering = remaining;
      }
      const held = review.kind === 'completed' ? review.constituents.map((m) => m.issuer) : [];
      expect([...gone, ...held].sort((a, b) => a - b)).toEqual(EXCHANGE.issuers.map((_, i) => i));
    }
});

test('the weights of constituents sum to 1 and respect their caps', () => {
  for (const review of Object.values(made).flatMap(completedReviews)) {
    expect(review.constituents.reduce((sum, m) => sum + m.weight, 0)).toBeCloseTo(1, 12);
    for (const { weight, limit } of review.constituents) expect(weight).toBeLessThanOrEqual(limit + 1e-12);
  }
});

test('entries and exits are the differences between two reviews, each with a reason', () => {
  for (const [id, history] of Object.entries(made)) {
    let held = new Set<number>();
    for (const review of completedReviews(history)) {
      const removed = history.events.filter((e) => e.kind === 'removed' && e.day <= review.effective);
      for (const { issuer } of removed) held.delete(issuer);
      const now = new Set(review.constituents.map((m) => m.issuer));
      const entries = [...now].filter((i) => !held.has(i)).sort((a, b) => a - b);
      const exits = [...held].filter((i) => !now.has(i)).sort((a, b) => a - b);
      expect([id, review.entries.map((e) => e.issuer).sort((a, b) => a - b)]).toEqual([id, entries]);
      expect([id, review.exits.map((e) => e.issuer).sort((a, b) => a - b)]).toEqual([id, exits]);
      for (const { reason } of [...review.entries, ...review.exits]) expect(reason).toMatch(/\w/);
      held = now;
    }
  }
});

test('reviews follow their calendar: cut-off at one month’s end, change at another’s', () => {
  const months = (id: string): string[] =>
    completedReviews(made[id]!).map((r) => `${monthOf(r.cutOff).slice(5)}>${monthOf(r.effective).slice(5)}`);
  expect(new Set(months('momentum'))).toEqual(new Set(['05>06', '11>12']));
  expect(new Set(months('small-cap'))).toEqual(new Set(['01>03', '07>09']));
  expect(new Set(months('alpha'))).toEqual(new Set(['02>03', '05>06', '08>09', '11>12']));
});

test('the same sessions and rules give the same bytes', () => {
  expect(JSON.stringify(histories(rules))).toBe(JSON.stringify(made));
});

test('top ranks are selected first, then constituents within the buffer, then the next best', () => {
  const select = { kind: 'top', count: 4, entryRank: 2, exitRank: 6, source: 'our choice' } as const;
  const names = [0, 1, 2, 3, 4, 5, 6, 7];
  const choose = (held: readonly number[], suspended: readonly number[] = []) =>
    selectConstituents({ ...rules['momentum']!, select }, names, new Set(held), (i) => !suspended.includes(i))
      .remaining;
  expect(choose([])).toEqual([0, 1, 2, 3]);
  expect(choose([4, 5, 6])).toEqual([0, 1, 4, 5]);
  expect(choose([3, 4, 5])).toEqual([0, 1, 3, 4]);
  expect(choose([6, 7])).toEqual([0, 1, 2, 3]);
  // A stock that cannot be traded is skipped, held or not, and the next in rank takes its place.
  expect(choose([], [1, 2])).toEqual([0, 3, 4, 5]);
  expect(choose([4, 5], [0, 4])).toEqual([1, 2, 3, 5]);
});

test('look-through decomposes a bouquet into stocks, each with the contribution of every sleeve', () => {
  const through = lookThrough({ value: 0.6, quality: 0.4 }, made);
  expect(through.reduce((sum, t) => sum + t.weight, 0)).toBeCloseTo(1, 12);
  for (const { issuer, weight, bySleeve } of through) {
    const parts = Object.values(bySleeve).reduce((a, b) => a + b, 0);
    expect(parts).toBeCloseTo(weight, 12);
    const inValue = made['value']!.holdings.find((h) => h.issuer === issuer);
    expect(bySleeve['value'] ?? 0).toBeCloseTo(0.6 * (inValue?.weight ?? 0), 12);
  }
  expect(() => lookThrough({ nothing: 1 }, made)).toThrow(/nothing/);
});
