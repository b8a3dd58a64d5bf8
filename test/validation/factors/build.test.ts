import { day, type Day } from '../../../src/market/day.ts';
import type { DailySlice } from '../../../src/market/stocks/daily-slice.ts';
import { type MonthlyReturn, monthlyReturns } from '../../../src/market/monthly-returns.ts';
import { advanceBuild, sleeveHistories, newSleeveBuild } from '../../../src/sleeves/build.ts';
import { pairMonths } from '../../../src/validation/factors/inputs/monthly-returns.ts';
import { advanceFactorBuild, newFactorBuild, returnsOfBuild } from '../../../src/validation/factors/build.ts';
import { validateFactor } from '../../../src/validation/factors/validate.ts';
import { completedReviews } from '../../../src/sleeves/sleeve-history.ts';
import { CALMEST, isCalm, ISSUERS, plantedExchange } from './planted-exchange.fixture.ts';

const rules = { calmest: CALMEST };
const none = plantedExchange(0, 1);
const planted = plantedExchange(0.06, 1);

const resultOf = (slices: readonly DailySlice[]) => {
  const build = newFactorBuild(ISSUERS, rules);
  for (const slice of slices) advanceFactorBuild(build, slice);
  const { market, sleeves } = returnsOfBuild(build);
  return { market, found: sleeves['calmest']! };
};
const [ofNone, ofPlanted] = [resultOf(none), resultOf(planted)];
const built = newSleeveBuild(ISSUERS, rules);
for (const slice of none) advanceBuild(built, slice);
const history = sleeveHistories(built)['calmest']!;

const whole = { from: day('2000-01-01'), to: day('2020-01-01'), sessions: [], endsBy: null };
const validationOf = ({ market, found }: typeof ofNone) => {
  const monthsOf = (returns: readonly MonthlyReturn[]) =>
    pairMonths(returns, market, () => 0.004, whole).months;
  const named = (all: typeof found.variants) =>
    all.map((v) => ({ name: v.name, months: monthsOf(v.returns) }));
  return validateFactor({
    months: monthsOf(found.own),
    labels: [],
    labelOf: () => null,
    launched: null,
    survivorship: 'free of bias',
    changes: found.changes,
    roundTrip: () => 0.004,
    variants: named(found.variants),
    halves: named(found.halves),
    ages: named(found.ages),
    trials: 1,
  });
};

test('a validated sleeve is identical to the sleeve built for the portfolio', () => {
  expect(ofNone.found.own).toEqual(monthlyReturns(history.levels.day, history.levels.total));
  expect(ofNone.found.changes).toEqual(
    completedReviews(history).flatMap((r) =>
      r.turnover === null ? [] : [{ day: r.effective, oneWay: r.turnover }],
    ),
  );
  expect(
    completedReviews(history)
      .flatMap((r) => r.constituents.map((m) => m.issuer))
      .every(isCalm),
  ).toBe(true);
});

test('without a premium the factor is not supported', () => {
  const { model, verdict } = validationOf(ofNone);
  expect(Math.abs(model!.alpha.t)).toBeLessThan(2.5);
  expect(verdict.kind).toBe('not supported');
});

test('a planted premium is detected, in both halves and at every age, and supported', () => {
  const { model, verdict, subUniverses, byAge, multipleTesting } = validationOf(ofPlanted);
  // Calm stocks earn the premium over the market, and as much again because the other half earns less.
  const [low, high] = model!.alpha.interval;
  expect(low).toBeLessThan(6);
  expect(high).toBeGreaterThan(6);
  for (const { alpha } of [...subUniverses, ...byAge]) expect(alpha!.t).toBeGreaterThan(2);
  expect(multipleTesting!.variants.length).toBeGreaterThan(3);
  expect(verdict.kind).toBe('supported');
});

test('the youngest cohort is the sleeve itself, and fewer cohorts reach each older age', () => {
  const young = ofNone.found.ages[0]!.returns;
  const own = new Map(ofNone.found.own.map((r) => [r.month, r.growth]));
  // Reviews are six months apart, so there is one cohort of that age: the sleeve.
  for (const { month, growth } of young) expect(growth).toBeCloseTo(own.get(month)!, 12);
  const counts = ofNone.found.ages.map((a) => a.returns.length);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts[0]! - counts[3]!).toBe(18);
});

test('later data change no result of earlier months', () => {
  const cut = none.findIndex((s) => s.day > day('2015-08-14'));
  const other = resultOf([
    ...none.slice(0, cut),
    ...none
      .slice(cut)
      .map((s, t) => ({ ...s, close: s.close.map((c, i) => c * (1 + ((i * 7 + t) % 5) / 10)) })),
  ]);
  const settled = ({ market, found }: typeof other) => {
    const by = <T extends { readonly end: Day }>(all: readonly T[]): T[] =>
      all.filter((r) => r.end < none[cut]!.day);
    return {
      market: by(market),
      own: by(found.own),
      changes: found.changes.filter((c) => c.day < none[cut]!.day),
      others: [...found.variants, ...found.halves, ...found.ages].map((v) => by(v.returns)),
    };
  };
  expect(settled(other)).toEqual(settled(ofNone));
  expect(other.found.own).not.toEqual(ofNone.found.own);
});

test('a shorter sample gives the truncated results of a longer one', () => {
  const end = day('2016-05-31');
  const short = resultOf(none.filter((s) => s.day <= end));
  const monthsOf = ({ market, found }: typeof short) =>
    pairMonths(found.own, market, () => 0.004, { ...whole, to: end }).months;
  expect(monthsOf(short)).toEqual(monthsOf(ofNone));
});
