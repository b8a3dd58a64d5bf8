import fc from 'fast-check';
import { addDays } from '../../src/market/day.ts';
import { NO_FACTS } from '../../src/market/stocks/companies/company-facts.ts';
import type { DailySlice } from '../../src/market/stocks/daily-slice.ts';
import { advanceBuild, sleeveHistories, newSleeveBuild } from '../../src/sleeves/build.ts';
import type { SleeveHistory } from '../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../src/sleeves/sleeve-rules.ts';
import { scaledDown, histories, issuersOf, EXCHANGE } from './sleeves.fixture.ts';

const rules = scaledDown(DEFAULT_SLEEVE_RULES);
const { slices } = EXCHANGE;

/** The part of the histories that is final by the close of a session: effective reviews, levels and events. */
const finalBy = (all: Readonly<Record<string, SleeveHistory>>, last: DailySlice) =>
  Object.entries(all).map(([id, { reviews, levels, events }]) => ({
    id,
    reviews: reviews.filter((r) => r.kind === 'completed' && r.effective <= last.day),
    levels: levels.price.filter((_, k) => levels.day[k]! <= last.day),
    total: levels.total.filter((_, k) => levels.day[k]! <= last.day),
    events: events.filter((e) => e.day <= last.day),
  }));

/** The same sessions up to one; everything after it is changed. */
const changedAfter = (cut: number): DailySlice[] =>
  slices.map((slice, t) =>
    t <= cut
      ? slice
      : {
          ...slice,
          close: slice.close.map((c, i) => c * (1 + ((i * 31 + t) % 17) / 20)),
          volume: slice.volume.map((v) => v / 7),
          dividend: slice.dividend.map((d) => d + 1),
          sharesOutstanding: slice.sharesOutstanding.map((s, i) => s * (1 + (i % 5))),
          statements: slice.statements.map((s) => ({ ...s, netIncome: -1, bookEquity: 1, sales: 1e6 })),
        },
  );

test('no definition uses data before it was known: later data change no final result', () => {
  const original = histories(rules);
  fc.assert(
    fc.property(fc.integer({ min: 300, max: slices.length - 2 }), (cut) => {
      const other = histories(rules, changedAfter(cut));
      expect(finalBy(other, slices[cut]!)).toEqual(finalBy(original, slices[cut]!));
    }),
    { numRuns: 12 },
  );
  // Later data do change later results; otherwise the property could not fail.
  expect(finalBy(histories(rules, changedAfter(400)), slices.at(-1)!)).not.toEqual(
    finalBy(original, slices.at(-1)!),
  );
});

test('accounts known on the day of the cut-off count; those known a session later do not', () => {
  const reviewsOf = (sessions: readonly DailySlice[]) => histories(rules, sessions)['quality']!.reviews;
  const review = reviewsOf(slices)[3]!;
  const cutOff = slices.findIndex((s) => s.day === review.cutOff);
  /** All accounts so far, restated with other profits in one session. */
  const withRestatement = (at: number): DailySlice[] => {
    const filed = slices.slice(0, cutOff + 1).flatMap((s) => s.statements);
    const knownOn = slices[at]!.day;
    const restated = filed.map((s, k) => ({ ...s, knownOn, netIncome: 1 + (k % 9) }));
    return slices.map((s, t) => (t === at ? { ...s, statements: [...s.statements, ...restated] } : s));
  };
  expect(reviewsOf(withRestatement(cutOff + 1))[3]).toEqual(review);
  expect(reviewsOf(withRestatement(cutOff))[3]).not.toEqual(review);
});

test('a statement delivered before it was known is rejected', () => {
  const slice = slices.find((s) => s.statements.length > 0);
  const early = {
    ...slice!,
    statements: slice!.statements.map((s) => ({ ...s, knownOn: addDays(slice!.day, 1) })),
  };
  expect(() => histories(rules, [early])).toThrow('before it became known');
});

test('a free float applies from the day it became known', () => {
  const on = slices[600]!.day;
  const floats = EXCHANGE.issuers.map((_, issuer) => ({
    issuer,
    from: on,
    fraction: issuer % 2 ? 0.9 : 0.1,
  }));
  const build = newSleeveBuild(issuersOf(EXCHANGE), rules, { ...NO_FACTS, floats });
  for (const slice of slices) advanceBuild(build, slice);
  const original = histories(rules);
  const withFloats = sleeveHistories(build);
  expect(finalBy(withFloats, slices[599]!)).toEqual(finalBy(original, slices[599]!));
  expect(finalBy(withFloats, slices.at(-1)!)).not.toEqual(finalBy(original, slices.at(-1)!));
});
