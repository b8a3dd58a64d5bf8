import { completedReviews } from '../../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { scaledDown, histories, EXCHANGE } from '../sleeves.fixture.ts';
import { threeStocks } from '../three-stocks.fixture.ts';

const made = histories(scaledDown(DEFAULT_SLEEVE_RULES));

test('the levels equal those of a fund that holds the decided weights, reinvests dividends and trades without cost', () => {
  for (const history of Object.values(made)) {
    const { levels, events } = history;
    expect([levels.price[0], levels.total[0]]).toEqual([1000, 1000]);
    const reviews = new Map(completedReviews(history).map((r) => [r.effective, r]));
    // ₹ per stock. The price fund ignores dividends; the total-return fund reinvests them pro rata.
    let held = new Map<number, number>();
    let total = 1000;
    const price = EXCHANGE.issuers.map(() => NaN);
    let started = false;
    for (const slice of EXCHANGE.slices) {
      const before = [...held.values()].reduce((a, b) => a + b, 0);
      let dividends = 0;
      EXCHANGE.issuers.forEach((_, i) => {
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
        held = new Map(review.constituents.map((m) => [m.issuer, m.weight * level]));
        started = true;
      }
    }
  }
});

test('a split changes no level, and a dividend changes only the total-return level', () => {
  const split = threeStocks((t) => (t < 5 ? {} : { close: 50, adjustment: t === 5 ? 0.5 : 1 }));
  for (const level of [...split.levels.price, ...split.levels.total]) expect(level).toBeCloseTo(1000, 9);
  const paid = threeStocks((t) => ({ dividend: t === 5 ? 3 : 0 }));
  expect(paid.levels.price.at(-1)).toBeCloseTo(1000, 9);
  expect(paid.levels.total.slice(4, 6)).toEqual([1000, expect.closeTo(1010, 9)]);
});

test('a stock that stops trading is recorded as suspended, then removed at its last price; the level does not change', () => {
  const { events, levels, holdings } = threeStocks((t) => (t < 5 ? {} : { close: NaN }));
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

test('a stock that resumes trading is recorded, at the price at which it resumes', () => {
  const { events, levels } = threeStocks((t) => (t < 5 ? {} : t < 30 ? { close: NaN } : { close: 40 }));
  expect(events.map((e) => e.kind)).toEqual(['suspended', 'resumed']);
  expect(levels.price.at(-1)).toBeCloseTo(800, 9);
});
