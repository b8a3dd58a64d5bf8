import { type MembershipChange, NO_FACTS } from '../../../src/market/stocks/companies/company-facts.ts';
import { advanceBuild, historiesOf, newSleeveBuild } from '../../../src/sleeves/build.ts';
import { sleeveDefinition } from '../../../src/sleeves/definition.ts';
import { carriedOut } from '../../../src/sleeves/sleeve-history.ts';
import { issuersOf, MADE } from '../sleeves.fixture.ts';

const source = 'our choice' as const;
const ofIndex = sleeveDefinition.parse({
  title: 'All members',
  follows: null,
  universe: { members: 'made-10', source },
  eligibility: [],
  score: null,
  select: { kind: 'all', source },
  weight: { by: 'equal', source },
  cap: null,
  rebalance: { months: [3, 6, 9, 12], dataMonthsBefore: 1, source },
});

const { slices } = MADE;
const first = slices[0]!.day;
/** The first ten from the beginning; the odd of them are exchanged for the next ten in session 400. */
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
  const build = newSleeveBuild(issuersOf(MADE), { members: ofIndex }, { ...NO_FACTS, memberships });
  for (const slice of slices) advanceBuild(build, slice);
  return { history: historiesOf(build)['members']!, problems: build.problems };
}

test('a sleeve of an index chooses among its members of the day, and counts the others out', () => {
  const { history } = builtWith(changes);
  const before = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const after = new Set([0, 2, 4, 6, 8, 11, 13, 15]);
  const reviews = carriedOut(history);
  expect(reviews.some((r) => r.cutOff < slices[400]!.day)).toBe(true);
  expect(reviews.some((r) => r.cutOff >= slices[400]!.day)).toBe(true);
  for (const { cutOff, members, funnel } of reviews) {
    const allowed = cutOff < slices[400]!.day ? before : after;
    expect(members.filter((m) => !allowed.has(m.issuer))).toEqual([]);
    const lost = funnel[0]!.excluded.find((e) => e.reason === 'no member of made-10')!;
    expect(lost.issuers.some((i) => allowed.has(i))).toBe(false);
    // Members that trade are all in, as nothing else is asked of them.
    const others = funnel.flatMap((f) => f.excluded).filter((e) => e !== lost);
    const gone = new Set(others.flatMap((e) => e.issuers));
    expect(members.map((m) => m.issuer).sort((a, b) => a - b)).toEqual(
      [...allowed].filter((i) => !gone.has(i)).sort((a, b) => a - b),
    );
  }
});

test('an index of which no members are told makes no sleeve, and it is said what to import', () => {
  const { history, problems } = builtWith(changes.map((c) => ({ ...c, index: 'made-20' })));
  expect(carriedOut(history)).toEqual([]);
  expect(problems.find((p) => p.code === 'members-unknown')).toMatchObject({
    about: 'members',
    message: expect.stringMatching(/members of made-10.*knows those of made-20/),
  });
});

test('members without prices are told by name, of the indices that are asked for', () => {
  const unpriced = Array.from({ length: 10 }, (_, k) => ({ index: 'made-10', series: `GONE${k}` }));
  const facts = {
    ...NO_FACTS,
    memberships: changes,
    unpriced: [...unpriced, { index: 'other', series: 'X' }],
  };
  const told = newSleeveBuild(issuersOf(MADE), { members: ofIndex, again: ofIndex }, facts).problems.filter(
    (p) => p.code === 'members-unpriced',
  );
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    about: 'made-10',
    message: expect.stringMatching(/^of 10 that were members .* GONE0, .*GONE7 and 2 more\./),
  });
});

test('free floats of some companies only are told as such', () => {
  const message = (count: number): string | undefined => {
    const floats = Array.from({ length: count }, (_, issuer) => ({ issuer, from: first, share: 0.5 }));
    const build = newSleeveBuild(issuersOf(MADE), {}, { ...NO_FACTS, floats });
    return build.problems.find((p) => p.code === 'free-float-unknown')?.message;
  };
  expect(message(0)).toMatch(/no free floats/);
  expect(message(3)).toMatch(/known of 3 of 40 companies/);
  expect(message(40)).toBeUndefined();
});

test('a universe needs ranks or an index, and an index by its id', () => {
  const faults = (universe: unknown) =>
    sleeveDefinition
      .safeParse({ ...ofIndex, universe })
      .error?.issues.map((i) => [i.path.join('.'), i.message]);
  expect(faults({ source })).toEqual([['universe.ranks', 'must have one where `members` names no index']]);
  expect(faults({ members: 'Nifty 200', source })).toEqual([
    ['universe.members', 'must be the id of an index, like nifty-200'],
  ]);
});
