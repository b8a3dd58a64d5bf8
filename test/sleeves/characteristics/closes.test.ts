import { iso, monthOf } from '../../../src/market/day.ts';
import { advanceBuild, endMonth, sleeveHistories } from '../../../src/sleeves/build.ts';
import { completedReviews, closeAt, holdingsAt } from '../../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { valuationOf } from '../../../src/sleeves/characteristics/valuation.ts';
import { built, scaledDown, histories, EXCHANGE } from '../sleeves.fixture.ts';

const rules = scaledDown(DEFAULT_SLEEVE_RULES);
const made = histories(rules);
const { slices } = EXCHANGE;
/** The last session of each month, including the incomplete last one. */
const monthEnds = slices.filter(
  (s, t) => slices[t + 1] === undefined || monthOf(slices[t + 1]!.day) !== monthOf(s.day),
);

test('holdings are stored for each month’s last session and for the last of all, and for no other day', () => {
  for (const history of Object.values(made)) {
    const first = history.levels.day[0]!;
    const expected = monthEnds.map((s) => s.day).filter((d) => d >= first);
    expect(history.closes.map((c) => c.day)).toEqual(expected);
    expect(holdingsAt(history, expected.at(-1)!)).toEqual(history.holdings);
    const between = slices.find((s) => s.day > first && !expected.includes(s.day))!;
    expect(holdingsAt(history, between.day)).toBeNull();
  }
});

test('the decided weights are held on the day of a change and drift with prices afterwards', () => {
  for (const history of Object.values(made)) {
    const reviews = new Map(completedReviews(history).map((r) => [r.effective, r]));
    const price = EXCHANGE.issuers.map(() => NaN);
    let held = new Map<number, number>();
    for (const slice of slices) {
      EXCHANGE.issuers.forEach((_, i) => {
        const before = price[i]! * slice.adjustment[i]!;
        price[i] = Number.isNaN(slice.close[i]!) ? before : slice.close[i]!;
        if (held.has(i)) held.set(i, (held.get(i)! * price[i]) / before);
      });
      for (const gone of history.events)
        if (gone.kind === 'removed' && gone.day === slice.day) held.delete(gone.issuer);
      const review = reviews.get(slice.day);
      if (review) held = new Map(review.constituents.map((m) => [m.issuer, m.weight]));
      const whole = [...held.values()].reduce((a, b) => a + b, 0);
      for (const { issuer, weight } of holdingsAt(history, slice.day) ?? []) {
        expect(weight).toBeCloseTo(held.get(issuer)! / whole, 10);
      }
      const kept = closeAt(history, slice.day);
      if (kept) expect(kept.holdings).toHaveLength(held.size);
    }
  }
});

test('closing a month early gives the same reviews as the start of the next month', () => {
  // Sessions to the end of June 2020, after which momentum is reviewed with data to May.
  const end = slices.findLastIndex((s) => iso(s.day) <= '2020-06-30');
  const build = built(rules, slices.slice(0, end + 1));
  const last = slices[end]!.day;
  expect(sleeveHistories(build)['momentum']!.reviews.at(-1)).not.toMatchObject({ effective: last });
  endMonth(build);
  endMonth(build);
  const closed = sleeveHistories(build);
  expect(closed['momentum']!.reviews.at(-1)).toMatchObject({ kind: 'completed', effective: last });
  const known = sleeveHistories(built(rules, slices.slice(0, end + 2)));
  for (const [id, { reviews }] of Object.entries(known)) expect(closed[id]!.reviews).toEqual(reviews);
  for (const id of Object.keys(known))
    expect(holdingsAt(closed[id]!, last)).toEqual(holdingsAt(known[id]!, last));
  advanceBuild(build, slices[end + 1]!);
  expect(sleeveHistories(build)).toEqual(known);
});

test('a session of a closed month is rejected', () => {
  const end = slices.findIndex((s) => iso(s.day) >= '2020-06-10');
  const build = built(rules, slices.slice(0, end + 1));
  endMonth(build);
  expect(() => advanceBuild(build, slices[end + 1]!)).toThrow('belongs to a month that is already closed');
});

test('P/E, P/B and dividend yield are those of the holdings as one company', () => {
  // Net income of ₹40, −10 and 25 crore on market values of ₹500, 200 and 300 crore, of which a tenth is held each:
  // ₹100 crore cost, ₹5.5 crore earned.
  const ratios = {
    earnings: Float64Array.of(40 / 500, -10 / 200, 25 / 300, NaN),
    book: Float64Array.of(250 / 500, 100 / 200, NaN, NaN),
    dividends: Float64Array.of(0.02, 0, 0.01, 0.05),
  };
  const held = [
    [0, 0.5],
    [1, 0.2],
    [2, 0.3],
  ] as const;
  const found = valuationOf(held, ratios);
  expect(found.pe).toBeCloseTo(1000 / 55, 12);
  expect(found.pb).toBeCloseTo(2, 12);
  expect(found.dividendYield).toBeCloseTo(0.013, 12);
  expect([found.earningsKnown, found.bookKnown]).toEqual([1, 0.7]);
});

test('P/E is null for negative or unknown earnings', () => {
  const ratios = {
    earnings: Float64Array.of(-0.1, NaN),
    book: Float64Array.of(1, NaN),
    dividends: Float64Array.of(0, NaN),
  };
  expect(valuationOf([[0, 1]], ratios)).toMatchObject({ pe: null, pb: 1, dividendYield: 0 });
  expect(valuationOf([[1, 1]], ratios)).toEqual({
    pe: null,
    pb: null,
    dividendYield: null,
    earningsKnown: 0,
    bookKnown: 0,
  });
});
