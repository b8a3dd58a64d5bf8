import { type MembershipChange, NO_FACTS } from '../../../src/market/stocks/companies/company-facts.ts';
import { advanceBuild, sleeveHistories, newSleeveBuild } from '../../../src/sleeves/build.ts';
import { sleeveDefinition } from '../../../src/sleeves/definition.ts';
import { completedReviews } from '../../../src/sleeves/sleeve-history.ts';
import { issuersOf, EXCHANGE } from '../sleeves.fixture.ts';

const source = 'our choice' as const;
const ofIndex = sleeveDefinition.parse({
  title: 'All constituents',
  referenceIndex: null,
  universe: { parentIndex: 'made-10', source },
  eligibility: [],
  score: null,
  select: { kind: 'all', source },
  weight: { by: 'equal', source },
  cap: null,
  rebalance: { months: [3, 6, 9, 12], cutOffMonthsBefore: 1, source },
});

const { slices } = EXCHANGE;
const first = slices[0]!.day;
/** The first ten issuers from the start; in session 400 the odd ones leave and 11, 13 and 15 enter. */
const changes: readonly MembershipChange[] = [
  ...Array.from({ length: 10 }, (_, issuer) => ({ issuer, index: 'made-10', from: first, isMember: true })),
  ...[1, 3, 5, 7, 9].map((issuer) => ({
    issuer,
    index: 'made-10',
    from: slices[400]!.day,
    isMember: false,
  })),
  ...[11, 13, 15].map((issuer) => ({ issuer, index: 'made-10', from: slices[400]!.day, isMember: true })),
];

function builtWith(memberships: readonly MembershipChange[]) {
  const build = newSleeveBuild(issuersOf(EXCHANGE), { members: ofIndex }, { ...NO_FACTS, memberships });
  for (const slice of slices) advanceBuild(build, slice);
  return { history: sleeveHistories(build)['members']!, problems: build.problems };
}

test('a sleeve with a parent index selects among its constituents at the cut-off and excludes all others', () => {
  const { history } = builtWith(changes);
  const before = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const after = new Set([0, 2, 4, 6, 8, 11, 13, 15]);
  const reviews = completedReviews(history);
  expect(reviews.some((r) => r.cutOff < slices[400]!.day)).toBe(true);
  expect(reviews.some((r) => r.cutOff >= slices[400]!.day)).toBe(true);
  for (const { cutOff, constituents, screening } of reviews) {
    const allowed = cutOff < slices[400]!.day ? before : after;
    expect(constituents.filter((m) => !allowed.has(m.issuer))).toEqual([]);
    const lost = screening[0]!.excluded.find((e) => e.reason === 'not a constituent of made-10')!;
    expect(lost.issuers.some((i) => allowed.has(i))).toBe(false);
    // All index constituents that trade are selected; the definition has no other rule.
    const others = screening.flatMap((f) => f.excluded).filter((e) => e !== lost);
    const gone = new Set(others.flatMap((e) => e.issuers));
    expect(constituents.map((m) => m.issuer).sort((a, b) => a - b)).toEqual(
      [...allowed].filter((i) => !gone.has(i)).sort((a, b) => a - b),
    );
  }
});

test('a parent index without membership history gives no sleeve and a warning that says what to import', () => {
  const { history, problems } = builtWith(changes.map((c) => ({ ...c, index: 'made-20' })));
  expect(completedReviews(history)).toEqual([]);
  expect(problems.find((p) => p.code === 'members-unknown')).toMatchObject({
    about: 'members',
    message: expect.stringMatching(/membership history of made-10.*has that of made-20/),
  });
});

test('former constituents without prices are listed by name, for parent indices only', () => {
  const unpriced = Array.from({ length: 10 }, (_, k) => ({ index: 'made-10', series: `GONE${k}` }));
  const facts = {
    ...NO_FACTS,
    memberships: changes,
    unpriced: [...unpriced, { index: 'other', series: 'X' }],
  };
  const warnings = newSleeveBuild(
    issuersOf(EXCHANGE),
    { members: ofIndex, again: ofIndex },
    facts,
  ).problems.filter((p) => p.code === 'members-unpriced');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatchObject({
    about: 'made-10',
    message: expect.stringMatching(/^10 former constituents .* GONE0, .*GONE7 and 2 more\./),
  });
});

test('incomplete free-float data give a note', () => {
  const message = (count: number): string | undefined => {
    const floats = Array.from({ length: count }, (_, issuer) => ({ issuer, from: first, fraction: 0.5 }));
    const build = newSleeveBuild(issuersOf(EXCHANGE), {}, { ...NO_FACTS, floats });
    return build.problems.find((p) => p.code === 'free-float-unknown')?.message;
  };
  expect(message(0)).toMatch(/no free-float data/);
  expect(message(3)).toMatch(/known for 3 of 40 issuers/);
  expect(message(40)).toBeUndefined();
});

test('a universe needs ranks or a parent index, named by its id', () => {
  const faults = (universe: unknown) =>
    sleeveDefinition
      .safeParse({ ...ofIndex, universe })
      .error?.issues.map((i) => [i.path.join('.'), i.message]);
  expect(faults({ source })).toEqual([
    ['universe.ranks', 'must have at least one rank range unless `parentIndex` names an index'],
  ]);
  expect(faults({ parentIndex: 'Nifty 200', source })).toEqual([
    ['universe.parentIndex', 'must be the id of an index, like nifty-200'],
  ]);
});
