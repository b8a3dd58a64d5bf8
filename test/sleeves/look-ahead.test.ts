import fc from 'fast-check';
import { addDays } from '../../src/market/day.ts';
import { NO_FACTS } from '../../src/market/stocks/companies/company-facts.ts';
import type { DaySlice } from '../../src/market/stocks/day-slice.ts';
import { advanceBuild, historiesOf, newSleeveBuild } from '../../src/sleeves/build.ts';
import type { SleeveHistory } from '../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../src/sleeves/sleeve-rules.ts';
import { cutDown, histories, issuersOf, MADE } from './sleeves.fixture.ts';

const rules = cutDown(DEFAULT_SLEEVE_RULES);
const { slices } = MADE;

/** What of the histories was settled by the close of a session: reviews in force from it or before, and levels. */
const settledBy = (made: Readonly<Record<string, SleeveHistory>>, last: DaySlice) =>
  Object.entries(made).map(([id, { reviews, levels, events }]) => ({
    id,
    reviews: reviews.filter((r) => r.kind === 'carried-out' && r.effective <= last.day),
    levels: levels.price.filter((_, k) => levels.day[k]! <= last.day),
    total: levels.total.filter((_, k) => levels.day[k]! <= last.day),
    events: events.filter((e) => e.day <= last.day),
  }));

/** The same sessions up to one; afterwards everything is other than it was. */
const otherwiseAfter = (cut: number): DaySlice[] =>
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

test('no definition sees a figure before it was known: what comes later changes nothing that was settled', () => {
  const made = histories(rules);
  fc.assert(
    fc.property(fc.integer({ min: 300, max: slices.length - 2 }), (cut) => {
      const other = histories(rules, otherwiseAfter(cut));
      expect(settledBy(other, slices[cut]!)).toEqual(settledBy(made, slices[cut]!));
    }),
    { numRuns: 12 },
  );
  // And what comes later does change what is settled later, or the property could not fail.
  expect(settledBy(histories(rules, otherwiseAfter(400)), slices.at(-1)!)).not.toEqual(
    settledBy(made, slices.at(-1)!),
  );
});

test('accounts known on the day of the cut-off count, those known the session after do not', () => {
  const reviewsOf = (sessions: readonly DaySlice[]) => histories(rules, sessions)['quality']!.reviews;
  const review = reviewsOf(slices)[3]!;
  const cutOff = slices.findIndex((s) => s.day === review.cutOff);
  /** The newest accounts of every company again with other profits, heard in one session. */
  const withNews = (at: number): DaySlice[] => {
    const heard = slices.slice(0, cutOff + 1).flatMap((s) => s.statements);
    const knownOn = slices[at]!.day;
    const news = heard.map((s, k) => ({ ...s, knownOn, netIncome: 1 + (k % 9) }));
    return slices.map((s, t) => (t === at ? { ...s, statements: [...s.statements, ...news] } : s));
  };
  expect(reviewsOf(withNews(cutOff + 1))[3]).toEqual(review);
  expect(reviewsOf(withNews(cutOff))[3]).not.toEqual(review);
});

test('a statement handed over before it was known is refused', () => {
  const slice = slices.find((s) => s.statements.length > 0);
  const early = {
    ...slice!,
    statements: slice!.statements.map((s) => ({ ...s, knownOn: addDays(slice!.day, 1) })),
  };
  expect(() => histories(rules, [early])).toThrow('before it was known');
});

test('a free float counts from the day it became known', () => {
  const on = slices[600]!.day;
  const floats = MADE.issuers.map((_, issuer) => ({ issuer, from: on, share: issuer % 2 ? 0.9 : 0.1 }));
  const build = newSleeveBuild(issuersOf(MADE), rules, { ...NO_FACTS, floats });
  for (const slice of slices) advanceBuild(build, slice);
  const made = histories(rules);
  const told = historiesOf(build);
  expect(settledBy(told, slices[599]!)).toEqual(settledBy(made, slices[599]!));
  expect(settledBy(told, slices.at(-1)!)).not.toEqual(settledBy(made, slices.at(-1)!));
});
