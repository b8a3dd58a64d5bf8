import { carriedOut } from '../../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { cutDown, histories, MADE } from '../sleeves.fixture.ts';
import { threeShares } from '../three-stocks.fixture.ts';

const made = histories(cutDown(DEFAULT_SLEEVE_RULES));

test('levels are those of a fund that holds the decided weights, reinvests dividends and trades at no cost', () => {
  for (const history of Object.values(made)) {
    const { levels, events } = history;
    expect([levels.price[0], levels.total[0]]).toEqual([1000, 1000]);
    const reviews = new Map(carriedOut(history).map((r) => [r.effective, r]));
    // ₹ in each name; the price fund leaves dividends out, the other puts them into all names pro rata.
    let held = new Map<number, number>();
    let total = 1000;
    const price = MADE.issuers.map(() => NaN);
    let started = false;
    for (const slice of MADE.slices) {
      const before = [...held.values()].reduce((a, b) => a + b, 0);
      let dividends = 0;
      MADE.issuers.forEach((_, i) => {
        const old = price[i]! * slice.adjustment[i]!;
        const units = held.has(i) ? held.get(i)! / old : 0;
        const now = Number.isNaN(slice.close[i]!) ? old : slice.close[i]!;
        dividends += units * slice.dividend[i]!;
        if (held.has(i)) held.set(i, units * now);
        price[i] = now;
      });
      const after = [...held.values()].reduce((a, b) => a + b, 0);
      if (started) {
        total *= (after + dividends) / before;
        const at = levels.day.indexOf(slice.day);
        expect(levels.price[at]! / after).toBeCloseTo(1, 9);
        expect(levels.total[at]! / total).toBeCloseTo(1, 9);
      }
      for (const gone of events.filter((e) => e.kind === 'removed' && e.day === slice.day)) {
        const whole = after - held.get(gone.issuer)!;
        held.delete(gone.issuer);
        for (const [i, value] of held) held.set(i, (value * after) / whole);
      }
      const review = reviews.get(slice.day);
      if (review) {
        const level = started ? [...held.values()].reduce((a, b) => a + b, 0) : 1000;
        held = new Map(review.members.map((m) => [m.issuer, m.weight * level]));
        started = true;
      }
    }
  }
});

test('a split moves nothing, and a dividend moves total return alone', () => {
  const split = threeShares((t) => (t < 5 ? {} : { close: 50, adjustment: t === 5 ? 0.5 : 1 }));
  for (const level of [...split.levels.price, ...split.levels.total]) expect(level).toBeCloseTo(1000, 9);
  const paid = threeShares((t) => ({ dividend: t === 5 ? 3 : 0 }));
  expect(paid.levels.price.at(-1)).toBeCloseTo(1000, 9);
  expect(paid.levels.total.slice(4, 6)).toEqual([1000, expect.closeTo(1010, 9)]);
});

test('a share that stops trading is noted, then let go at its last price; the level does not move', () => {
  const { events, levels, holdings } = threeShares((t) => (t < 5 ? {} : { close: NaN }));
  expect(events.map((e) => [e.kind, e.issuer])).toEqual([
    ['suspended', 0],
    ['removed', 0],
  ]);
  expect(events[1]!.weight).toBeCloseTo(1 / 3, 12);
  for (const level of levels.price) expect(level).toBeCloseTo(1000, 9);
  expect(holdings).toEqual([
    { issuer: 1, weight: expect.closeTo(0.5, 12) },
    { issuer: 2, weight: expect.closeTo(0.5, 12) },
  ]);
});

test('a share that comes back is noted, at the price it comes back with', () => {
  const { events, levels } = threeShares((t) => (t < 5 ? {} : t < 30 ? { close: NaN } : { close: 40 }));
  expect(events.map((e) => e.kind)).toEqual(['suspended', 'resumed']);
  expect(levels.price.at(-1)).toBeCloseTo(800, 9);
});
